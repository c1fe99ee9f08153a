// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/lab/watchdog.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace sluice {

/// An alarm from its beginning to its end.
struct KeptAlarm
{
    std::uint64_t number = 0; ///< 1, 2, 3 ... in the order in which they were first raised
    Alarm alarm; ///< as last seen
    Timestamp raised;
    std::optional<Timestamp> ended; ///< progress came back; nullopt: it lasts

    bool operator==(const KeptAlarm &) const = default;
};

/// Tells which alarms are new, which last and which are over. One that comes back soon keeps its number: a
/// slow server is one alarm, not one for each request. thread: one at a time.
class AlarmBook
{
public:
    static constexpr Millis comesBackWithin{10'000};
    static constexpr std::size_t mostPast = 64; ///< the oldest is forgotten first

    /// The alarms of a look, and its time.
    void take(Timestamp now, const std::vector<Alarm> &alarms);

    const std::vector<KeptAlarm> &current() const { return m_current; }
    const std::deque<KeptAlarm> &past() const { return m_past; } ///< newest last

private:
    KeptAlarm open(Timestamp now, const Alarm &alarm);

    std::vector<KeptAlarm> m_current;
    std::deque<KeptAlarm> m_past;
    std::uint64_t m_last = 0;
};

} // namespace sluice
