// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/lab/arrival_times.h"
#include "core/lab/event_maker.h"
#include "core/lab/latency_histogram.h"
#include "core/recorder/recorder.h"

#include <cstdint>
#include <functional>

namespace sluice {

/// One of a burst's threads that record: of all events, every producers-th. thread: its own; costs() when it
/// has ended.
class BurstProducer
{
public:
    /// Waits until an event is due, counted from the burst's start; false: the burst was stopped.
    using Turn = std::function<bool(Nanos due)>;

    /// `index` counts from 0; plan and session must outlive this. `seed` serves ids.
    BurstProducer(const BurstPlan &plan, RecordingSession &session, unsigned index, std::uint64_t seed);

    /// Records until the last event, or until `turn` says no; calls `recorded` after each.
    void run(const Turn &turn, const std::function<void()> &recorded);

    const LatencyHistogram &costs() const { return m_costs; }

private:
    void record(std::uint64_t event, RecordableEvent &&made);
    void complete(std::uint64_t event, RecordableEvent &made);

    const BurstPlan &m_plan;
    RecordingSession &m_session;
    const unsigned m_index;
    const SystemClock m_clock;
    const Timestamp m_began;
    const EventMaker m_maker;
    ArrivalTimes m_arrivals;
    UuidV7Source m_ids;
    Uuid m_last; ///< what an error of this producer was triggered by; nil = nothing yet
    EventType m_lastKind = EventType::Action;
    LatencyHistogram m_costs;
};

} // namespace sluice
