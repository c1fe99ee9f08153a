// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/model/queue_picture.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

/// What one worker thread tells of itself.
struct WorkerSign
{
    std::string name; ///< "collector", "store writer", "window", "flusher 638552b9"
    std::string doing; ///< "waits for requests", "sends attempt 2", ...
    std::uint64_t turns = 0; ///< grows with each piece of work done
    bool hasWork = false; ///< something waits for it that it could do now
};

struct Alarm
{
    enum class Kind { NoProgress, LockHeld };
    Kind kind = Kind::NoProgress;
    std::string worker; ///< or the session whose lock it is
    Millis lasting{0};
    std::string text; ///< a sentence: who, for how long, what it waits for

    bool operator==(const Alarm &) const = default;
};

/// Says who makes no progress, from looks at the workers. Pure: it reads no clock and asks nobody.
/// thread: one at a time.
class Watchdog
{
public:
    static constexpr Millis noProgressAfter{2'000};
    static constexpr Millis lockHeldAfter{250};

    /// `now` by the steady clock. Looks come every 50 to 100 ms. A queue's max_wait_time and a stated
    /// back-off are no lack of progress.
    std::vector<Alarm> look(
        SteadyTime now, const std::vector<WorkerSign> &workers, const std::vector<QueuePicture> &queues);

private:
    struct Seen
    {
        std::uint64_t mark = 0;
        SteadyTime since;
    };
    std::map<std::string, Seen> m_progress;
    std::map<std::string, Seen> m_locks;
};

} // namespace sluice
