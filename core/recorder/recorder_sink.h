// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/drop_run.h"
#include "core/model/flush_record.h"
#include "core/model/ids.h"
#include "core/model/ledger.h"
#include "core/model/life_line.h"
#include "core/model/queue_snapshot.h"
#include "core/model/session.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// What a recorder tells of a session it records: complete each time.
struct RecordedSession
{
    SessionId id;
    std::vector<std::string> tags;
    std::vector<Agent> agents;
    Timestamp started;
    std::optional<Timestamp> ended;
    std::optional<EndState> endState;
    std::string endReason;
    std::string url; ///< where the server shows it; empty until known
    Ledger ledger;
};

/// The recorder's tap: brings recorded sessions into the store, and flushes to the window, whatever the
/// endpoint is (contract.md). thread: each session's flusher, so a sink serves many at once; never called
/// under a lock of the recorder. A sink must not wait without a bound.
class RecorderSink
{
public:
    virtual ~RecorderSink() = default;

    virtual void sessionChanged(const RecordedSession &session) = 0;

    /// A POST body of events as it will be sent: `{"events":[...]}`. Called before its first attempt.
    virtual void eventsTaken(const SessionId &session, std::string_view body) = 0;

    /// What a flush carries: once, before its first attempt, or before it is refused without one.
    virtual void flushCarries(const FlushContents &) { }

    virtual void flushStarted(const FlushRecord &flush) = 0;
    /// An attempt failed and another will follow: outcome Retrying or InDoubt.
    virtual void flushDelayed(const FlushRecord &flush) = 0;
    virtual void flushFinished(const FlushRecord &flush) = 0;
    virtual void eventsDropped(std::span<const DropRun> drops) = 0;
    virtual void depthSampled(std::span<const DepthSample> samples) = 0;
};

} // namespace sluice
