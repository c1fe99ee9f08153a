// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "ui/bridge/job_runner.h"
#include "ui/bridge/store_news.h"

#include <QList>
#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace sluice::ui {

/// Follows the store: all sessions, and of one session also its events, agents and delivery records. Looks
/// on its owner's ticks, never has more than one look under way, and rests for some ticks after a look that
/// brought nothing. Works the same whichever process writes.
/// thread: GUI.
class StoreFollower final : public QObject
{
    Q_OBJECT
public:
    /// Ticks between two looks while nothing happens: ten looks a second at 30 Hz.
    static constexpr int restingTicks = 3;

    StoreFollower(DataDir dir, QObject *parent);

    /// Looks if it is time to. What was found comes by the signals below, each at most once a look.
    void tick();

    /// Follows `session` from its beginning; empty = none. Everything of it comes again.
    void follow(const SessionId &session);
    const SessionId &followed() const { return m_query.session; }

    /// Whether more heads may come: a receiver that has enough to do holds them, and lets them come again.
    /// Everything else goes on.
    void holdHeads(bool hold);

    /// No head of the followed session comes any more.
    void stopHeads();

    /// Flushes, drops and depths of the followed session are read once more, with the next look.
    void readRecordsAgain() { m_query.wantRecords = true; }

Q_SIGNALS:
    void sessionsChanged(const QList<sluice::SessionSummary> &sessions);
    /// What was shown of the followed session before is to be forgotten: `session` starts from nothing.
    void sessionOpened(const sluice::SessionId &session);
    /// New ones in order of row, then those that changed.
    void headsRead(const sluice::SessionId &session, const std::shared_ptr<const sluice::ReadyHeads> &heads);
    void agentsRead(const sluice::SessionId &session, const std::vector<sluice::Agent> &agents);
    void recordsRead(const sluice::SessionId &session, const sluice::ui::SessionRecords &records);
    /// All events that were committed by some moment after follow() have been handed out.
    void caughtUp(const sluice::SessionId &session);
    /// Said once for each run of failures; empty = it works again. A store that is not there yet is no
    /// failure.
    void failureChanged(const QString &message);

private:
    void look();
    void lookOn();
    void take(const StoreNews &news);
    void fail(const Error &error);
    void sayFailure(const QString &message);

    NewsQuery m_query;
    std::vector<Agent> m_agents;
    bool m_looking = false;
    bool m_held = false;
    bool m_stopped = false;
    bool m_moreHeads = false; ///< the last look left some
    bool m_hungry = true; ///< the last look brought something: look again at the next tick
    int m_rested = 0;
    QString m_failure;
    JobRunner m_runner; ///< last: no answer arrives at a half-destroyed object
};

} // namespace sluice::ui
