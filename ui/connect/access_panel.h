// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/collector.h"
#include "ui/models/access_form.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace sluice::ui {

class CopyableLine;

/// Who may send to the collector: a token, names that it answers to, pages that it takes requests of. Nothing
/// changes before it is asked for. A new token is shown in clear once, until something else is asked for or
/// the panel is hidden. thread: GUI.
class AccessPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit AccessPanel(QWidget *parent);

    /// What holds now. `why` not empty: it cannot be changed here, for that reason.
    void setAccess(const CollectorAccess &access, const QString &why);

    /// What was asked for was not done.
    void showProblem(const QString &problem);

Q_SIGNALS:
    /// This shall hold from now on.
    void accessAsked(const sluice::CollectorAccess &access);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *buildToken();
    QWidget *buildLists();
    void ask(AccessForm form);
    void makeToken();
    void showState();
    void showEdited();

    CollectorAccess m_access;
    QLabel *m_state;
    QPushButton *m_make;
    QPushButton *m_use;
    QPushButton *m_clear;
    QLineEdit *m_own;
    CopyableLine *m_token;
    QLineEdit *m_hosts;
    QLineEdit *m_origins;
    QPushButton *m_apply;
    QLabel *m_problem;
};

} // namespace sluice::ui
