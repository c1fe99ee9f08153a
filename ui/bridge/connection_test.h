// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/model/ids.h"
#include "core/model/session.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace sluice {
class Clock;
class Transport;
} // namespace sluice

namespace sluice::ui {

/// How far a test of the connection has come.
struct ConnectionReport
{
    /// In this order; each needs the one before it.
    enum class Step {
        Reach, ///< something took the connection and the request
        Answer, ///< create_session was answered as an AgentOps server does
        Commit, ///< create_events was answered 200, which means: on disk
        Show, ///< the session stands in the list
    };
    static constexpr int steps = 4;

    enum class End {
        Running,
        Good,
        NotReached, ///< no connection, or no answer in time
        NotOurs, ///< an answer that no AgentOps server gives
        Refused, ///< 4xx
        NotStored, ///< 5xx
        NotShown, ///< stored, and not in the list after showDeadline
    };

    SessionId session; ///< the one that the test makes
    int done = 0; ///< steps that are good, from Reach on
    End end = End::Running;
    std::optional<Micros> answered; ///< from the request to its whole answer, with connecting
    std::optional<Micros> committed; ///< the same of the event
    int status = 0; ///< of the answer that ended it; 0: none
    QString words; ///< the other side's own, or the system's; empty: it said nothing
};

/// Sends a real session with one event to a collector by HTTP, as an SDK does, and says step by step what
/// came of it. The requests go out on a thread of its own. thread: GUI.
class ConnectionTest final : public QObject
{
    Q_OBJECT
public:
    /// How long the list may take to show what is committed: the follower looks ten times a second.
    static constexpr std::chrono::milliseconds showDeadline{5'000};
    /// Of each request.
    static constexpr Millis requestTimeout{10'000};

    /// `clock` outlives it.
    explicit ConnectionTest(const Clock &clock, QObject *parent = nullptr);

    /// Gives up a request under way, and waits for that: milliseconds.
    ~ConnectionTest() override;

    /// `url` without a slash at its end; `key` a UUID, never in a report. One at a time: another wish while
    /// one is under way is not heard.
    void start(const QString &url, const QString &key);
    bool isRunning() const { return m_report.session && m_report.end == ConnectionReport::End::Running; }

    /// The sessions that the list shows now, as far as they changed.
    void noteSessions(const QList<sluice::SessionSummary> &sessions);

    /// The last one; without a session when there was none.
    const ConnectionReport &report() const { return m_report; }

Q_SIGNALS:
    void changed(const sluice::ui::ConnectionReport &report);

private:
    struct Errand;
    void perform(const Errand &errand);
    void take(const ConnectionReport &report);
    void sayShown();
    void giveUp();

    const Clock &m_clock;
    ConnectionReport m_report;
    bool m_isShown = false; ///< the session is in the list
    QTimer m_deadline;
    std::shared_ptr<Transport> m_transport; ///< of the test under way
    std::jthread m_thread; ///< last: joins before the members above go away
};

} // namespace sluice::ui
