// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/event_snapshot.h"
#include "ui/bridge/event_kin.h"
#include "ui/bridge/event_log.h"
#include "ui/bridge/job_runner.h"

#include <QObject>
#include <QString>

namespace sluice::ui {

/// All events of a session as they are shown, and which of them is meant; an empty snapshot: not at hand.
struct ShownEvents
{
    EventSnapshot events{};
    EventIndex event = noEvent;
};

/// Reads what the details show beside an event's body: the events around it, what is known of a session, and
/// what a session's events logged. A later request of the same kind takes the place of an earlier one, whose
/// answer then never comes. thread: GUI; the reading happens on threads of its own.
class DetailsReader final : public QObject
{
    Q_OBJECT
public:
    /// More text is not read at once: a log of 64 MiB is some 600,000 lines.
    static constexpr std::size_t mostLogBytes = std::size_t{64} << 20U;

    DetailsReader(const DataDir &dir, QObject *parent);

    /// Those around the event of `row`. Where all events of the session are at hand, `shown` is looked
    /// through for them, some nanoseconds an event; else the heads in the store, 2 million a second.
    void readKin(const SessionId &session, std::int64_t row, const ShownEvents &shown = {});
    void forgetKin();

    void readSheet(const SessionId &session);

    /// Every body of the session is read; logsProgressed() tells how far it is.
    void readLogs(const SessionId &session);
    void cancelLogs();

Q_SIGNALS:
    /// Nothing comes for an event that is not there, or from a store that cannot be read.
    void kinRead(const sluice::SessionId &session, std::int64_t row, const sluice::ui::EventKin &kin);
    void sheetRead(const sluice::SessionId &session, const sluice::ui::SessionSheet &sheet);
    void logsProgressed(const sluice::SessionId &session, quint64 events);
    void logsRead(const sluice::SessionId &session, const sluice::ui::SessionLogs &logs);
    void logsFailed(const sluice::SessionId &session, const QString &message);

private:
    Result<SessionLogs> collect(
        StoreReader &reader, const SessionId &session, const JobRunner::Wanted &wanted);

    JobRunner m_quick;
    JobRunner m_logs; ///< of its own: a session of a million events takes seconds
};

} // namespace sluice::ui
