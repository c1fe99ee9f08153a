// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/life_line.h"

#include <QWidget>

#include <optional>

class QLabel;
class QTableView;

namespace sluice::ui {

class LifeBar;
class LifeStepsModel;

/// Where one event has been: a bar of the time in each state, and a table of its moments. A row of a flush
/// leads to it. thread: GUI
class LifeLineView final : public QWidget
{
    Q_OBJECT
public:
    explicit LifeLineView(QWidget *parent = nullptr);

    void showLife(const LifeLine &line);

    /// A sentence instead: what is being read, or why it is not known.
    void showMessage(const QString &message);

Q_SIGNALS:
    void flushAsked(quint64 sequence);

private:
    void ask(int row);

    LifeStepsModel *m_steps;
    QLabel *m_summary;
    LifeBar *m_bar;
    QTableView *m_table;
};

} // namespace sluice::ui
