// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/burst_plan.h"
#include "core/model/session.h"

#include <QList>
#include <QStringList>
#include <QWidget>

#include <functional>
#include <optional>

class QTabWidget;

namespace sluice::ui {

class BurstLabPage;
class ComparePage;
class DeadlockPage;
class LabBridge;
class MessageBanner;
class ReplayPage;
class WhatIfPage;

/// The queue lab: its pages in tabs, each connected with the lab's door to the core. thread: GUI.
class LabView final : public QWidget
{
    Q_OBJECT
public:
    enum class Page { BurstLab, Deadlock, WhatIf, Replay, Compare };

    /// `bridge` outlives it. `picture`, the live picture of the queue, stands on top of the burst lab and
    /// becomes its child; null: none. The user's plans are files in `planDirectory`
    /// (PlanShelf::standardDirectory()).
    LabView(LabBridge &bridge, const QString &planDirectory, QWidget *picture, QWidget *parent = nullptr);

    void openPage(Page page);
    BurstLabPage &burstLab() { return *m_burstLab; }

    /// The session that the window shows: what is simulated, replayed, and whose times a plan can take.
    void showSession(const sluice::SessionSummary &session);

    /// Sessions that are new or have changed: what can be compared.
    void showSessions(const QList<sluice::SessionSummary> &sessions);

    /// Why nothing can be recorded here; empty = it can.
    void setUnavailable(const QString &reason);

Q_SIGNALS:
    /// A run records into a new session, before the store knows of it.
    void runStarted(const sluice::SessionId &session, const sluice::BurstPlan &plan);
    void replayStarted(const sluice::SessionId &session);

private:
    void connectRuns();
    void connectDeadlocks();
    void connectWhatIf();
    void connectReplay();
    void connectCompare();
    void askBefore(const QString &endpoint, const QString &what, std::function<void()> go);
    void run(const BurstPlan &plan);
    void takeArrivals();

    LabBridge &m_bridge;
    std::optional<SessionSummary> m_session; ///< that the window shows
    std::function<void()> m_asked; ///< waits for the word that it may go to another machine
    QStringList m_allowed; ///< endpoints: asked once, and yes
    MessageBanner *m_remoteBanner;
    QTabWidget *m_tabs;
    BurstLabPage *m_burstLab;
    DeadlockPage *m_deadlock;
    WhatIfPage *m_whatIf;
    ReplayPage *m_replay;
    ComparePage *m_compare;
};

} // namespace sluice::ui
