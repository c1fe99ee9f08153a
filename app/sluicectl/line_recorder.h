// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/read_event.h"
#include "core/base/clock.h"
#include "core/recorder/recorder.h"

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// Records lines of JSON, one event each, into one session that the first good line starts. What is wrong
/// with a line is said on `complaints` with its number, and the line is skipped. thread: one at a time.
class LineRecorder
{
public:
    struct Options
    {
        EventType type = EventType::Action; ///< of an event that names none
        std::vector<std::string> tags;
        QueueLimits queue;
        bool echoIds = false; ///< each accepted event's id, a line each, on `ids`
    };
    using Started = std::function<void(const std::shared_ptr<RecordingSession> &)>;

    /// All are borrowed and outlive it. `started` is called once, before the session's first event.
    LineRecorder(Recorder &recorder, const Clock &clock, Options options, Started started, std::ostream &ids,
        std::ostream &complaints);

    /// Blank lines are no events and no mistakes. Error: no session can be started (Limit, Usage), or an id
    /// could not be written (Io).
    Result<void> take(std::uint64_t number, std::string_view line);
    /// A line that is not to be read at all.
    void skip(std::uint64_t number, std::string_view why);

    /// Says how many lines were skipped without being named.
    void finish();

    std::uint64_t skipped() const { return m_skipped; }
    /// Null: no line was an event.
    const std::shared_ptr<RecordingSession> &session() const { return m_session; }

private:
    Result<void> openSession();
    Result<void> record(RecordableEvent event);
    void tellLeftOut(std::uint64_t number, const std::vector<std::string> &names);

    // Constant after construction.
    Recorder &m_recorder;
    const Clock &m_clock;
    const Options m_options;
    const Started m_started;
    std::ostream &m_ids;
    std::ostream &m_complaints;

    EventReader m_reader;
    UuidV7Source m_newIds;
    std::uint64_t m_skipped = 0;
    std::set<std::string> m_leftOut; ///< names that were told of
    std::shared_ptr<RecordingSession> m_session;
};

} // namespace sluice
