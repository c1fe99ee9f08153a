// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/run_status.h"

#include "ui/lab/form_fields.h"
#include "ui/lab/problem_line.h"
#include "ui/models/burst_text.h"

#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

constexpr int barHeight = 6;

} // namespace

RunStatus::RunStatus(const QString &prefix, QWidget *parent)
    : QWidget(parent)
    , m_progress(new QProgressBar(this))
    , m_state(makeTextLine(qPrintable(prefix + QStringLiteral("State")), this))
    , m_cost(makeTextLine(qPrintable(prefix + QStringLiteral("Cost")), this))
    , m_problem(new ProblemLine(prefix + QStringLiteral("Problem"), this))
{
    m_progress->setObjectName(prefix + QStringLiteral("Progress"));
    m_progress->setAccessibleName(tr("Burst progress"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(barHeight);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    for (QWidget *line : {static_cast<QWidget *>(m_progress), static_cast<QWidget *>(m_state),
             static_cast<QWidget *>(m_cost), static_cast<QWidget *>(m_problem)})
        layout->addWidget(line);
    m_cost->hide();
}

void RunStatus::showProgress(const BurstProgress &progress)
{
    m_progress->setValue(burstPermille(progress));
    m_state->setText(burstStateText(progress));
    m_cost->setText(recordCostText(progress));
    m_cost->setVisible(!m_cost->text().isEmpty());
    const bool finished = progress.state == BurstProgress::State::Finished;
    const bool asChosen = progress.message.empty(); // what the policy dropped is a loss, and no fault
    m_problem->say(
        finished ? burstProblemText(progress) : QString(), asChosen ? Severity::Warning : Severity::Critical);
}

void RunStatus::showState(const QString &state)
{
    m_state->setText(state);
}

void RunStatus::showProblem(const QString &problem)
{
    m_problem->say(problem);
}

} // namespace sluice::ui
