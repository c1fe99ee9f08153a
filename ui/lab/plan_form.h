// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/burst_plan.h"
#include "ui/models/plan_problem.h"

#include <QWidget>

#include <array>
#include <map>
#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace sluice::ui {

class ColumnsBox;
class CurveView;
class ProblemLine;
struct NumberField;

/// Everything of a burst plan in fields, and a picture of its arrivals. What is wrong is said below the field
/// that it is about. It fires nothing and saves nothing. thread: GUI.
class PlanForm final : public QWidget
{
    Q_OBJECT
public:
    explicit PlanForm(QWidget *parent = nullptr);

    BurstPlan plan() const;
    void setPlan(const BurstPlan &plan);

    /// What the plan's faults are, chosen elsewhere.
    void setFaults(const FaultPlan &faults);

    /// The times of a recorded session, for the shape "as recorded"; chooses that shape.
    void setArrivals(std::vector<Micros> arrivals, const QString &from);

    /// Says below its field why the plan cannot be fired; its field comes into sight and takes the focus.
    void showProblem(const PlanProblem &problem);
    void clearProblems();

    /// The problem shown below this field; empty = none.
    QString problemAt(PlanField field) const;

Q_SIGNALS:
    void edited();
    void arrivalsAsked();

private:
    QFormLayout *addSection(const QString &title);
    void buildArrivals();
    void buildEvents();
    void buildQueue();
    void buildEnd();
    void addRow(QFormLayout *form, PlanField field, const QString &label, QWidget *editor);
    QSpinBox *addSpin(QFormLayout *form, PlanField field, const NumberField &number);
    QWidget *buildMix();
    QWidget *buildSeed();
    QWidget *buildRecorded();
    void takeEdit();
    void refresh();
    void showShares();
    void showPreview();
    EventMix mix() const;

    struct Field
    {
        QWidget *editor = nullptr;
        ProblemLine *problem = nullptr;
    };

    BurstPlan m_base; ///< what has no field: arrivals, faults, tags, name
    QString m_arrivalsFrom;
    bool m_filling = false; ///< setPlan() is at work, nobody types
    std::map<PlanField, Field> m_fields;
    ColumnsBox *m_sections;
    CurveView *m_preview;
    QLabel *m_previewWords;
    QComboBox *m_shape;
    QSpinBox *m_period;
    QSpinBox *m_events;
    QDoubleSpinBox *m_rate;
    QSpinBox *m_producers;
    QLabel *m_recordedFrom;
    QPushButton *m_takeArrivals;
    std::array<QSpinBox *, 4> m_mix{};
    std::array<QLabel *, 4> m_shares{};
    QSpinBox *m_payload;
    QSpinBox *m_payloadMost;
    QLineEdit *m_seed;
    QSpinBox *m_capacity;
    QSpinBox *m_queueBytes;
    QSpinBox *m_maxWait;
    QComboBox *m_policy;
    QSpinBox *m_blockDeadline;
    QComboBox *m_endState;
    QSpinBox *m_endDeadline;
    QSpinBox *m_endpointDelay;
    QCheckBox *m_proxied;
};

} // namespace sluice::ui
