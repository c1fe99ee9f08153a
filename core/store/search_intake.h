// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/event_texts.h"
#include "core/base/result.h"
#include "core/store/data_dir.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace sluice {

class Connection;

/// Takes what the store has into the search index, a portion at a time: a short read of the store, and then a
/// transaction in the index's own file. Where it stands is kept there with each portion, so it goes on after
/// any end of the process. thread: one at a time.
class SearchIntake
{
public:
    /// A portion ends at either, so that a read holds the store's log for some milliseconds.
    static constexpr std::size_t mostEvents = 1'000;
    static constexpr std::size_t mostBytes = std::size_t{2} << 20U;

    explicit SearchIntake(DataDir dir);
    ~SearchIntake();

    struct Progress
    {
        std::uint64_t revision = 0; ///< everything up to this commit of the store is in the index
        std::uint64_t events = 0; ///< in the index
        bool hasMore = false; ///< step again
        bool wasMadeAnew = false; ///< this step began an index in place of one that could not be used
    };
    /// One portion, or nothing when the store has no news. After an error, the next step begins with opening
    /// the files; a damaged index is put aside by then.
    Result<Progress> step();

private:
    struct Open;
    struct Document;
    struct Portion;
    struct Todo;

    Result<void> open(Progress &progress);
    Result<Progress> stepOpen(Open &files);
    Result<void> beginRound(Open &files);
    Result<Portion> readPortion(Open &files);
    Result<void> readNew(Open &files, Portion &portion);
    Result<void> readReplaced(Open &files, Portion &portion);
    Result<void> keep(Open &files, const Portion &portion);
    Result<void> keepDocument(Open &files, const Document &document);
    Result<bool> isOfThisStore(Open &files);

    const DataDir m_dir;
    EventTextReader m_reader;
    std::unique_ptr<Open> m_open;
};

} // namespace sluice
