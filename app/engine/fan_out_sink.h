// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/recorder/recorder_sink.h"

#include <vector>

namespace sluice {

/// Tells several sinks the same, in their order. Sinks are not owned and must outlive it. thread: as theirs.
class FanOutSink final : public RecorderSink
{
public:
    explicit FanOutSink(std::vector<RecorderSink *> sinks)
        : m_sinks(std::move(sinks))
    { }

    void sessionChanged(const RecordedSession &session) override
    {
        for (RecorderSink *sink : m_sinks)
            sink->sessionChanged(session);
    }
    void eventsTaken(const SessionId &session, std::string_view body) override
    {
        for (RecorderSink *sink : m_sinks)
            sink->eventsTaken(session, body);
    }
    void flushCarries(const FlushContents &contents) override
    {
        for (RecorderSink *sink : m_sinks)
            sink->flushCarries(contents);
    }
    void flushStarted(const FlushRecord &flush) override
    {
        for (RecorderSink *sink : m_sinks)
            sink->flushStarted(flush);
    }
    void flushDelayed(const FlushRecord &flush) override
    {
        for (RecorderSink *sink : m_sinks)
            sink->flushDelayed(flush);
    }
    void flushFinished(const FlushRecord &flush) override
    {
        for (RecorderSink *sink : m_sinks)
            sink->flushFinished(flush);
    }
    void eventsDropped(std::span<const DropRun> drops) override
    {
        for (RecorderSink *sink : m_sinks)
            sink->eventsDropped(drops);
    }
    void depthSampled(std::span<const DepthSample> samples) override
    {
        for (RecorderSink *sink : m_sinks)
            sink->depthSampled(samples);
    }

private:
    const std::vector<RecorderSink *> m_sinks;
};

} // namespace sluice
