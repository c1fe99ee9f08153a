// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/decode.h"
#include "core/base/clock.h"
#include "core/base/mutex.h"
#include "core/recorder/recorder_sink.h"
#include "core/store/store.h"

#include <atomic>
#include <cstdint>

namespace sluice {

/// The recorder's tap into the store: sessions, flushes with what they carry,
/// drops and depths always, events when the endpoint is
/// not our own collector (contract.md, "Who owns what on disk"). thread: as RecorderSink.
class StoreTap final : public RecorderSink
{
public:
    /// Both must outlive the tap.
    StoreTap(Store &store, const Clock &clock);

    void sessionChanged(const RecordedSession &session) override;
    void eventsTaken(const SessionId &session, std::string_view body) override EXCLUDES(m_mutex);
    void flushCarries(const FlushContents &contents) override;
    void flushStarted(const FlushRecord &) override { } // stored when something came of it
    void flushDelayed(const FlushRecord &flush) override;
    void flushFinished(const FlushRecord &flush) override;
    void eventsDropped(std::span<const DropRun> drops) override;
    void depthSampled(std::span<const DepthSample> samples) override;

    /// Batches that the store did not take within a second, or failed to commit. Their events may still be
    /// delivered; they are missing in the store. After one, the next second's are not even offered, so that a
    /// store that hangs costs a flusher a quarter of its time and not all of it.
    std::uint64_t missed() const { return m_missed.load(); }

private:
    void submit(const StoreBatch &batch);

    Store &m_store;
    const Clock &m_clock;
    std::atomic<std::uint64_t> m_missed{0};
    std::atomic<SteadyTime::rep> m_notBefore{0}; ///< steady clock; 0 = the store takes what it is given
    Mutex m_mutex;
    V2Decoder m_decoder GUARDED_BY(m_mutex);
};

} // namespace sluice
