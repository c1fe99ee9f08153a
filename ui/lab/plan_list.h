// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/burst_plan.h"

#include <QWidget>

class QLineEdit;
class QListView;
class QPushButton;

namespace sluice::ui {

class MessageBanner;
class PlanShelf;
class ProblemLine;

/// The named plans, and what one can do with them: choose, save, save under another name, open a file, share
/// as a file, delete. thread: GUI.
class PlanList final : public QWidget
{
    Q_OBJECT
public:
    /// `shelf` outlives it.
    explicit PlanList(PlanShelf &shelf, QWidget *parent = nullptr);

    /// The plan that stands in the form now: what Save and Share work with.
    void setCurrent(const BurstPlan &plan) { m_current = plan; }

    /// Chooses the plan in this row.
    void choose(int row);

Q_SIGNALS:
    /// A plan of the list or of a file.
    void chosen(const sluice::BurstPlan &plan);

private:
    QWidget *buildButtons();
    QPushButton *addButton(const char *name, const QString &text, const QString &tip);
    void rowChosen();
    void save();
    void saveAs();
    void keep();
    void openFile();
    void shareFile();
    void askToDelete();
    void deleteChosen();
    int row() const;
    void refresh();
    void tellUnreadable();

    PlanShelf &m_shelf;
    BurstPlan m_current;
    QListView *m_list;
    QLineEdit *m_name;
    ProblemLine *m_problem;
    MessageBanner *m_ask;
    QPushButton *m_save = nullptr;
    QPushButton *m_saveAs = nullptr;
    QPushButton *m_delete = nullptr;
};

} // namespace sluice::ui
