// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/spool/spool.h"
#include "core/spool/write_ahead.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace sluice {

/// A write-ahead that only counts: every place must be filled once and settled once. thread: one.
class CountedWriteAhead final : public WriteAhead
{
public:
    struct Counts
    {
        std::set<std::uint32_t> open; ///< places that are not settled
        std::uint32_t given = 0;
        std::uint32_t filled = 0;
        std::uint32_t most = 1'000'000;
        bool wantsRoom = false;
        bool twice = false; ///< a place was settled a second time
    };
    explicit CountedWriteAhead(std::shared_ptr<Counts> counts)
        : m_counts(std::move(counts))
    { }

    Place reserve(std::size_t bytes) noexcept override
    {
        if (m_counts->open.size() >= m_counts->most)
            return {};
        m_counts->open.insert(++m_counts->given);
        return {0, m_counts->given, static_cast<std::uint32_t>(bytes)};
    }
    void fill(const Place &, std::string_view) noexcept override { ++m_counts->filled; }
    void settle(const Place &place) noexcept override
    {
        m_counts->twice = m_counts->twice || m_counts->open.erase(place.offset) == 0;
    }
    bool wantsRoom() const noexcept override { return m_counts->wantsRoom; }
    Result<void> makeRoom() override
    {
        m_counts->wantsRoom = false;
        m_counts->most += 10;
        return {};
    }
    std::uint64_t bytesInUse() const noexcept override { return 0; }

private:
    const std::shared_ptr<Counts> m_counts;
};

/// A spool in memory whose disk fails when a test says so. thread: one.
class MemorySpool final : public Spool
{
public:
    bool diskFails = false;
    std::uint64_t mostBytes = 1U << 30U;
    std::map<SessionId, SpooledSession> sessions;
    std::map<std::int64_t, SpooledBody> bodies;
    std::vector<std::pair<SpooledBody, std::string>> refused; ///< with the server's words

    Result<void> putSession(const SpooledSession &session) override
    {
        if (diskFails)
            return full();
        sessions[session.id] = session;
        return {};
    }
    Result<std::optional<SpooledSession>> session(const SessionId &id) override
    {
        const auto found = sessions.find(id);
        return found == sessions.end() ? std::nullopt : std::optional(found->second);
    }
    Result<void> removeSession(const SessionId &id) override
    {
        if (diskFails)
            return full();
        sessions.erase(id);
        std::erase_if(bodies, [&](const auto &body) { return body.second.session == id; });
        return {};
    }
    Result<std::int64_t> put(const SpooledBody &body) override
    {
        if (diskFails)
            return full();
        SpooledBody kept = body;
        kept.row = (m_lastRow += 1'000);
        bodies[kept.row] = std::move(kept);
        makeFit();
        return m_lastRow;
    }
    Result<std::optional<SpooledBody>> oldest(const SessionId &id) override
    {
        const auto found
            = std::ranges::find_if(bodies, [&](const auto &body) { return body.second.session == id; });
        return found == bodies.end() ? std::nullopt : std::optional(found->second);
    }
    Result<void> markInDoubt(std::int64_t row) override
    {
        if (const auto found = bodies.find(row); found != bodies.end())
            found->second.inDoubt = true;
        return {};
    }
    Result<void> remove(std::int64_t row) override
    {
        if (diskFails)
            return full();
        bodies.erase(row);
        return {};
    }
    Result<void> replace(std::int64_t row, const std::vector<SpooledBody> &parts) override
    {
        if (diskFails)
            return full();
        if (bodies.erase(row) == 0)
            return {};
        for (const SpooledBody &part : parts) {
            SpooledBody kept = part;
            kept.row = ++row;
            bodies[row] = std::move(kept);
        }
        return {};
    }
    void hurry() override { }
    Result<void> keepRefused(const SpooledBody &body, std::string_view words) override
    {
        refused.emplace_back(body, words);
        return {};
    }
    std::uint64_t takeDropped(const SessionId &) override { return 0; }
    std::uint64_t events(const SessionId &id) const override
    {
        std::uint64_t events = 0;
        for (const auto &[row, body] : bodies)
            events += body.session == id ? body.starts.size() : 0;
        return events;
    }
    std::uint64_t bytes() const override
    {
        std::uint64_t bytes = 0;
        for (const auto &[row, body] : bodies)
            bytes += body.text.size();
        return bytes;
    }
    std::vector<SpooledSession> adopted() const override { return {}; }
    std::vector<SpoolFinding> findings() const override { return {}; }
    Result<std::unique_ptr<WriteAhead>> writeAhead(const SpooledSession &) override { return full(); }

    /// As when another session's bodies need the room.
    void dropOldest() { bodies.erase(bodies.begin()); }

private:
    static Error full() { return {ErrorKind::Io, "no space left on device"}; }
    void makeFit()
    {
        while (bytes() > mostBytes)
            dropOldest();
    }

    std::int64_t m_lastRow = 0;
};

} // namespace sluice
