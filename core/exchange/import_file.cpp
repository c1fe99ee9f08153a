// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/import_file.h"

#include "core/agentops/content_id.h"
#include "core/store/store.h"
#include "core/store/store_reader.h"

#include <algorithm>
#include <future>
#include <utility>

namespace sluice {

namespace {

Error stopped()
{
    return {ErrorKind::Cancelled, "the import was stopped; nothing was imported"};
}

/// A file's own words may stand in a message, and messages go to terminals.
Error inOneLine(Error error)
{
    for (char &c : error.message) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            c = ' ';
    }
    return error;
}

/// Leaves of a piece what is wanted, under the ids that it is to have. False: it has a session that nobody
/// has seen before.
template <typename Part>
bool route(std::vector<Part> &parts, SessionId Part::*session, const std::map<SessionId, SessionId> &targets)
{
    bool isKnown = true;
    std::erase_if(parts, [&](Part &part) {
        const auto target = targets.find(part.*session);
        isKnown = isKnown && target != targets.end();
        if (target == targets.end() || target->second.isEmpty())
            return true;
        part.*session = target->second;
        return false;
    });
    return isKnown;
}

bool route(StoreBatch &piece, const std::map<SessionId, SessionId> &targets)
{
    bool isKnown = route(piece.sessions, &SessionChange::id, targets);
    isKnown = route(piece.agents, &StoredAgent::session, targets) && isKnown;
    isKnown = route(piece.events, &StoredEvent::session, targets) && isKnown;
    isKnown = route(piece.flushes, &FlushRecord::session, targets) && isKnown;
    isKnown = route(piece.drops, &DropRun::session, targets) && isKnown;
    isKnown = route(piece.depths, &DepthSample::session, targets) && isKnown;
    return route(piece.contents, &FlushContents::session, targets) && isKnown;
}

/// nullopt: there is none with exactly this id.
Result<std::optional<SessionSummary>> storedSession(StoreReader &reader, const SessionId &id)
{
    auto found = reader.session(id);
    if (!found && found.error().kind != ErrorKind::Invalid) // Invalid: it is the beginning of several
        return found.error();
    if (!found || !*found || (*found)->id != id)
        return std::optional<SessionSummary>();
    return found;
}

Error refusal(const ImportSession &session)
{
    return {ErrorKind::Invalid,
        "session " + session.id.text() + " is stored already (" + std::string(wireName(session.storedOrigin))
            + ", " + std::to_string(session.storedEvents) + " events) and is not the same as the file's ("
            + std::to_string(session.events)
            + " events): import it as a new session, or leave it; nothing was imported"};
}

/// Waits for the store's word.
Result<void> submitAndWait(Store &store, const StoreBatch &batch, const ExchangeWatch &watch)
{
    while (true) {
        auto told = std::make_shared<std::promise<Result<void>>>();
        std::future<Result<void>> fate = told->get_future();
        const Result<void> taken
            = store.submit(batch, [told](const Result<void> &done) { told->set_value(done); });
        if (taken)
            return fate.get();
        if (taken.error().kind != ErrorKind::Limit || !watch({}))
            return taken; // Limit: it has waited for room for a while, and may do so again
    }
}

} // namespace

ImportFile::ImportFile(JsonFile file, FileFormat format)
    : m_file(std::make_unique<JsonFile>(std::move(file)))
    , m_format(format)
    , m_reader(readerFor(format))
{ }

Result<ImportFile> ImportFile::look(const std::filesystem::path &path, std::optional<FileFormat> format,
    StoreReader *stored, const ExchangeWatch &watch)
{
    Result<JsonFile> file = JsonFile::open(path);
    if (!file)
        return inOneLine(file.error());
    if (!format) {
        JsonCursor cursor = file->cursor();
        const Result<FileFormat> found = recognise(cursor);
        if (!found)
            return inOneLine(found.error());
        format = *found;
    }
    ImportFile import(std::move(*file), *format);
    const Result<SessionSurvey> survey = import.survey(watch, 0);
    if (!survey)
        return inOneLine(survey.error());
    import.listSessions(*survey);
    if (import.m_sessions.empty())
        return Error{ErrorKind::Invalid, "the file holds no session"};
    if (stored) {
        if (const Result<void> compared = import.compare(*stored, watch); !compared)
            return inOneLine(compared.error());
    }
    return import;
}

ExchangeProgress ImportFile::progress(std::uint64_t doneBefore) const
{
    return {doneBefore + m_file->bytesRead(), 2 * m_file->bytes()};
}

