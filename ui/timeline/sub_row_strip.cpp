// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/sub_row_strip.h"

#include <algorithm>
#include <utility>

namespace sluice::ui {

void SubRowStrip::begin(int width)
{
    if (m_lines.width() != width)
        m_lines = QImage(width, LineCount, QImage::Format_ARGB32_Premultiplied);
    m_lines.fill(Qt::transparent);
    m_pixels = reinterpret_cast<QRgb *>(m_lines.bits());
    m_stride = m_lines.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    m_width = width;
    m_left = width;
    m_right = 0;
    m_hasBorders = false;
    m_hasTicks = false;
}

void SubRowStrip::addColumn(int left, int right, QRgb colour)
{
    fill(Inner, left, right, colour);
    if (m_hasBorders)
        fill(Edge, left, right, colour);
}

void SubRowStrip::addBar(int left, int right, QRgb fillColour, QRgb border)
{
    if (right - left < leastBorderedBar)
        return addColumn(left, right, fillColour);
    if (!std::exchange(m_hasBorders, true))
        std::copy_n(m_pixels + Inner * m_stride, m_width, m_pixels + Edge * m_stride);
    fill(Edge, left, right, border);
    fill(Inner, left, right, border);
    fill(Inner, left + 1, right - 1, fillColour);
}

void SubRowStrip::addTick(int x, QRgb colour)
{
    constexpr int half = metrics::errorTickSize / 2;
    for (int line = 0; line <= half; ++line)
        fill(FirstTick + line, x - half + line, x + half - line + 1, colour);
    m_hasTicks = true;
}

void SubRowStrip::paint(QPainter &painter, int plotLeft, int top) const
{
    if (m_left >= m_right)
        return;
    const int barTop = top + metrics::subRowHeight - metrics::barHeight;
    const int border = m_hasBorders ? 1 : 0;
    draw(painter, Inner, plotLeft, barTop + border, metrics::barHeight - 2 * border);
    if (m_hasBorders) {
        draw(painter, Edge, plotLeft, barTop, 1);
        draw(painter, Edge, plotLeft, barTop + metrics::barHeight - 1, 1);
    }
    for (int line = 0; m_hasTicks && line < tickLines; ++line)
        draw(painter, FirstTick + line, plotLeft, top + line, 1);
}

void SubRowStrip::fill(int line, int left, int right, QRgb colour)
{
    left = std::max(0, left);
    right = std::min(m_width, right);
    if (left >= right)
        return;
    QRgb *pixels = m_pixels + line * m_stride;
    std::fill(pixels + left, pixels + right, colour);
    m_left = std::min(m_left, left);
    m_right = std::max(m_right, right);
}

void SubRowStrip::draw(QPainter &painter, int line, int plotLeft, int top, int height) const
{
    painter.drawImage(QRect(plotLeft + m_left, top, m_right - m_left, height), m_lines,
        QRect(m_left, line, m_right - m_left, 1));
}

} // namespace sluice::ui
