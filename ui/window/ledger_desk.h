// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

namespace sluice {
struct SessionSummary;
}

namespace sluice::ui {

class Bridge;
class LedgerPage;
class ShownSession;

/// The ledger's page in the window, and what it is told. thread: GUI.
class LedgerDesk final : public QObject
{
    Q_OBJECT
public:
    /// Both outlive it.
    LedgerDesk(Bridge &bridge, ShownSession &shown, QWidget *parent);

    LedgerPage *page() const { return m_page; }
    void showNow();

private:
    Bridge &m_bridge;
    ShownSession &m_shown;
    LedgerPage *m_page;
};

} // namespace sluice::ui
