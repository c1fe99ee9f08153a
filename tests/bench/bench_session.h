// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/recorder/recorder.h"
#include "tests/bench/loop_transport.h"
#include "tests/bench/report.h"

#include <memory>
#include <string>

namespace sluice::bench {

/// One session of a real recorder, as a program has it; a failure to make one ends the benchmark.
class BenchSession
{
public:
    /// Over LoopTransport.
    BenchSession(QueueLimits limits, LoopSettings settings);
    /// Over whatever is given, `config.endpoint` and all.
    BenchSession(RecorderConfig config, Recorder::TransportFactory transports);

    RecordingSession &session() { return *m_session; }
    RecordOutcome record(ActionEvent &&event) { return m_session->record(std::move(event)); }

    /// Ends the session and says where `offered` events went; other than zero lost when all were delivered.
    Count finish(const std::string &run, std::uint64_t offered, Millis deadline = Millis(20'000));

private:
    const SystemClock m_clock;
    std::unique_ptr<Recorder> m_recorder;
    std::shared_ptr<RecordingSession> m_session;
};

/// A recorder of such sessions that keeps nothing on disk and waits for nothing when it ends.
RecorderConfig configOf(const QueueLimits &limits);

/// `block` without a deadline, of that capacity.
QueueLimits blockingLimits(std::size_t capacity);
QueueLimits limitsOf(std::size_t capacity, OverflowPolicy policy);

/// Bytes on the wire of one textEvent(), with its comma.
std::size_t wireBytes();

} // namespace sluice::bench
