// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/burst_run.h"

#include <QWidget>

class QLabel;
class QProgressBar;

namespace sluice::ui {

class ProblemLine;

/// How a burst goes: a bar, where it is in words, what record() cost, and what did not go well.
class RunStatus final : public QWidget
{
    Q_OBJECT
public:
    /// The parts' object names begin with `prefix`: "burst" makes "burstProgress", "burstState", "burstCost"
    /// and "burstProblem".
    explicit RunStatus(const QString &prefix, QWidget *parent = nullptr);

    void showProgress(const BurstProgress &progress);
    void showState(const QString &state);

    /// Why nothing can be fired; empty takes it away.
    void showProblem(const QString &problem);

private:
    QProgressBar *m_progress;
    QLabel *m_state;
    QLabel *m_cost;
    ProblemLine *m_problem;
};

} // namespace sluice::ui
