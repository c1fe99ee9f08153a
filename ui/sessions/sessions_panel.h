// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/session.h"

#include <QWidget>

class QLabel;
class QTreeView;

namespace sluice::ui {

class SessionsModel;

/// The list of all sessions. Choosing a row says so; the menu of a row offers what can be done with it.
class SessionsPanel final : public QWidget
{
    Q_OBJECT
public:
    /// `model` outlives the panel.
    explicit SessionsPanel(SessionsModel &model, QWidget *parent = nullptr);

    /// Makes `session` the current row, as a click does, as soon as the model has it.
    void select(const SessionId &session);
    SessionId current() const;

Q_SIGNALS:
    void chosen(const sluice::SessionId &session);
    void exportAsked(const sluice::SessionId &session);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildView();
    void addColumnAction(int column);
    void fitName();
    void sayChosen();
    void selectWanted();
    void showMenu(QPoint at);
    void showPlaceholder();

    SessionsModel &m_model;
    QTreeView *m_view;
    QLabel *m_placeholder;
    SessionId m_wanted; ///< to be selected when it comes; empty = none
};

} // namespace sluice::ui
