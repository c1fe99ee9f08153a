// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/event_type.h"
#include "core/model/flush_record.h"
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

/// The colours of what Sluice shows, for one theme. No two types collapse under the three kinds of colour
/// blindness (Machado 2009), and colour is never the only cue: errors are hatched as well.
class EventPalette
{
public:
    static const EventPalette &of(Theme theme);

    const BarColours &event(EventType type) const { return m_events[static_cast<std::size_t>(type)]; }
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
    explicit EventPalette(Theme theme);
    void setLight();
    void setDark();

    std::array<BarColours, 5> m_events;
    std::array<BarColours, 7> m_flushes;
    std::array<QColor, 4> m_severities;
};

} // namespace sluice::ui
