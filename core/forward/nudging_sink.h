// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/recorder/recorder_sink.h"
#include "core/store/commit_bell.h"

namespace sluice {

/// Wakes who waits at the bell when events were decided or a session moved on. thread: any.
class NudgingSink final : public RecorderSink
{
public:
    /// `bell` must outlive it.
    explicit NudgingSink(CommitBell &bell)
        : m_bell(bell)
    { }

    void sessionChanged(const RecordedSession &) override { m_bell.nudge(); }
    void eventsTaken(const SessionId &, std::string_view) override { }
    void flushStarted(const FlushRecord &) override { }
    void flushDelayed(const FlushRecord &) override { }
    void flushFinished(const FlushRecord &) override { m_bell.nudge(); }
    void eventsDropped(std::span<const DropRun>) override { m_bell.nudge(); }
    void depthSampled(std::span<const DepthSample>) override { }

private:
    CommitBell &m_bell;
};

} // namespace sluice
