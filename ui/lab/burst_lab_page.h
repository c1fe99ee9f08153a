// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/burst_run.h"
#include "ui/bridge/lab_runs.h"
#include "ui/models/plan_shelf.h"

#include <QWidget>

#include <optional>
#include <vector>

class QPushButton;
class QSplitter;

namespace sluice::ui {

class FaultBoard;
class PlanForm;
class PlanList;
class RunStatus;

/// The burst lab: the live picture on top, then Run, Stop and how it goes, then the plans, the plan in hand
/// and the faults. It fires nothing itself. thread: GUI.
class BurstLabPage final : public QWidget
{
    Q_OBJECT
public:
    /// The user's plans are files in `planDirectory`.
    explicit BurstLabPage(const QString &planDirectory, QWidget *parent = nullptr);

    /// Stands on top; the page becomes its parent. Null: nothing does.
    void setPicture(QWidget *picture);

    /// What stands in the fields, faults and all.
    BurstPlan plan() const;
    void setPlan(const BurstPlan &plan);

    void showStarted(const BurstPlan &plan);
    void showProgress(const BurstProgress &progress);
    void showFaults(const FaultsOnWire &faults);

    /// Why the plan could not be fired: beside the field that it names, else under the buttons.
    void showProblem(const QString &problem);
    void showFaultProblem(const QString &problem);
    void showArrivalsProblem(const QString &problem);
    void setArrivals(std::vector<Micros> arrivals, const QString &from);

    /// Greys the buttons out, with the reason: a viewer cannot fire. Empty = they work.
    void setUnavailable(const QString &reason);

Q_SIGNALS:
    void runAsked(const sluice::BurstPlan &plan);
    void stopAsked();
    void arrivalsAsked();
    void faultAsked(const sluice::Fault &fault);
    void scheduleAsked(const sluice::FaultPlan &plan);

private:
    QWidget *buildActions();
    QWidget *buildDesk();
    QPushButton *addButton(const char *name, const QString &text, const QString &tip);
    void run();
    void runAgain();
    void takeEdit();
    void setRunning(bool running);

    PlanShelf m_shelf;
    std::optional<BurstPlan> m_last; ///< what ran last
    QString m_unavailable;
    bool m_running = false;
    QSplitter *m_split;
    QPushButton *m_run = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_again = nullptr;
    RunStatus *m_status = nullptr;
    PlanList *m_plans = nullptr;
    PlanForm *m_form = nullptr;
    FaultBoard *m_faults = nullptr;
};

} // namespace sluice::ui
