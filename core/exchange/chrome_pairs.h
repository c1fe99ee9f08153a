// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sluice {

/// A bar of a Chrome trace.
struct ChromeBar
{
    std::string name;
    std::string category;
    std::string args; ///< JSON; empty: none
    std::pair<std::string, std::string> track; ///< process and thread
    Timestamp start;
    Timestamp end;
    bool isOpen = false; ///< its end is not in the file
};

/// Beginnings ("B") wait here for their ends ("E"): the ends of a thread close its bars from the innermost
/// on. thread: one at a time.
class ChromePairs
{
public:
    static constexpr std::size_t mostOpen = 100'000; ///< in all: more are a damaged file

    /// Error (Limit): too many are open.
    Result<void> begin(ChromeBar bar);

    /// nullopt: nothing is open there. What the end brings of args stands when the beginning had none.
    std::optional<ChromeBar> end(const ChromeBar &end);

    /// What never ended, up to `last`. Leaves nothing.
    std::vector<ChromeBar> takeOpen(Timestamp last);

private:
    std::map<std::pair<std::string, std::string>, std::vector<ChromeBar>> m_open;
    std::size_t m_count = 0;
};

} // namespace sluice
