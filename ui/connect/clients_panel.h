// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ids.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace sluice::ui {

class ClientsModel;

/// Who has sent to the collector; selecting one offers its last session. Before the first request it says
/// what to do. thread: GUI.
class ClientsPanel final : public QWidget
{
    Q_OBJECT
public:
    /// `model` outlives it.
    ClientsPanel(ClientsModel &model, QWidget *parent);

    /// Whether this window would know of a client: the collector is its own.
    void setKnown(bool known);

Q_SIGNALS:
    void sessionAsked(const sluice::SessionId &session);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildList();
    void showState();
    void showSelected();
    void openSelected();
    int widthOf(int column) const;
    void fillWidth();

    ClientsModel &m_model;
    QStackedWidget *m_stack;
    QWidget *m_waiting;
    QWidget *m_elsewhere;
    QWidget *m_list = nullptr;
    bool m_known = true;
    QTableView *m_table;
    QLabel *m_line;
    QPushButton *m_open;
};

} // namespace sluice::ui
