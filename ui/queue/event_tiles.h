// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/event_type.h"
#include "ui/theme/event_palette.h"

#include <QFont>
#include <QPixmap>

#include <array>

namespace sluice::ui {

/// The letter that stands for a type where there is room for no more: A, L, T, E, P (of API).
QChar letterOf(EventType type);

/// One event as a small square, painted once for each type: its type's colour, with its letter where it can
/// be read, and hatched when it is an error.
class EventTiles
{
public:
    /// Paints the tiles anew when anything differs. `side` in logical pixels; `palette` as EventPalette::of()
    /// gives it.
    void prepare(int side, qreal devicePixelRatio, const EventPalette &palette, const QFont &font);

    const QPixmap &tile(EventType type) const { return m_tiles[static_cast<std::size_t>(type)]; }

private:
    QPixmap paint(EventType type, const QFont &font) const;

    std::array<QPixmap, 5> m_tiles;
    int m_side = 0;
    qreal m_ratio = 0;
    const EventPalette *m_palette = nullptr; ///< one of those that live for ever
    QFont m_font;
};

} // namespace sluice::ui
