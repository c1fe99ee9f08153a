// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/bridge/forward_bridge.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace sluice::ui {

class ForwardSettings;
class ForwardStatus;

/// Sends received sessions on to another endpoint: where to, in which wire, with which key; a test; a switch;
/// and, while it is on, the ledger of what was handed over, what waits, and the sessions under way. Not
/// modal; deletes itself when it is closed, and what is on stays on.
class ForwardDialog final : public QDialog
{
    Q_OBJECT
public:
    /// Bridge and settings outlive it.
    ForwardDialog(ForwardBridge &bridge, ForwardSettings &settings, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildChoice();
    ForwardChoice choice() const;
    void showChoice();
    void switchIt();
    void testIt();
    void showPhase(ForwardBridge::Phase phase, const QString &problem);
    void showTest(bool isGood, const QString &words);
    void say(const QString &words, bool isGood);
    void colour();

    ForwardBridge &m_bridge;
    ForwardSettings &m_settings;
    QLineEdit *m_endpoint;
    QComboBox *m_wire;
    QLineEdit *m_key;
    QPushButton *m_forget;
    QLabel *m_note; ///< what leaves this machine
    QPushButton *m_test;
    QPushButton *m_switch;
    QLabel *m_said; ///< what a test or a switch came to
    bool m_isGood = true;
    ForwardStatus *m_status;
};

} // namespace sluice::ui
