// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/event_type.h"
#include "core/model/flush_record.h"
#include "ui/theme/palette_choice.h"
#include "ui/theme/theme.h"

#include <QColor>

#include <array>

namespace sluice::ui {

/// How bad something is, for the status bar, banners and counters.
enum class Severity { Ok, Notice, Warning, Critical };

/// The colours of one kind of bar. `label` is readable on `fill`.
struct BarColours
{
    QColor fill;
    QColor border;
    QColor label;
};

/// The colours of what Sluice shows, for one theme and choice. No two types collapse under the three kinds of
/// colour blindness: simulated as Machado, Oliveira and Fernandes (2009) do, with severity 1, any two are at
/// least 13 apart in CIE L*a*b* (Okabe-Ito 16, high contrast 21). Fill or border has at least 3:1 with the
/// lanes. Colour is never the only cue: errors are hatched as well.
class EventPalette
{
public:
    /// In the colours that are chosen: ask anew each time that something is painted.
    static const EventPalette &of(Theme theme);
    static const EventPalette &of(Theme theme, PaletteChoice choice);

    const BarColours &event(EventType type) const { return m_events[static_cast<std::size_t>(type)]; }
    /// For lines and other thin things of that type: fill or border, whichever shows on the lanes.
    const QColor &stroke(EventType type) const { return m_strokes[static_cast<std::size_t>(type)]; }
    const BarColours &flush(FlushOutcome outcome) const
    {
        return m_flushes[static_cast<std::size_t>(outcome)];
    }
    const QColor &severity(Severity severity) const
    {
        return m_severities[static_cast<std::size_t>(severity)];
    }

    QColor errorHatch; ///< the strokes over an error's fill
    QColor dropped; ///< the outline of a drop's hollow mark
    QColor depthFill; ///< below the lowest depth
    QColor depthSpread; ///< between the lowest and the highest depth
    QColor depthLine;
    QColor capacityLine;

    QColor background; ///< of the lanes
    QColor laneBand; ///< of every second lane
    QColor gutter;
    QColor hairline; ///< between lanes, and at the ruler's edge
    QColor gridMajor;
    QColor gridMinor;
    QColor text;
    QColor faintText;
    QColor hoverOutline;
    QColor selectionOutline;
    QColor selectionHalo; ///< around the selection's outline, so that it shows on every fill
    QColor timeCursor;

private:
    EventPalette(Theme theme, PaletteChoice choice);
    void setLight();
    void setDark();
    void setOkabeIto(Theme theme);
    void setHighContrast(Theme theme);
    void setStrokes();

    std::array<BarColours, 5> m_events;
    std::array<QColor, 5> m_strokes;
    std::array<BarColours, 7> m_flushes;
    std::array<QColor, 4> m_severities;
};

} // namespace sluice::ui
