// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/time_marks.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace sluice {

namespace {

bool isBefore(const TimeMark &mark, const TimeRange &range)
{
    return std::tie(mark.range.begin, mark.range.end) < std::tie(range.begin, range.end);
}

} // namespace

const TimeMark *TimeMarks::add(const TimeRange &range)
{
    const auto place = std::lower_bound(m_marks.begin(), m_marks.end(), range, isBefore);
    if (place != m_marks.end() && place->range == range)
        return &*place;
    if (m_marks.size() >= most)
        return nullptr;
    return &*m_marks.insert(place, {++m_lastNumber, range});
}

bool TimeMarks::setText(std::uint32_t number, std::string text)
{
    const auto place = std::ranges::find(m_marks, number, &TimeMark::number);
    if (place == m_marks.end())
        return false;
    place->text = std::move(text);
    return true;
}

bool TimeMarks::remove(std::uint32_t number)
{
    return std::erase_if(m_marks, [number](const TimeMark &mark) { return mark.number == number; }) > 0;
}

const TimeMark *TimeMarks::find(std::uint32_t number) const
{
    const auto place = std::find_if(
        m_marks.begin(), m_marks.end(), [number](const TimeMark &mark) { return mark.number == number; });
    return place == m_marks.end() ? nullptr : &*place;
}

} // namespace sluice
