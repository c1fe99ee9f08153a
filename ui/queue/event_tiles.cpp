// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/queue/event_tiles.h"

#include <QPainter>

namespace sluice::ui {

namespace {

constexpr int leastLettered = 13; ///< a smaller square has no readable letter
constexpr double letterPart = 0.62; ///< of the square's side

} // namespace

QChar letterOf(EventType type)
{
    switch (type) {
    case EventType::Action:
        return u'A';
    case EventType::Llm:
        return u'L';
    case EventType::Tool:
        return u'T';
    case EventType::Error:
        return u'E';
    case EventType::Api:
        break;
    }
    return u'P';
}

void EventTiles::prepare(int side, qreal devicePixelRatio, const EventPalette &palette, const QFont &font)
{
    if (side == m_side && devicePixelRatio == m_ratio && &palette == m_palette && font == m_font)
        return;
    m_side = side;
    m_ratio = devicePixelRatio;
    m_palette = &palette;
    m_font = font;
    QFont small = font;
    small.setPixelSize(std::max(1, static_cast<int>(side * letterPart)));
    for (const EventType type : allEventTypes)
        m_tiles[static_cast<std::size_t>(type)] = paint(type, small);
}

QPixmap EventTiles::paint(EventType type, const QFont &font) const
{
    const BarColours &colours = m_palette->event(type);
    const QSize size(m_side, m_side);
    QPixmap tile(size * m_ratio);
    tile.setDevicePixelRatio(m_ratio);
    tile.fill(colours.fill);
    QPainter painter(&tile);
    const QRect rect({}, size);
    if (type == EventType::Error)
        painter.fillRect(rect, QBrush(m_palette->errorHatch, Qt::BDiagPattern));
    if (m_side < leastLettered)
        return tile;
    painter.setPen(colours.border);
    painter.drawRect(rect.adjusted(0, 0, -1, -1));
    painter.setPen(colours.label);
    painter.setFont(font);
    painter.drawText(rect, Qt::AlignCenter, QString(letterOf(type)));
    return tile;
}

} // namespace sluice::ui
