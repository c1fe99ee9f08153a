// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"
#include "ui/bridge/job_runner.h"

#include <QObject>
#include <QString>

#include <cstdint>

namespace sluice {
class Clock;
}

namespace sluice::ui {

/// Reads what a person asks for: one event's body, one session as a file. A later request of the same kind
/// takes the place of an earlier one, whose answer then never comes.
/// thread: GUI; the reading happens on a thread of its own.
class SessionReader final : public QObject
{
    Q_OBJECT
public:
    /// `clock` outlives the reader.
    SessionReader(DataDir dir, const Clock &clock, QObject *parent);

    void readEvent(const SessionId &session, std::int64_t row);
    void forgetEvent() { m_events.cancel(JobRunner::Lane::Event); }

    /// Writes the session's JSON export; the file appears whole or not at all.
    void exportSession(const SessionId &session, const QString &path);

Q_SIGNALS:
    void eventRead(std::int64_t row, const sluice::StoredEvent &event);
    void eventFailed(std::int64_t row, const QString &message);
    void exported(const QString &path);
    void exportFailed(const QString &path, const QString &message);

private:
    const Clock &m_clock;
    JobRunner m_events;
    JobRunner m_exports; ///< of its own: an export of a million events takes seconds
};

} // namespace sluice::ui
