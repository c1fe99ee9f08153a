// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/event_listing.h"

#include <QString>

#include <vector>

namespace sluice::ui {

// One event of a list as people and programs read it.

/// "0:12.345", "1:02:03.456", "−0:00.100": since the session's start.
QString sinceStartText(Micros time);

QString eventStateText(const EventSnapshot &events, EventIndex event); ///< "done", "open", "error"

/// "1,200", a dash when it is an LLM call of which nothing is known, else empty.
QString tokensText(const EventSnapshot &events, EventIndex event);

/// Several lines: all that the columns say, exactly.
QString eventToolTip(const ListedEvents &listed, EventIndex event);

/// Events in lines of cells with tabs between them, below a line with the columns' names.
QString eventsAsText(const ListedEvents &listed, const std::vector<EventIndex> &events);

/// A JSON object each, in lines. Numbers that are not known are null.
QString eventsAsJson(const ListedEvents &listed, const std::vector<EventIndex> &events);

} // namespace sluice::ui
