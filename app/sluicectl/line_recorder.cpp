// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/line_recorder.h"

#include "core/base/random.h"

#include <ostream>
#include <utility>

namespace sluice {

namespace {

/// Lines and names that are told of one by one: a stream of rubbish must not fill a disk with complaints.
constexpr std::uint64_t mostTold = 100;

/// The reader counts lines within its text, where there is one.
std::string withoutInnerLine(std::string message)
{
    static constexpr std::string_view inner = "line 1, ";
    if (const std::size_t at = message.find(inner); at != std::string::npos)
        message.erase(at, inner.size());
    return message;
}

} // namespace

LineRecorder::LineRecorder(Recorder &recorder, const Clock &clock, Options options, Started started,
    std::ostream &ids, std::ostream &complaints)
    : m_recorder(recorder)
    , m_clock(clock)
    , m_options(std::move(options))
    , m_started(std::move(started))
    , m_ids(ids)
    , m_complaints(complaints)
    , m_newIds(systemEntropy())
{ }

Result<void> LineRecorder::take(std::uint64_t number, std::string_view line)
{
    if (line.find_first_not_of(" \t\r") == std::string_view::npos)
        return {};
    Result<ReadEvent> read = m_reader.read(line, m_options.type);
    if (!read) {
        skip(number, withoutInnerLine(read.error().message));
        return {};
    }
    tellLeftOut(number, read->leftOut);
    return record(std::move(read->event));
}

void LineRecorder::skip(std::uint64_t number, std::string_view why)
{
    if (m_skipped++ < mostTold)
        m_complaints << "line " << number << ": " << why << "; skipped\n";
}

void LineRecorder::finish()
{
    if (m_skipped > mostTold)
        m_complaints << m_skipped - mostTold << " more lines were skipped\n";
}

Result<void> LineRecorder::openSession()
{
    if (m_session)
        return {};
    SessionOptions options;
    options.tags = m_options.tags;
    options.queue = m_options.queue;
    Result<std::shared_ptr<RecordingSession>> session = m_recorder.startSession(std::move(options));
    if (!session)
        return session.error();
    m_session = std::move(*session);
    m_started(m_session);
    return {};
}

Result<void> LineRecorder::record(RecordableEvent event)
{
    if (Result<void> opened = openSession(); !opened)
        return opened;
    Uuid id;
    const RecordOutcome outcome = std::visit(
        [&](auto &given) {
            if (given.id.isNil())
                given.id = m_newIds.make(m_clock.wallNow());
            id = given.id;
            return m_session->record(std::move(given));
        },
        event);
    if (!m_options.echoIds || !wasAccepted(outcome))
        return {};
    m_ids << id.toText() << std::endl;
    if (!m_ids)
        return Error{ErrorKind::Io, "the id of an event cannot be written to standard output"};
    return {};
}

void LineRecorder::tellLeftOut(std::uint64_t number, const std::vector<std::string> &names)
{
    for (const std::string &name : names) {
        if (m_leftOut.size() < mostTold && m_leftOut.insert(name).second)
            m_complaints << "line " << number << ": '" << name
                         << "' has no place in an event and is left out; said once\n";
    }
}

} // namespace sluice
