// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/recorder/recorder_sink.h"

#include <cstdint>
#include <vector>

namespace sluice {

/// What happened in a recorder since somebody last looked.
struct RecorderNews
{
    std::vector<FlushRecord>
        started; ///< outcome Sending; or Retrying or InDoubt: another attempt will follow
    std::vector<FlushRecord> finished;
    std::vector<DropRun> drops;
    std::vector<DepthSample> depths;
    std::uint64_t missed = 0; ///< records left out because nobody looked for long
};

/// The tap for a window that looks on its own tick: gathers flushes, drops and depths until take() is called.
/// Bounded: past mostKept of a kind the newest are counted as missed and left out. Events and sessions do not
/// pass here: they are read from the store. thread: any.
class RecorderFeed final : public RecorderSink
{
public:
    static constexpr std::size_t mostKept = 16'384;

    RecorderNews take() EXCLUDES(m_mutex);

    void sessionChanged(const RecordedSession &) override { }
    void eventsTaken(const SessionId &, std::string_view) override { }
    void flushStarted(const FlushRecord &flush) override EXCLUDES(m_mutex);
    void flushDelayed(const FlushRecord &flush) override EXCLUDES(m_mutex);
    void flushFinished(const FlushRecord &flush) override EXCLUDES(m_mutex);
    void eventsDropped(std::span<const DropRun> drops) override EXCLUDES(m_mutex);
    void depthSampled(std::span<const DepthSample> samples) override EXCLUDES(m_mutex);

private:
    template <typename Record>
    void keep(std::vector<Record> RecorderNews::*kind, std::span<const Record> records) EXCLUDES(m_mutex);

    Mutex m_mutex;
    RecorderNews m_news GUARDED_BY(m_mutex);
};

} // namespace sluice
