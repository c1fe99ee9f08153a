// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/deadlock_lab.h"

#include <QGroupBox>

class QLabel;
class QPushButton;

namespace sluice::ui {

class ProblemLine;

/// One cure for issue #439: what it is, Run, and how it went.
class CureCard final : public QGroupBox
{
    Q_OBJECT
public:
    explicit CureCard(DeadlockCure cure, QWidget *parent = nullptr);

    DeadlockCure cure() const { return m_cure; }
    void showResult(const DeadlockResult &result);
    void showProblem(const QString &problem);
    void showWaiting();
    /// Nothing runs any more: what was waiting or under way was stopped.
    void showIdle();

Q_SIGNALS:
    /// `events` 0: as many as the page says.
    void runAsked(sluice::DeadlockCure cure, quint64 events);

private:
    const DeadlockCure m_cure;
    bool m_awaited = false; ///< asked for, and no end was told
    QLabel *m_wire;
    ProblemLine *m_verdict;
    QLabel *m_figures;
};

} // namespace sluice::ui
