// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/ids.h"
#include "core/model/stored.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

/// How far one received session has gone on to one endpoint.
struct ForwardMark
{
    SessionId session;
    std::int64_t row = 0; ///< the events up to it are decided; 0 = none
    ChangeMark replaced; ///< and those that were replaced up to it
    std::uint64_t passed = 0; ///< events up to `row`, the open ones that are held back among them
    std::string told; ///< a digest of what the endpoint was told of the session besides; empty = nothing
    bool isPending = true; ///< there is more to hand over, or to tell
};

/// Keeps the marks on disk, in a SQLite file of mode 0600: a commit survives the process (kill -9), and after
/// a power loss the book is whole and at most a little behind: what it forgot is sent again. thread: one at a
/// time.
class ForwardBook
{
public:
    /// Makes the file and its folder when they are not there. Error (Io), (Invalid): cannot be used; one that
    /// is damaged is put aside as `<file>.damaged` and begun anew. `now`: the store's revision, where a new
    /// book begins: sessions without news since then are not sent. A book that has seen more is another
    /// store's (it was rescued, or taken away): what is in it is sent again from its beginning.
    static Result<std::unique_ptr<ForwardBook>> open(const std::filesystem::path &file, std::uint64_t now);
    ~ForwardBook();
    ForwardBook(const ForwardBook &) = delete;
    ForwardBook &operator=(const ForwardBook &) = delete;

    /// The commit of the store up to which every session that had news is in the book.
    std::uint64_t seen() const { return m_seen; }
    std::vector<ForwardMark> pending();
    Result<std::optional<ForwardMark>> find(const SessionId &session);

    /// Keeps these marks and what was seen, in one transaction.
    Result<void> keep(const std::vector<ForwardMark> &marks, std::uint64_t seen);

private:
    class Tables;
    explicit ForwardBook(std::unique_ptr<Tables> tables);
    std::unique_ptr<Tables> m_tables;
    std::uint64_t m_seen = 0;
};

} // namespace sluice
