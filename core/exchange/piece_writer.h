// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/stored.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace sluice {

/// Collects what a file is read into, and hands it on in pieces of a size that memory does not notice.
/// thread: one at a time.
class PieceWriter
{
public:
    using Take = std::function<Result<void>(StoreBatch &piece)>;

    static constexpr std::size_t mostEvents = 1'000; ///< of a piece
    static constexpr std::size_t mostBytes = std::size_t{4} << 20U; ///< of the bodies of a piece

    explicit PieceWriter(Take take);

    void add(SessionChange change) { m_piece.sessions.push_back(std::move(change)); }
    void add(StoredAgent agent) { m_piece.agents.push_back(std::move(agent)); }
    void add(FlushRecord flush) { m_piece.flushes.push_back(std::move(flush)); }
    void add(FlushContents contents) { m_piece.contents.push_back(std::move(contents)); }
    void add(DropRun drops) { m_piece.drops.push_back(std::move(drops)); }
    void add(DepthSample depth) { m_piece.depths.push_back(std::move(depth)); }
    void add(StoredEvent event);

    /// Something of the file that has no place in a session: "counter samples".
    void leaveOut(const std::string &what) { ++m_leftOut[what]; }
    const std::map<std::string, std::uint64_t> &leftOut() const { return m_leftOut; }

    /// The file said only now what the session that it called `from` so far is called.
    void rename(const SessionId &from, const SessionId &to) { m_renamed.emplace_back(from, to); }
    const std::vector<std::pair<SessionId, SessionId>> &renamed() const { return m_renamed; }

    /// Hands on what is large enough; to be called after each thing that was read. An error of `take` stops
    /// the reading.
    Result<void> passOn();
    Result<void> finish();

private:
    std::size_t parts() const;

    Take m_take;
    StoreBatch m_piece;
    std::size_t m_bytes = 0;
    std::map<std::string, std::uint64_t> m_leftOut;
    std::vector<std::pair<SessionId, SessionId>> m_renamed;
};

} // namespace sluice
