// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/chrome_pairs.h"

#include <algorithm>

namespace sluice {

Result<void> ChromePairs::begin(ChromeBar bar)
{
    if (m_count == mostOpen) {
        return Error{
            ErrorKind::Limit, "more than " + std::to_string(mostOpen) + " bars have begun and not ended"};
    }
    ++m_count;
    m_open[bar.track].push_back(std::move(bar));
    return {};
}

std::optional<ChromeBar> ChromePairs::end(const ChromeBar &end)
{
    const auto found = m_open.find(end.track);
    if (found == m_open.end() || found->second.empty())
        return std::nullopt;
    ChromeBar bar = std::move(found->second.back());
    found->second.pop_back();
    --m_count;
    bar.end = std::max(bar.start, end.start);
    if (bar.args.empty())
        bar.args = end.args;
    return bar;
}

std::vector<ChromeBar> ChromePairs::takeOpen(Timestamp last)
{
    std::vector<ChromeBar> bars;
    for (auto &[track, open] : m_open) {
        for (ChromeBar &bar : open) {
            bar.isOpen = true;
            bar.end = std::max(bar.start, last);
            bars.push_back(std::move(bar));
        }
    }
    m_open.clear();
    m_count = 0;
    return bars;
}

} // namespace sluice
