// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/session_reader.h"

#include "core/base/clock.h"
#include "core/exchange/export_session.h"
#include "core/store/store_reader.h"
#include "ui/bridge/convert.h"

#include <utility>

namespace sluice::ui {

namespace {

/// Empty when the file is there, else why it is not.
QString writeExport(StoreReader &reader, const SessionId &session, Timestamp now, const QString &path,
    const JobRunner::Wanted &wanted)
{
    const Result<void> done = exportToFile(reader, session, ExchangeFormat::Json, now, fromQt(path),
        [&wanted](const ExchangeProgress &) { return wanted(); });
    return done ? QString() : toQt(done.error().message);
}

} // namespace

SessionReader::SessionReader(DataDir dir, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_events(dir, this)
    , m_exports(std::move(dir), this)
{ }

void SessionReader::readEvent(const SessionId &session, std::int64_t row)
{
    const auto failed = [this, row](const Error &error) { Q_EMIT eventFailed(row, toQt(error.message)); };
    m_events.submit(
        JobRunner::Lane::Event,
        [this, session, row, failed](StoreReader &reader, const JobRunner::Wanted &) -> JobRunner::Answer {
            auto event = reader.event(session, row);
            if (!event)
                return [failed, error = event.error()] { failed(error); };
            if (!*event)
                return [failed] { failed({ErrorKind::NotFound, "The event is no longer in the store."}); };
            return [this, row, found = std::move(**event)] { Q_EMIT eventRead(row, found); };
        },
        failed);
}

void SessionReader::readLifeLine(const SessionId &session, std::int64_t row)
{
    const auto failed = [this, row](const Error &error) { Q_EMIT lifeLineFailed(row, toQt(error.message)); };
    m_events.submit(
        JobRunner::Lane::LifeLine,
        [this, session, row, failed](StoreReader &reader, const JobRunner::Wanted &) -> JobRunner::Answer {
            auto line = reader.lifeLine(session, row);
            if (!line)
                return [failed, error = line.error()] { failed(error); };
            return [this, row, found = std::move(*line)] { Q_EMIT lifeLineRead(row, found); };
        },
        failed);
}

void SessionReader::forgetEvent()
{
    m_events.cancel(JobRunner::Lane::Event);
    m_events.cancel(JobRunner::Lane::LifeLine);
}

void SessionReader::readFlushEvents(const SessionId &session, std::uint64_t sequence, std::size_t limit)
{
    const auto failed = [this, session, sequence](const Error &error) {
        Q_EMIT flushEventsFailed(session, sequence, toQt(error.message));
    };
    m_events.submit(
        JobRunner::Lane::FlushEvents,
        [=, this](StoreReader &reader, const JobRunner::Wanted &) -> JobRunner::Answer {
            auto events = reader.eventsOfFlush(session, sequence, limit);
            if (!events)
                return [failed, error = events.error()] { failed(error); };
            return [this, session, sequence, found = std::move(*events)] {
                Q_EMIT flushEventsRead(session, sequence, found);
            };
        },
        failed);
}

void SessionReader::findCarriers(const SessionId &session, std::int64_t row)
{
    const auto answer = [this, session, row](const QList<quint64> &sequences) {
        Q_EMIT carriersFound(session, row, sequences);
    };
    m_events.submit(
        JobRunner::Lane::Carriers,
        [session, row, answer](StoreReader &reader, const JobRunner::Wanted &) -> JobRunner::Answer {
            QList<quint64> sequences;
            if (const auto line = reader.lifeLine(session, row)) {
                for (const FlushRecord &flush : line->flushes)
                    sequences << flush.sequence;
            }
            return [answer, sequences] { answer(sequences); };
        },
        [answer](const Error &) { answer({}); });
}

void SessionReader::findCarried(const SessionId &session, std::uint64_t sequence, std::size_t limit)
{
    const auto answer = [this, session, sequence](const std::vector<EventHead> &events) {
        Q_EMIT carriedFound(session, sequence, events);
    };
    m_events.submit(
        JobRunner::Lane::Carried,
        [=](StoreReader &reader, const JobRunner::Wanted &) -> JobRunner::Answer {
            auto events = reader.eventsOfFlush(session, sequence, limit);
            return
                [answer, found = events ? std::move(*events) : std::vector<EventHead>()] { answer(found); };
        },
        [answer](const Error &) { answer({}); });
}

void SessionReader::exportSession(const SessionId &session, const QString &path)
{
    const auto failed = [this, path](const Error &error) { Q_EMIT exportFailed(path, toQt(error.message)); };
    m_exports.submit(
        JobRunner::Lane::Export,
        [this, session, path](StoreReader &reader, const JobRunner::Wanted &wanted) -> JobRunner::Answer {
            const QString problem = writeExport(reader, session, m_clock.wallNow(), path, wanted);
            if (!problem.isEmpty())
                return [this, path, problem] { Q_EMIT exportFailed(path, problem); };
            return [this, path] { Q_EMIT exported(path); };
        },
        failed);
}

} // namespace sluice::ui
