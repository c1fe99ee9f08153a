// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/view_time.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sluice {

/// A place or a stretch of a session that the user wants to find again.
struct TimeMark
{
    std::uint32_t number = 0; ///< from 1 on, never given twice in a session
    TimeRange range; ///< an instant has no duration
    std::string text{}; ///< what a person wrote at it; empty = nothing

    bool isRange() const { return range.duration() > Micros{0}; }
    bool operator==(const TimeMark &) const = default;
};

/// The marks of one session, in order of time. At most 1,000: the next one is refused.
class TimeMarks
{
public:
    static constexpr std::size_t most = 1000;

    /// A mark that is there already is given back as it is; nullptr when there is no room.
    const TimeMark *add(const TimeRange &range);

    /// False: there is none of this number.
    bool setText(std::uint32_t number, std::string text);
    bool remove(std::uint32_t number);

    const std::vector<TimeMark> &all() const { return m_marks; }
    const TimeMark *find(std::uint32_t number) const;

private:
    std::vector<TimeMark> m_marks;
    std::uint32_t m_lastNumber = 0;
};

} // namespace sluice
