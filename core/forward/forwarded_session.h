// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/forward/forward_batch.h"
#include "core/forward/forward_book.h"
#include "core/recorder/recorder.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace sluice {

/// One received session on its way to another endpoint: a batch after the other into a RecordingSession of
/// its own, then its end. thread: the forwarder's.
class ForwardedSession
{
public:
    ForwardedSession(ForwardMark mark, bool isInBook);

    /// The store has news of it.
    void update(SessionSummary summary);
    /// It is no longer one to be sent on: it was recorded here all along.
    void drop();

    enum class Step {
        Nothing, ///< all is handed over and told; or it waits for answers
        Again, ///< there may be more to do at once
        NoPlace, ///< it needs a RecordingSession, and may not begin one now
        Later, ///< its own earlier rest is still being sent: try again in a while
    };
    /// `mayBegin`: a RecordingSession may be begun. Error: the store cannot be read.
    Result<Step> step(StoreReader &reader, Recorder &recorder, bool mayBegin);

    /// Lets its RecordingSession go when nothing is on its way, without telling an end.
    void park();

    /// After the recorder is gone: what it left in its spool is there to stay.
    void settleForGood();

    const ForwardMark &mark() const { return m_mark; }
    /// The mark changed since the last time that this was asked.
    bool takeMarkChanged() { return std::exchange(m_markChanged, false); }

    bool isLive() const { return m_recording != nullptr; } ///< has a RecordingSession
    bool isBusy() const { return m_mark.isPending || m_next || m_closing != Closing::No; }
    SteadyTime lastActive() const { return m_lastActive; }
    void noteActive(SteadyTime now) { m_lastActive = now; }

    const SessionSummary &summary() const { return m_summary; }
    std::uint64_t waiting() const; ///< events in the store that were not handed over yet
    std::size_t announced() const { return m_open.size(); } ///< of the others, those that have not ended
    Ledger ledger() const
    {
        return m_recording ? m_recording->ledger() : Ledger{};
    } ///< of this RecordingSession

private:
    enum class Closing { No, ToEnd, ToPark };

    bool isSettled() const;
    std::string digest() const;
    Result<Step> handOver(StoreReader &reader, Recorder &recorder, bool mayBegin);
    Result<Step> begin(StoreReader &reader, Recorder &recorder);
    Result<void> tellAgents(StoreReader &reader);
    Result<Step> tell(StoreReader &reader, Recorder &recorder);
    void finishClosing();
    void advance(ForwardMark mark);

    SessionSummary m_summary;
    ForwardMark m_mark;
    bool m_markChanged;
    bool m_openIsKnown;
    std::set<std::int64_t> m_open; ///< rows that wait for their end
    std::optional<ForwardMark> m_next; ///< when what is on its way is decided
    std::shared_ptr<RecordingSession> m_recording;
    std::unordered_set<AgentId> m_agentsTold;
    std::unordered_map<AgentId, std::string> m_agentNames;
    Closing m_closing = Closing::No;
    std::string m_closingDigest;
    SteadyTime m_lastActive;
};

} // namespace sluice
