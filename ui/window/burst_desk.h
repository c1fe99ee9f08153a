// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/burst_plan.h"
#include "core/lab/burst_run.h"
#include "core/model/session.h"

#include <QObject>

namespace sluice::ui {

class Bridge;
class BurstPanel;
class MessageBanner;

/// The burst controls in the window: fires what they ask for, and asks once before a burst goes to another
/// machine. thread: GUI.
class BurstDesk final : public QObject
{
    Q_OBJECT
public:
    /// `bridge` outlives it. Panel and banner are children of `parent`.
    BurstDesk(Bridge &bridge, QWidget *parent);

    BurstPanel *panel() const { return m_panel; }

    /// The question before a burst goes to another machine.
    MessageBanner *banner() const { return m_banner; }

    /// As the buttons do.
    void press() const;
    void pressStop() const;

    /// The preset that fills the queue on purpose.
    void fireDemo();

Q_SIGNALS:
    /// A session that was just made here, before the store knows of it.
    void sessionMade(const sluice::SessionSummary &session);
    /// The buttons changed: what can be fired or stopped now.
    void changed(bool canFire, bool canStop);

private:
    void ask(const BurstPlan &plan);
    void fire(const BurstPlan &plan);
    void fireAsked();
    void showProgress(const BurstProgress &progress);

    Bridge &m_bridge;
    BurstPanel *m_panel;
    MessageBanner *m_banner;
    BurstPlan m_asked; ///< waits for the word that it may go to another machine
    bool m_remoteAllowed = false; ///< asked once, and yes
};

} // namespace sluice::ui