Result<SessionSurvey> ImportFile::survey(const ExchangeWatch &watch, std::uint64_t doneBefore)
{
    SessionSurvey survey;
    PieceWriter out([&](StoreBatch &piece) -> Result<void> {
        survey.add(piece);
        return watch(progress(doneBefore)) ? Result<void>() : stopped();
    });
    JsonCursor cursor = m_file->cursor();
    Result<void> read = m_reader->read(cursor, out);
    if (read)
        read = out.finish();
    if (!read)
        return read.error();
    for (const auto &[from, to] : out.renamed())
        survey.rename(from, to);
    m_leftOut = out.leftOut();
    return survey;
}

void ImportFile::listSessions(const SessionSurvey &survey)
{
    m_sessions.clear();
    for (const auto &[id, tally] : survey.sessions()) {
        ImportSession session;
        session.id = id;
        session.name = tally.name;
        session.events = tally.events;
        m_sessions.push_back(std::move(session));
    }
}

/// A second look for what is stored: what the first one learned at the end of the file may make its
/// beginning another (an id, a parent).
Result<void> ImportFile::compare(StoreReader &stored, const ExchangeWatch &watch)
{
    bool isStored = false;
    for (const ImportSession &session : m_sessions) {
        const auto found = storedSession(stored, session.id);
        if (!found)
            return found.error();
        isStored = isStored || found->has_value();
    }
    if (!isStored)
        return {};
    const Result<SessionSurvey> again = survey(watch, 0);
    if (!again)
        return again.error();
    for (ImportSession &session : m_sessions) {
        const auto tally = again->sessions().find(session.id);
        if (tally == again->sessions().end())
            return Error{ErrorKind::Invalid, "the file has changed while it was read"};
        if (Result<void> compared = compareOne(stored, session, tally->second); !compared)
            return compared;
    }
    return {};
}

Result<void> ImportFile::compareOne(StoreReader &stored, ImportSession &session, const SessionTally &tally)
{
    const auto found = storedSession(stored, session.id);
    if (!found)
        return found.error();
    if (!*found)
        return {};
    const Result<SessionTally> other = tallyOf(stored, session.id);
    if (!other)
        return other.error();
    session.storedOrigin = (*found)->origin;
    session.storedEvents = other->events;
    session.fate = tally.isSameAs(*other) ? ImportFate::AlreadyThere : ImportFate::Conflict;
    session.asNew
        = SessionId(contentId({"imported as new", session.id.text(), std::to_string(tally.digest)}));
    const auto earlier = storedSession(stored, session.asNew);
    if (!earlier)
        return earlier.error();
    session.isNewStored = earlier->has_value();
    return {};
}

bool ImportFile::hasConflict() const
{
    return std::ranges::any_of(m_sessions, [](const ImportSession &session) {
        return session.fate == ImportFate::Conflict && !session.isNewStored;
    });
}

Result<ImportReport> ImportFile::write(Store &store, OnConflict onConflict, const ExchangeWatch &watch)
{
    ImportReport report;
    report.leftOut = m_leftOut;
    std::map<SessionId, SessionId> targets; // empty: not wanted
    for (const ImportSession &session : m_sessions) {
        const bool isConflict = session.fate == ImportFate::Conflict;
        if (isConflict && !session.isNewStored && onConflict == OnConflict::Refuse)
            return inOneLine(refusal(session));
        const SessionId target = isConflict ? session.asNew : session.id;
        const bool isThere = session.fate == ImportFate::AlreadyThere || (isConflict && session.isNewStored);
        targets[session.id] = isThere ? SessionId() : target;
        (isThere ? report.alreadyThere : report.imported).push_back(target);
        report.events += isThere ? 0 : session.events;
    }
    if (report.imported.empty())
        return report;
    StoreBatch batch;
    batch.pieces = [&](const StoreBatch::Put &put) { return writePieces(put, targets, watch); };
    const Result<void> written = submitAndWait(store, batch, watch);
    return written ? Result<ImportReport>(std::move(report)) : inOneLine(written.error());
}

Result<void> ImportFile::writePieces(
    const StoreBatch::Put &put, const std::map<SessionId, SessionId> &targets, const ExchangeWatch &watch)
{
    PieceWriter out([&](StoreBatch &piece) -> Result<void> {
        if (!watch(progress(m_file->bytes())))
            return stopped();
        if (!route(piece, targets))
            return Error{ErrorKind::Invalid, "the file has changed while it was read; nothing was imported"};
        return put(piece);
    });
    JsonCursor cursor = m_file->cursor();
    const Result<void> read = m_reader->read(cursor, out);
    return read ? out.finish() : read;
}

} // namespace sluice
