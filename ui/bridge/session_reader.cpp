// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/session_reader.h"

#include "core/base/clock.h"
#include "core/store/export_json.h"
#include "core/store/store_reader.h"
#include "ui/bridge/convert.h"

#include <QSaveFile>

#include <utility>

namespace sluice::ui {

namespace {

/// Empty when the file is there, else why it is not.
QString writeExport(StoreReader &reader, const SessionId &session, Timestamp now, const QString &path,
    const JobRunner::Wanted &wanted)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    const auto write = [&](std::string_view piece) {
        return wanted() && file.write(piece.data(), static_cast<qint64>(piece.size())) >= 0;
    };
    if (const Result<void> done = exportSessionJson(reader, session, now, write); !done)
        return file.error() == QFileDevice::NoError ? toQt(done.error().message) : file.errorString();
    return file.commit() ? QString() : file.errorString();
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
