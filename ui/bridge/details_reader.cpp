// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/details_reader.h"

#include "core/agentops/event_logs.h"
#include "core/store/store_reader.h"
#include "ui/bridge/convert.h"

#include <QMetaObject>

#include <algorithm>
#include <limits>
#include <utility>

namespace sluice::ui {

namespace {

constexpr std::uint64_t lookEvery = 4'096; ///< heads between two looks whether anybody still wants them
constexpr std::uint64_t tellEvery = 10'000; ///< bodies between two words about the progress

std::optional<EventHead> headOf(StoreReader &reader, const SessionId &session, std::int64_t row)
{
    std::optional<EventHead> found;
    (void)reader.eachHead(session, row - 1, 1, [&](const EventHeadView &head) {
        if (head.row == row)
            found = head.toHead();
        return true;
    });
    return found;
}

void take(const EventHeadView &head, std::vector<EventHead> &list, std::uint64_t &count)
{
    ++count;
    if (list.size() < EventKin::mostListed)
        list.push_back(head.toHead());
}

bool findInStore(EventKin &kin, StoreReader &reader, const SessionId &session, std::int64_t row,
    const JobRunner::Wanted &wanted)
{
    std::uint64_t seen = 0;
    return reader
        .eachHead(session, 0, std::numeric_limits<std::size_t>::max(),
            [&](const EventHeadView &other) {
                if (other.parent == row && other.type == EventType::Error)
                    take(other, kin.errors, kin.errorCount);
                else if (other.parent == row)
                    take(other, kin.children, kin.childCount);
                return ++seen % lookEvery != 0 || wanted();
            })
        .ok();
}

/// The same, without reading any head but those that are listed.
bool findAmong(EventKin &kin, StoreReader &reader, const SessionId &session, const ShownEvents &shown,
    const JobRunner::Wanted &wanted)
{
    const EventSnapshot &events = shown.events;
    std::vector<std::int64_t> errors;
    std::vector<std::int64_t> children;
    for (EventIndex other = 0; other < events.size(); ++other) {
        if (other % lookEvery == 0 && !wanted())
            return false;
        if (events.parent(other) != shown.event)
            continue;
        const bool isError = events.isError(other);
        ++(isError ? kin.errorCount : kin.childCount);
        std::vector<std::int64_t> &rows = isError ? errors : children;
        if (rows.size() < EventKin::mostListed)
            rows.push_back(events.row(other));
    }
    const auto list = [&](const std::vector<std::int64_t> &rows, std::vector<EventHead> &heads) {
        for (const std::int64_t row : rows) {
            if (std::optional<EventHead> head = headOf(reader, session, row))
                heads.push_back(std::move(*head));
        }
    };
    list(errors, kin.errors);
    list(children, kin.children);
    return true;
}

std::optional<EventKin> kinOf(StoreReader &reader, const SessionId &session, std::int64_t row,
    const ShownEvents &shown, const JobRunner::Wanted &wanted)
{
    const std::optional<EventHead> head = headOf(reader, session, row);
    if (!head)
        return std::nullopt;
    EventKin kin;
    kin.isParentMissing = head->parent < 0;
    if (head->parent > 0)
        kin.parent = headOf(reader, session, head->parent);
    const bool isFound = shown.events.size() == 0 ? findInStore(kin, reader, session, row, wanted)
                                                  : findAmong(kin, reader, session, shown, wanted);
    return isFound ? std::optional(std::move(kin)) : std::nullopt;
}

Result<SessionSheet> sheetOf(StoreReader &reader, const SessionId &session)
{
    auto extras = reader.extras(session);
    if (!extras)
        return extras.error();
    auto agents = reader.agents(session);
    if (!agents)
        return agents.error();
    auto models = reader.modelUse(session);
    if (!models)
        return models.error();
    return SessionSheet{std::move(*extras), std::move(*agents), std::move(*models)};
}

} // namespace

DetailsReader::DetailsReader(const DataDir &dir, QObject *parent)
    : QObject(parent)
    , m_quick(dir, this)
    , m_logs(dir, this)
{ }

void DetailsReader::readKin(const SessionId &session, std::int64_t row, const ShownEvents &shown)
{
    m_quick.submit(
        JobRunner::Lane::Kin,
        [this, session, row, shown](
            StoreReader &reader, const JobRunner::Wanted &wanted) -> JobRunner::Answer {
            auto kin = kinOf(reader, session, row, shown, wanted);
            if (!kin)
                return {};
            return [this, session, row, found = std::move(*kin)] { Q_EMIT kinRead(session, row, found); };
        },
        [](const Error &) {});
}

void DetailsReader::forgetKin()
{
    m_quick.cancel(JobRunner::Lane::Kin);
}

void DetailsReader::readSheet(const SessionId &session)
{
    m_quick.submit(
        JobRunner::Lane::Sheet,
        [this, session](StoreReader &reader, const JobRunner::Wanted &) -> JobRunner::Answer {
            auto sheet = sheetOf(reader, session);
            if (!sheet)
                return {};
            return [this, session, found = std::move(*sheet)] { Q_EMIT sheetRead(session, found); };
        },
        [](const Error &) {});
}

void DetailsReader::readLogs(const SessionId &session)
{
    const auto failed
        = [this, session](const Error &error) { Q_EMIT logsFailed(session, toQt(error.message)); };
    m_logs.submit(
        JobRunner::Lane::Logs,
        [this, session, failed](StoreReader &reader, const JobRunner::Wanted &wanted) -> JobRunner::Answer {
            auto logs = collect(reader, session, wanted);
            if (!logs)
                return [failed, error = logs.error()] { failed(error); };
            return [this, session, found = std::move(*logs)] { Q_EMIT logsRead(session, found); };
        },
        failed);
}

void DetailsReader::cancelLogs()
{
    m_logs.cancel(JobRunner::Lane::Logs);
}

/// thread: m_logs's
Result<SessionLogs> DetailsReader::collect(
    StoreReader &reader, const SessionId &session, const JobRunner::Wanted &wanted)
{
    SessionLogs found;
    std::size_t bytes = 0;
    std::uint64_t seen = 0;
    // Rows come in the order of the events.
    std::vector<std::int64_t> rows;
    const auto heads = reader.eachHead(
        session, 0, std::numeric_limits<std::size_t>::max(), [&](const EventHeadView &head) {
            rows.push_back(head.row);
            return rows.size() % lookEvery != 0 || wanted();
        });
    if (!heads)
        return heads.error();
    const Result<void> read = reader.eachEvent(session, [&](const StoredEvent &event) {
        const std::uint64_t number = seen++;
        if (seen % tellEvery == 0) {
            QMetaObject::invokeMethod(
                this, [this, session, seen] { Q_EMIT logsProgressed(session, seen); }, Qt::QueuedConnection);
        }
        std::string text = logTextOf(event.body);
        if (text.empty() || number >= rows.size())
            return wanted();
        bytes += text.size();
        found.isCut = bytes > mostLogBytes;
        if (!found.isCut)
            found.logs.push_back({rows[number], event.type, event.name, event.start, std::move(text)});
        return !found.isCut && wanted();
    });
    if (!read && !found.isCut)
        return read.error();
    std::ranges::stable_sort(found.logs, {}, &EventLog::start);
    return found;
}

} // namespace sluice::ui
