// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/what_if.h"
#include "core/model/session.h"
#include "ui/models/what_if_model.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QPushButton;
class QTableView;

namespace sluice::ui {

class CurveView;
class ProblemLine;

/// What would have become of the shown session under other settings: a table of variants and two plots, all
/// of it a simulation and labelled so. It simulates nothing itself. thread: GUI.
class WhatIfPage final : public QWidget
{
    Q_OBJECT
public:
    explicit WhatIfPage(QWidget *parent = nullptr);

    /// Another session begins anew; the same one, with news, only offers to simulate again.
    void showSession(const SessionSummary &session);

    /// What it was recorded with; `known` false: defaults stand for what is not stored.
    void showBaseline(
        const sluice::SessionId &session, const sluice::WhatIf &baseline, unsigned producers, bool known);

    /// `variant` counts from 0, in the order in which they were asked for.
    void showOutcome(int variant, const sluice::WhatIfOutcome &outcome);
    void showVariantProblem(int variant, const QString &message);
    void showProblem(const QString &message);
    void showFinished();

Q_SIGNALS:
    void baselineAsked(const sluice::SessionId &session);
    void simulateAsked(
        const sluice::SessionId &session, unsigned producers, const std::vector<sluice::WhatIf> &variants);
    void cancelAsked();

private:
    QWidget *buildHead();
    QWidget *buildTable();
    QWidget *buildCurves();
    QPushButton *addButton(const char *name, const QString &text, const QString &tip);
    void simulate();
    void cancel();
    void addVariant();
    void removeVariant();
    void setRunning(bool running);
    void refresh();
    void showCurves();
    int row() const;

    WhatIfModel m_model;
    std::optional<SessionSummary> m_session;
    unsigned m_producers = 1;
    bool m_known = false; ///< the first line is what is stored, no default among it
    int m_wanted = 0; ///< variants under way
    bool m_running = false;
    QLabel *m_title = nullptr;
    QLabel *m_state = nullptr;
    ProblemLine *m_problem = nullptr;
    QPushButton *m_simulate = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_remove = nullptr;
    QTableView *m_table = nullptr;
    CurveView *m_depths = nullptr;
    CurveView *m_drops = nullptr;
};

} // namespace sluice::ui
