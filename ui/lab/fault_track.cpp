// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/fault_track.h"

#include "ui/models/format.h"
#include "ui/models/lab_words.h"
#include "ui/theme/event_palette.h"
#include "ui/theme/metrics.h"

#include <QPainter>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr int bandHeight = 18;
constexpr int preferredWidth = 200;
constexpr int markerHalf = 4;

QString phaseWords(const FaultPhase &phase)
{
    const QString length
        = phase.length >= FaultPhase::forEver ? QString() : QStringLiteral(", ") + durationText(phase.length);
    return durationText(phase.begin) + QStringLiteral(": ") + faultText(phase.fault) + length;
}

} // namespace

FaultTrack::FaultTrack(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("faultTrack"));
    setAccessibleName(tr("Schedule of faults"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FaultTrack::show(const FaultPlan &plan, std::optional<Millis> since)
{
    m_plan = plan;
    m_since = since;
    QStringList words;
    for (const FaultPhase &phase : plan.phases)
        words << phaseWords(phase);
    if (plan.repeatsAfter)
        words << tr("again after %1").arg(durationText(*plan.repeatsAfter));
    setToolTip(plainToolTip(words.join(QLatin1Char('\n'))));
    setAccessibleDescription(since ? scheduleText(plan, *since) : words.join(QStringLiteral("; ")));
    update();
}

QSize FaultTrack::sizeHint() const
{
    return {preferredWidth, bandHeight + 2 * metrics::halfGrid + fontMetrics().height()};
}

/// Of what is drawn: one round, or to the last phase's end and a tenth beyond.
Millis FaultTrack::length() const
{
    if (m_plan.repeatsAfter)
        return *m_plan.repeatsAfter;
    if (m_plan.isEmpty() || m_plan.phases.back().length >= FaultPhase::forEver)
        return Millis(1);
    return m_plan.phases.back().end() + m_plan.phases.back().end() / 10 + Millis(1);
}

double FaultTrack::toPixel(Millis time) const
{
    const double share = static_cast<double>(time.count()) / static_cast<double>(length().count());
    return std::clamp(share, 0.0, 1.0) * (width() - 1);
}

void FaultTrack::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const EventPalette &colours = EventPalette::of(themeOf(palette()));
    const QRectF band(0, metrics::halfGrid, width() - 1, bandHeight);
    painter.fillRect(band, palette().color(QPalette::Base));
    for (const FaultPhase &phase : m_plan.phases) {
        const BarColours &bar = colours.event(EventType::Error);
        const double left = toPixel(phase.begin);
        const QRectF box(left, band.top(), std::max(toPixel(phase.end()) - left, 2.0), band.height());
        painter.fillRect(box, bar.fill);
        painter.fillRect(box, QBrush(colours.errorHatch, Qt::BDiagPattern));
        const QString name = faultKindText(phase.fault.kind);
        if (fontMetrics().horizontalAdvance(name) + metrics::grid < box.width()) {
            painter.setPen(bar.label);
            painter.drawText(box, Qt::AlignCenter, name);
        }
    }
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(band);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const QRectF words(0, band.bottom() + 1, width(), fontMetrics().height());
    if (!m_plan.isEmpty() && length() > Millis(1)) {
        painter.drawText(words, Qt::AlignLeft, secondsText(0));
        painter.drawText(words, Qt::AlignRight, durationText(length()));
    }
    if (!m_since || m_plan.isEmpty())
        return;
    const double x = toPixel(m_plan.repeatsAfter ? *m_since % *m_plan.repeatsAfter : *m_since);
    painter.setPen(QPen(palette().color(QPalette::WindowText), 2));
    painter.drawLine(QPointF(x, 0), QPointF(x, band.bottom() + markerHalf));
}

} // namespace sluice::ui
