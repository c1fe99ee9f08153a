// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/self_test.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableWidget;

namespace sluice::ui {

class WatchBridge;

/// Runs the self-test when it opens, and shows each check: what was tried, what was seen, passed or failed in
/// words, and how long it took. Not modal; deletes itself when it is closed.
class SelfTestDialog final : public QDialog
{
    Q_OBJECT
public:
    /// The bridge outlives the dialog.
    SelfTestDialog(WatchBridge &bridge, QWidget *parent);

    /// A line for the whole: "7 of 7 passed, in 12.3 ms".
    QString summary() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void run();
    void showReport(const SelfTestReport &report);
    void showCheck(int row, const SelfTestCheck &check);
    void colour();
    void copy();

    WatchBridge &m_bridge;
    SelfTestReport m_report;
    QLabel *m_summary;
    QTableWidget *m_table;
    QPushButton *m_again;
    QPushButton *m_copy;
};

} // namespace sluice::ui
