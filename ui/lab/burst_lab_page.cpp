// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/burst_lab_page.h"

#include "ui/bridge/convert.h"
#include "ui/lab/fault_board.h"
#include "ui/lab/plan_form.h"
#include "ui/lab/plan_list.h"
#include "ui/lab/run_status.h"
#include "ui/lab/scroll_box.h"
#include "ui/models/lab_words.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace sluice::ui {

namespace {

constexpr int plansWidth = 148;
constexpr int formWidth = 310;
constexpr int faultsWidth = 298;
constexpr int pictureShare = 2; ///< of five
constexpr int deskShare = 3;

} // namespace

BurstLabPage::BurstLabPage(const QString &planDirectory, QWidget *parent)
    : QWidget(parent)
    , m_shelf(planDirectory)
    , m_split(new QSplitter(Qt::Vertical, this))
{
    setObjectName(QStringLiteral("burstLab"));
    setAccessibleName(tr("Burst lab"));
    auto *below = new QWidget(this);
    auto *column = new QVBoxLayout(below);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildActions());
    column->addWidget(buildDesk(), 1);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(below);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_split);
    m_plans->choose(0);
    m_plans->tellUnreadable();
    setRunning(false);
}

void BurstLabPage::setPicture(QWidget *picture)
{
    if (!picture)
        return;
    m_split->insertWidget(0, picture);
    m_split->setStretchFactor(0, pictureShare);
    m_split->setStretchFactor(1, deskShare);
}

QPushButton *BurstLabPage::addButton(const char *name, const QString &text, const QString &tip)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(QLatin1String(name));
    button->setToolTip(tip);
    button->setAccessibleDescription(tip);
    return button;
}

QWidget *BurstLabPage::buildActions()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(metrics::grid, metrics::grid, metrics::grid, metrics::halfGrid);
    layout->setSpacing(metrics::grid);
    m_run = addButton("labRun", tr("Run"), tr("Record this plan into a new session"));
    m_run->setDefault(true);
    m_stop = addButton("labStop", tr("Stop"), tr("Producers stop; what was recorded is still sent"));
    m_again = addButton("labRunAgain", tr("Run again"),
        tr("The plan that ran last once more, with the same seed: the same sequence of events"));
    m_status = new RunStatus(QStringLiteral("lab"), row);
    for (QPushButton *button : {m_run, m_stop, m_again})
        layout->addWidget(button, 0, Qt::AlignTop);
    layout->addWidget(m_status, 1);
    connect(m_run, &QPushButton::clicked, this, &BurstLabPage::run);
    connect(m_stop, &QPushButton::clicked, this, &BurstLabPage::stopAsked);
    connect(m_again, &QPushButton::clicked, this, &BurstLabPage::runAgain);
    return row;
}

QWidget *BurstLabPage::buildDesk()
{
    m_plans = new PlanList(m_shelf, this);
    m_form = new PlanForm(this);
    m_faults = new FaultBoard(this);
    auto *desk = new QSplitter(Qt::Horizontal, this);
    desk->setChildrenCollapsible(false);
    desk->addWidget(makeScrolled(m_plans));
    desk->addWidget(makeScrolled(m_form));
    desk->addWidget(makeScrolled(m_faults));
    desk->setStretchFactor(0, 0);
    desk->setStretchFactor(1, 1);
    desk->setStretchFactor(2, 0);
    desk->setSizes({plansWidth, formWidth, faultsWidth});
    connect(m_plans, &PlanList::chosen, this, &BurstLabPage::setPlan);
    connect(m_form, &PlanForm::edited, this, &BurstLabPage::takeEdit);
    connect(m_form, &PlanForm::arrivalsAsked, this, &BurstLabPage::arrivalsAsked);
    connect(m_faults, &FaultBoard::planChosen, this, [this](const FaultPlan &faults) {
        m_form->setFaults(faults);
        takeEdit();
    });
    connect(m_faults, &FaultBoard::faultAsked, this, &BurstLabPage::faultAsked);
    connect(m_faults, &FaultBoard::scheduleAsked, this, &BurstLabPage::scheduleAsked);
    return desk;
}

BurstPlan BurstLabPage::plan() const
{
    return m_form->plan();
}

void BurstLabPage::setPlan(const BurstPlan &plan)
{
    BurstPlan shown = plan;
    shown.proxied = true; // the switchboard stands beside it; whoever wants none unchecks it
    m_form->setPlan(shown);
    m_faults->setPlan(plan.faults);
    takeEdit();
}

void BurstLabPage::takeEdit()
{
    m_plans->setCurrent(plan());
    m_status->showProblem({});
}

void BurstLabPage::run()
{
    const BurstPlan asked = plan();
    m_form->clearProblems();
    if (const std::optional<PlanProblem> problem = problemOf(asked))
        return showProblem(problem->text);
    Q_EMIT runAsked(asked);
}

void BurstLabPage::runAgain()
{
    if (m_last)
        Q_EMIT runAsked(*m_last);
}

void BurstLabPage::showStarted(const BurstPlan &plan)
{
    m_last = plan;
    m_again->setToolTip(
        tr("Once more, with the seed %1: %2").arg(QString::number(plan.seed), planText(plan)));
}

void BurstLabPage::showProgress(const BurstProgress &progress)
{
    m_status->showProgress(progress);
    setRunning(progress.state != BurstProgress::State::Finished);
}

void BurstLabPage::showFaults(const FaultsOnWire &faults)
{
    m_faults->showFaults(faults);
}

void BurstLabPage::showProblem(const QString &problem)
{
    const std::optional<PlanProblem> own = problemOf(plan());
    const PlanField field = own && own->text == problem ? own->field : fieldNamedBy(fromQt(problem));
    if (field == PlanField::Whole)
        m_status->showProblem(problem);
    else
        m_form->showProblem({field, problem});
}

void BurstLabPage::showFaultProblem(const QString &problem)
{
    m_faults->showProblem(problem);
}

void BurstLabPage::showArrivalsProblem(const QString &problem)
{
    m_form->showProblem({PlanField::Shape, problem});
}

void BurstLabPage::setArrivals(std::vector<Micros> arrivals, const QString &from)
{
    m_form->setArrivals(std::move(arrivals), from);
}

void BurstLabPage::setUnavailable(const QString &reason)
{
    m_unavailable = reason;
    m_status->showState(reason);
    setRunning(m_running);
}

void BurstLabPage::setRunning(bool running)
{
    m_running = running;
    const bool runHadFocus = m_run->hasFocus() || m_again->hasFocus();
    const bool stopHadFocus = m_stop->hasFocus();
    m_stop->setEnabled(running);
    if (runHadFocus && running) // a disabled button would hand the focus to a stranger
        m_stop->setFocus();
    m_run->setEnabled(!running && m_unavailable.isEmpty());
    m_again->setEnabled(m_run->isEnabled() && m_last.has_value());
    if (stopHadFocus && !running)
        m_run->setFocus();
}

} // namespace sluice::ui
