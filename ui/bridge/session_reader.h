// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/life_line.h"
#include "core/model/stored.h"
#include "ui/bridge/job_runner.h"

#include <QList>
#include <QObject>
#include <QString>

#include <cstdint>
#include <vector>

namespace sluice {
class Clock;
}

namespace sluice::ui {

/// Reads what a person asks for: one event's body and its life line, what a flush carried, one session as a
/// file. A later request of the same kind takes the place of an earlier one, whose answer then never comes.
/// thread: GUI; the reading happens on a thread of its own.
class SessionReader final : public QObject
{
    Q_OBJECT
public:
    /// `clock` outlives the reader.
    SessionReader(DataDir dir, const Clock &clock, QObject *parent);

    void readEvent(const SessionId &session, std::int64_t row);
    void readLifeLine(const SessionId &session, std::int64_t row);

    /// Neither the event nor its life line is wanted any more.
    void forgetEvent();

    /// The stored events of a flush, in the order of its body; at most `limit`.
    void readFlushEvents(const SessionId &session, std::uint64_t sequence, std::size_t limit);

    // The same questions for what is drawn beside the pointer: they do not take the place of those above.
    // An answer that cannot be read is an empty one.

    void findCarriers(const SessionId &session, std::int64_t row);
    void findCarried(const SessionId &session, std::uint64_t sequence, std::size_t limit);

    /// Writes the session's JSON export; the file appears whole or not at all.
    void exportSession(const SessionId &session, const QString &path);

Q_SIGNALS:
    void eventRead(std::int64_t row, const sluice::StoredEvent &event);
    void eventFailed(std::int64_t row, const QString &message);
    void lifeLineRead(std::int64_t row, const sluice::LifeLine &line);
    void lifeLineFailed(std::int64_t row, const QString &message);
    void flushEventsRead(
        const sluice::SessionId &session, quint64 sequence, const std::vector<sluice::EventHead> &events);
    void flushEventsFailed(const sluice::SessionId &session, quint64 sequence, const QString &message);
    void carriersFound(const sluice::SessionId &session, qint64 row, const QList<quint64> &sequences);
    void carriedFound(
        const sluice::SessionId &session, quint64 sequence, const std::vector<sluice::EventHead> &events);
    void exported(const QString &path);
    void exportFailed(const QString &path, const QString &message);

private:
    const Clock &m_clock;
    JobRunner m_events;
    JobRunner m_exports; ///< of its own: an export of a million events takes seconds
};

} // namespace sluice::ui
