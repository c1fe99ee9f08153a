// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/analysis/figure_button.h"

#include "ui/models/format.h"
#include "ui/theme/metrics.h"

#include <QPainter>

namespace sluice::ui {

namespace {

constexpr int leastWidth = 132;
constexpr double valueScale = 1.5;

} // namespace

FigureButton::FigureButton(const QString &title, QWidget *parent)
    : QAbstractButton(parent)
    , m_value(unknownText())
{
    setText(title);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    showFigure(m_value, {}, {}, false);
}

void FigureButton::showFigure(
    const QString &value, const QString &remark, const QString &meaning, bool leadsSomewhere)
{
    m_value = value;
    m_remark = remark;
    setAccessibleName(tr("%1: %2").arg(text(), value));
    setAccessibleDescription(remark.isEmpty() ? meaning : remark + QLatin1Char('\n') + meaning);
    setToolTip(plainToolTip(meaning));
    setEnabled(leadsSomewhere);
    update();
}

QFont FigureButton::valueFont() const
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * valueScale);
    large.setBold(true);
    return large;
}

QSize FigureButton::sizeHint() const
{
    return {leastWidth, 2 * fontMetrics().height() + QFontMetrics(valueFont()).height() + 2 * metrics::grid};
}

void FigureButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect frame = rect().adjusted(0, 0, -1, -1);
    painter.setPen(palette().color(hasFocus() ? QPalette::Highlight : QPalette::Mid));
    painter.setBrush(palette().color(isDown() ? QPalette::Midlight
            : underMouse() && isEnabled()     ? QPalette::AlternateBase
                                              : QPalette::Base));
    painter.drawRect(frame);
    if (hasFocus())
        painter.drawRect(frame.adjusted(1, 1, -1, -1));
    const QRect inner = rect().adjusted(metrics::grid, metrics::halfGrid, -metrics::grid, -metrics::halfGrid);
    const int line = fontMetrics().height();
    // A figure that leads nowhere can still be read.
    painter.setPen(palette().color(QPalette::Active, QPalette::PlaceholderText));
    painter.drawText(QRect(inner.left(), inner.top(), inner.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(text(), Qt::ElideRight, inner.width()));
    painter.drawText(QRect(inner.left(), inner.bottom() - line + 1, inner.width(), line),
        Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(m_remark, Qt::ElideRight, inner.width()));
    painter.setPen(palette().color(QPalette::Active, QPalette::Text));
    painter.setFont(valueFont());
    painter.drawText(inner.adjusted(0, line, 0, -line), Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(valueFont()).elidedText(m_value, Qt::ElideRight, inner.width()));
}

} // namespace sluice::ui
