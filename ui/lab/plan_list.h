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

    /// Says which files of the user's directory are no plans, and why.
    void tellUnreadable();

    /// What the file dialogs do with the file that is chosen in them; problems are said below the name.
    void openFile(const QString &path);
    void shareTo(const QString &path);

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
    void askWhatToOpen();
    void askWhereToShare();
    void askToDelete();
    void deleteChosen();
    int row() const;
    void refresh();

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
