// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ids.h"

#include <QWidget>

class QLabel;
class QModelIndex;
class QStackedWidget;
class QTableView;

namespace sluice::ui {

class LostBySdkModel;

/// The sessions whose SDK counted more events than ever came. thread: GUI.
class LostPanel final : public QWidget
{
    Q_OBJECT
public:
    /// `model` outlives it.
    LostPanel(LostBySdkModel &model, QWidget *parent);

Q_SIGNALS:
    void sessionAsked(const sluice::SessionId &session);

private:
    void showState();
    void open(const QModelIndex &index);

    LostBySdkModel &m_model;
    QStackedWidget *m_stack;
    QTableView *m_table;
    QLabel *m_line;
};

} // namespace sluice::ui
