// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/model/queue_picture.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace sluice {

/// What one worker thread tells of itself.
struct WorkerSign
{
    std::string name; ///< "collector", "store writer", "window"
    std::string doing; ///< "waits for requests", "commits a batch", ...
    std::uint64_t turns = 0; ///< grows with each piece of work done
    bool hasWork = false; ///< something waits for it that it could do now
};

struct Alarm
{
    enum class Kind : std::uint8_t { NoProgress, LockHeld };
    Kind kind = Kind::NoProgress;
    std::string worker; ///< a WorkerSign's name, or "session <id>": its flusher, or its queue's lock
    Millis lasting{0};
    std::string text; ///< a sentence: who, for how long, what it waits for

    bool operator==(const Alarm &) const = default;
};

/// "no_progress", "lock_held".
std::string_view wireName(Alarm::Kind kind);

/// Since when each of some things has looked the same. Things that are not asked for between two next() are
/// forgotten.
template <typename Mark>
class Standstill
{
public:
    /// Since when `name` has looked like `mark`; since now when it looks otherwise than at the last look.
    SteadyTime since(const std::string &name, const Mark &mark, SteadyTime now)
    {
        Seen &seen = m_seen.try_emplace(name, Seen{mark, now, m_look}).first->second;
        if (seen.mark != mark)
            seen = {mark, now, m_look};
        seen.look = m_look;
        return seen.since;
    }

    void next()
    {
        std::erase_if(m_seen, [this](const auto &entry) { return entry.second.look != m_look; });
        ++m_look;
    }

    /// Nothing that happened in a time of that length counts.
    void skip(SteadyTime::duration gap)
    {
        for (auto &[name, seen] : m_seen)
            seen.since += gap;
    }

private:
    struct Seen
    {
        Mark mark;
        SteadyTime since;
        std::uint64_t look = 0;
    };
    std::map<std::string, Seen> m_seen;
    std::uint64_t m_look = 0;
};

/// Says who makes no progress, from looks at the workers. Pure: it reads no clock and asks nobody.
///
/// A worker makes no progress when it has work and its turns stay the same. A queue's flusher makes none when
/// it has work (QueuePicture::flusher: max_wait_time is over, or it is half full, or something is in flight)
/// and nothing changes that the flusher alone changes: its turns, state, attempt, flushes, and its terms of
/// the ledger. What producers change is no sign of it: a flusher that hangs while events are being dropped
/// hangs. A stated back-off is no lack of progress until its end. An empty queue with nothing under way never
/// alarms.
///
/// thread: one at a time.
class Watchdog
{
public:
    static constexpr Millis noProgressAfter{2'000}; ///< an alarm from then on
    static constexpr Millis lockHeldAfter{250}; ///< an alarm when it is held longer

    /// A longer gap between two looks means that the whole process stood still: it was stopped, or the
    /// machine had no time for it. Nobody is blamed for that time.
    static constexpr Millis longestGap{1'000};

    /// `now` by the steady clock. Looks come every 50 to 100 ms. First the workers in their order, then the
    /// queues in theirs.
    std::vector<Alarm> look(
        SteadyTime now, const std::vector<WorkerSign> &workers, const std::vector<QueuePicture> &queues);

private:
    using WorkerMark = std::tuple<bool, std::uint64_t>;
    using FlusherMark = std::tuple<bool, std::uint64_t, FlusherState, std::uint32_t, std::uint64_t, Ledger>;
    using LockMark = std::tuple<bool, std::uint64_t>;

    std::optional<Alarm> lookAtWorker(SteadyTime now, const WorkerSign &worker);
    std::optional<Alarm> lookAtFlusher(SteadyTime now, const QueuePicture &picture);
    std::optional<Alarm> lookAtLock(SteadyTime now, const QueuePicture &picture);
    void skipGap(SteadyTime now);

    std::optional<SteadyTime> m_lastLook;
    Standstill<WorkerMark> m_workers;
    Standstill<FlusherMark> m_flushers;
    Standstill<LockMark> m_locks;
};

/// "2.4 s", below a second "312 ms".
std::string lastingText(Millis lasting);

} // namespace sluice
