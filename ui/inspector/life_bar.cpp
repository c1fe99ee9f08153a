// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/life_bar.h"

#include "ui/models/format.h"
#include "ui/theme/event_palette.h"
#include "ui/theme/metrics.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr qreal leastPiece = 6;

struct PieceLook
{
    QColor fill;
    QColor label;
    Qt::BrushStyle pattern = Qt::NoBrush;
};

/// Sending wears the colour of a delivered flush, waiting for another try that of one that tries again.
PieceLook lookOf(LifeState state, const EventPalette &palette)
{
    switch (state) {
    case LifeState::Queued:
        return {palette.depthFill, palette.text, Qt::NoBrush};
    case LifeState::BeforeSending:
        return {palette.depthFill, palette.text, Qt::BDiagPattern};
    case LifeState::Sending: {
        const BarColours &colours = palette.flush(FlushOutcome::Delivered);
        return {colours.fill, colours.label, Qt::NoBrush};
    }
    case LifeState::BetweenTries: {
        const BarColours &colours = palette.flush(FlushOutcome::Retrying);
        return {colours.fill, colours.label, Qt::FDiagPattern};
    }
    case LifeState::BeforeQueue:
    case LifeState::Elsewhere:
        break;
    }
    return {palette.background, palette.faintText, Qt::Dense6Pattern};
}

QString pieceText(const LifeSpan &span)
{
    return QStringLiteral("%1: %2").arg(lifeStateText(span.state), durationText(span.length));
}

} // namespace

std::vector<LifePiece> lifePieces(const std::vector<LifeSpan> &spans, const QRectF &area, qreal least)
{
    std::vector<LifePiece> pieces;
    if (spans.empty())
        return pieces;
    const auto count = static_cast<qreal>(spans.size());
    const qreal floor = std::min(least, area.width() / count);
    qreal all = 0;
    for (const LifeSpan &span : spans)
        all += static_cast<qreal>(span.length.count());
    const qreal shared = area.width() - floor * count;
    qreal x = area.x();
    for (const LifeSpan &span : spans) {
        const qreal part = all > 0 ? static_cast<qreal>(span.length.count()) / all : 1 / count;
        const qreal width = floor + shared * part;
        pieces.push_back({span, QRectF(x, area.y(), width, area.height())});
        x += width;
    }
    return pieces;
}

LifeBar::LifeBar(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("lifeBar"));
    setAccessibleName(tr("Time in each state"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LifeBar::showLife(const LifeLineText &life)
{
    m_spans = life.spans;
    setAccessibleDescription(life.summary);
    setVisible(!m_spans.empty());
    update();
}

QSize LifeBar::sizeHint() const
{
    return {200, fontMetrics().height() + metrics::grid};
}

QSize LifeBar::minimumSizeHint() const
{
    return {80, sizeHint().height()};
}

std::vector<LifePiece> LifeBar::pieces() const
{
    return lifePieces(m_spans, QRectF(rect()), leastPiece);
}

void LifeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const EventPalette &palette = EventPalette::of(themeOf(this->palette()));
    for (const LifePiece &piece : pieces()) {
        const PieceLook look = lookOf(piece.span.state, palette);
        const QRectF rect = piece.rect.adjusted(0, 0, -1, 0);
        painter.fillRect(rect, look.fill);
        QColor strokes = palette.faintText;
        strokes.setAlpha(110);
        if (look.pattern != Qt::NoBrush)
            painter.fillRect(rect, QBrush(strokes, look.pattern));
        painter.setPen(palette.hairline);
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
        const QString label = durationText(piece.span.length);
        if (fontMetrics().horizontalAdvance(label) + metrics::grid > rect.width())
            continue;
        painter.setPen(look.label);
        painter.drawText(rect, Qt::AlignCenter, label);
    }
}

bool LifeBar::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (const LifePiece &piece : pieces()) {
        if (piece.rect.contains(help->pos()))
            QToolTip::showText(help->globalPos(), pieceText(piece.span), this);
    }
    return true;
}

} // namespace sluice::ui
