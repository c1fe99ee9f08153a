// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTableView;

namespace sluice::ui {

class CodeBox;
class RejectedRequestsModel;

/// The requests that were refused: a list, and of the selected one what to do about it and the raw request.
/// thread: GUI.
class RejectedPanel final : public QWidget
{
    Q_OBJECT
public:
    /// `model` outlives it.
    RejectedPanel(RejectedRequestsModel &model, QWidget *parent);

private:
    QWidget *buildList();
    void showState();
    void showSelected();

    RejectedRequestsModel &m_model;
    QStackedWidget *m_stack;
    QTableView *m_table;
    QLabel *m_advice;
    CodeBox *m_raw;
};

} // namespace sluice::ui
