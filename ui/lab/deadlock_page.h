// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/deadlock_lab.h"
#include "ui/models/deadlock_steps_model.h"

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QSlider;
class QSpinBox;
class QTableView;
class QTableWidget;

namespace sluice::ui {

class CureCard;
class ProblemLine;

/// AgentOps issue #439, reproduced and told step by step, with each cure beside it and what became of it in
/// 0.3.26. It runs nothing itself. thread: GUI.
class DeadlockPage final : public QWidget
{
    Q_OBJECT
public:
    explicit DeadlockPage(QWidget *parent = nullptr);

    /// A run has begun, or goes on, or has ended.
    void showStarted(const DeadlockOptions &options);
    void showResult(const DeadlockResult &result);
    void showProblem(const DeadlockOptions &options, const QString &message);
    void showIdle();

Q_SIGNALS:
    void runAsked(const sluice::DeadlockOptions &options);
    void stopAsked();

private:
    QWidget *buildControls();
    QWidget *buildStory();
    QWidget *buildCures();
    QWidget *buildLater();
    void ask(DeadlockCure cure, quint64 events);
    void askAll();
    void showStory(const DeadlockResult &result);
    void fillLater();
    CureCard *cardOf(DeadlockCure cure) const;

    DeadlockStepsModel m_steps;
    bool m_storyAwaited = false; ///< begun, and no end was told
    QSlider *m_slider = nullptr;
    QSpinBox *m_events = nullptr;
    QSpinBox *m_delay = nullptr;
    QPushButton *m_run = nullptr;
    QPushButton *m_runAll = nullptr;
    QPushButton *m_stop = nullptr;
    QLabel *m_wire = nullptr;
    QLabel *m_wireWords = nullptr;
    ProblemLine *m_verdict = nullptr;
    QLabel *m_figures = nullptr;
    QTableView *m_table = nullptr;
    QSpinBox *m_laterEvents = nullptr;
    QTableWidget *m_later = nullptr;
    std::vector<CureCard *> m_cards;
};

} // namespace sluice::ui
