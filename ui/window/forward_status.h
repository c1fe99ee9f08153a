// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/bridge/forward_bridge.h"
#include "ui/models/ledger_model.h"

#include <QWidget>

class QLabel;
class QTableView;
class QTableWidget;

namespace sluice::ui {

class BalanceLine;

/// Where everything is that goes on to another endpoint: on or off, what stands in the way, the ledger of
/// what was handed over, what waits, and the sessions under way. thread: GUI.
class ForwardStatus final : public QWidget
{
    Q_OBJECT
public:
    explicit ForwardStatus(QWidget *parent = nullptr);

    void showPhase(ForwardBridge::Phase phase);
    /// While it is on.
    void showState(const sluice::ForwardState &state);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildTables();
    void buildTerms();
    void buildSessions();
    void showTrouble(const sluice::ForwardState &state);
    void showSessions(const sluice::ForwardState &state);
    void colour();

    LedgerModel m_ledger;
    QLabel *m_phase;
    QLabel *m_trouble;
    BalanceLine *m_balance;
    QLabel *m_waiting;
    QTableView *m_terms;
    QTableWidget *m_sessions;
};

} // namespace sluice::ui
