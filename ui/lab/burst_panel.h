// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/burst_run.h"
#include "ui/models/burst_form.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QPushButton;
class QSpinBox;

namespace sluice::ui {

struct NumberField;
class RunStatus;

/// The burst controls: what to fire, Fire, Stop, and how it goes. It fires nothing itself.
class BurstPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit BurstPanel(QWidget *parent = nullptr);

    BurstForm form() const;
    void setForm(const BurstForm &form);

    /// How the burst under way goes; its end brings Fire back.
    void showProgress(const sluice::BurstProgress &progress);

    /// Why a burst could not be fired, under the buttons; empty takes it away.
    void showProblem(const QString &problem);

    /// Greys the buttons out, with the reason: a viewer cannot fire. Empty = they work.
    void setUnavailable(const QString &reason);

    QPushButton *fireButton() const { return m_fire; }
    QPushButton *stopButton() const { return m_stop; }

Q_SIGNALS:
    void fireAsked(const sluice::BurstPlan &plan);
    void stopAsked();

private:
    void buildFields();
    QWidget *buildPresets();
    QWidget *buildScrolledFields();
    QWidget *buildButtons();
    QSpinBox *addSpin(const NumberField &field);
    void fire();
    void setRunning(bool running);
    void formChanged();

    QFormLayout *m_fields = nullptr;
    QSpinBox *m_events;
    QSpinBox *m_producers;
    QSpinBox *m_rate;
    QSpinBox *m_payload;
    QSpinBox *m_capacity;
    QSpinBox *m_maxWait;
    QComboBox *m_policy;
    QSpinBox *m_blockDeadline;
    QSpinBox *m_endpointDelay;
    QComboBox *m_endState;
    QSpinBox *m_endDeadline;
    QPushButton *m_fire;
    QPushButton *m_stop;
    RunStatus *m_status = nullptr;
    BurstForm m_preset; ///< what was set last: its tags hold while nothing is changed
    QString m_unavailable;
    bool m_running = false;
};

} // namespace sluice::ui
