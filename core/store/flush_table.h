// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/life_line.h"
#include "core/sqlite/statement.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

class Connection;

/// Reads flushes, what they carried, and which of them carried an event. `key` is their session's; a session
/// that is not there has no key. thread: its connection's.
class FlushTable
{
public:
    explicit FlushTable(Connection &connection);

    /// In their order.
    Result<std::vector<FlushRecord>> all(const SessionId &session, std::int64_t key);

    /// Of all flushes, in their order; a store of version 1 kept none.
    Result<std::vector<FlushContents>> contents(const SessionId &session, std::int64_t key);
    /// nullopt: it is not known.
    Result<std::optional<FlushContents>> contentsOf(
        const SessionId &session, std::int64_t key, std::uint64_t flush);

    /// All of it but `created`. Only an event whose id is a UUID can have been recorded, and so has flushes.
    Result<LifeLine> lifeLine(const SessionId &session, std::int64_t key, const EventId &event);

private:
    Result<std::vector<std::uint64_t>> carriersOf(LifeLine &life, std::int64_t key);

    Statement m_all;
    Statement m_one;
    Statement m_contents;
    Statement m_contentsOf;
    Statement m_carriers;
};

} // namespace sluice
