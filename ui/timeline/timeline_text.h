// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/parent_links.h"
#include "ui/timeline/timeline_hit.h"

#include <QString>
#include <QStringList>

namespace sluice::ui {

// What the timeline says in words. Texts are plain; names from outside are cut at a length that fits a
// screen, and their control characters become spaces.

QString laneTitle(const TimelineModel &model, std::uint16_t key);

/// A foreign name on one line.
QString nameText(std::string_view name);

/// The tool tip of a hit, in several lines.
QString tooltipFor(const TimelineModel &model, const TimelineHit &hit);

/// An event in one line, for screen readers: "LLM call gpt-4o, 2.3 s, 1,240 tokens, error". What is not known
/// is left out.
QString eventLine(const TimelineModel &model, EventIndex event);

/// A lane in one line, for screen readers: "LLM calls, 12 events".
QString laneLine(const TimelineModel &model, std::uint16_t key);

/// What is not there, and what waits for it: "Its parent has not arrived, 3 events wait for it, from 1.2 s".
QString placeholderLine(const Placeholder &place, Timestamp zero);

/// The view in one line, for screen readers: "100 events, 3 errors, 12.4 s shown".
QString summaryFor(const TimelineModel &model, const TimeScale &scale);

/// The time at pixel `x` of the plot since the ruler's 0, as exact as the zoom is: "12.34 s".
QString cursorText(const TimelineModel &model, const TimeScale &scale, double x);

/// What may stand on a flush's mark, the longest first: "503 ×3 · 100 events · 26.2 KiB · 427 ms",
/// "503 ×3 · 100 events", "503 ×3"; of several flushes "×12 · 1,200 events", "×12".
QStringList flushLabels(const TimelineModel &model, const DeliveryMark &mark);

/// A flush in one line: "Flush 3: delivered, HTTP 200, 100 events, 427 ms".
QString flushLine(const FlushRecord &flush);

} // namespace sluice::ui
