// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/fault_plan.h"
#include "ui/bridge/lab_runs.h"

#include <QWidget>

#include <map>

class QButtonGroup;
class QFormLayout;
class QLabel;
class QPushButton;
class QSpinBox;

namespace sluice::ui {

class FaultTrack;
class ProblemLine;
struct NumberField;

/// The switchboard of what goes wrong on the wire: a switch for each fault with its numbers, the presets, the
/// schedule and what the proxy counts. While a run can be switched it switches that run; else it chooses what
/// the next run begins with. thread: GUI.
class FaultBoard final : public QWidget
{
    Q_OBJECT
public:
    explicit FaultBoard(QWidget *parent = nullptr);

    /// What the next run begins with.
    FaultPlan plan() const { return m_plan; }
    void setPlan(const FaultPlan &plan);

    /// What is on the wire of the run under way.
    void showFaults(const FaultsOnWire &faults);

    void showProblem(const QString &problem);

    /// What "latency" begins with.
    static constexpr int firstDelay = 400; ///< ms

Q_SIGNALS:
    void planChosen(const sluice::FaultPlan &plan);
    /// A run is under way: this fault, or this schedule, from now on.
    void faultAsked(const sluice::Fault &fault);
    void scheduleAsked(const sluice::FaultPlan &plan);

private:
    QWidget *buildSwitches();
    QWidget *buildPresets();
    QWidget *buildNumbers();
    QWidget *buildStats();
    QSpinBox *addNumber(QFormLayout *form, const NumberField &field);
    void switchTo(FaultKind kind);
    void numberChanged();
    void choosePlan(const FaultPlan &plan);
    void chooseFault(const Fault &fault);
    Fault faultOf(FaultKind kind) const;
    void checkSwitch(FaultKind kind);
    void showNumbers(FaultKind kind);
    void takeNumbers(const Fault &fault);
    void refresh();
    QString statText(const char *name) const;

    FaultPlan m_plan; ///< chosen
    FaultsOnWire m_wire;
    bool m_filling = false; ///< the fields follow, nobody types
    FaultKind m_shown = FaultKind::None; ///< whose numbers are to be seen
    QButtonGroup *m_switches;
    QLabel *m_now;
    QLabel *m_schedule;
    FaultTrack *m_track;
    ProblemLine *m_problem;
    QFormLayout *m_numbers = nullptr;
    QSpinBox *m_delay = nullptr;
    QSpinBox *m_bandwidth = nullptr;
    QSpinBox *m_retryAfter = nullptr;
    QSpinBox *m_bodyLimit = nullptr;
    std::map<const char *, QLabel *> m_stats;
};

} // namespace sluice::ui
