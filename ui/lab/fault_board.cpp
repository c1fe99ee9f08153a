// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/fault_board.h"

#include "ui/bridge/convert.h"
#include "ui/lab/fault_track.h"
#include "ui/lab/form_fields.h"
#include "ui/lab/problem_line.h"
#include "ui/models/format.h"
#include "ui/models/lab_words.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace sluice::ui {

namespace {

/// A fault from the start of a run until it is switched.
FaultPlan forEver(const Fault &fault)
{
    FaultPlan plan;
    if (fault.isNone())
        return plan;
    plan.name = std::string(wireName(fault.kind));
    plan.meaning = fault.toSentence();
    plan.phases = {{Millis(0), FaultPhase::forEver, fault}};
    return plan;
}

/// What a plan of one fault without an end switches on; none for any other plan.
Fault lastingFault(const FaultPlan &plan)
{
    const bool lasts = plan.phases.size() == 1 && plan.phases.front().length >= FaultPhase::forEver;
    return lasts ? plan.phases.front().fault : Fault{};
}

bool isSchedule(const FaultPlan &plan)
{
    return !plan.isEmpty() && lastingFault(plan).isNone();
}

} // namespace

void FaultBoard::setPlan(const FaultPlan &plan)
{
    m_plan = plan;
    takeNumbers(lastingFault(plan));
    refresh();
}

Fault FaultBoard::faultOf(FaultKind kind) const
{
    Fault fault;
    fault.kind = kind;
    if (usesDelay(kind))
        fault.delay = Millis(m_delay->value());
    fault.bytesPerSecond = static_cast<std::uint64_t>(m_bandwidth->value());
    fault.retryAfter = static_cast<std::uint32_t>(m_retryAfter->value());
    fault.bodyLimit = static_cast<std::size_t>(m_bodyLimit->value());
    return fault;
}

void FaultBoard::switchTo(FaultKind kind)
{
    if (kind == FaultKind::Latency && m_delay->value() == 0) {
        const QSignalBlocker blocker(m_delay);
        m_delay->setValue(FaultBoard::firstDelay);
    }
    chooseFault(faultOf(kind));
}

void FaultBoard::chooseFault(const Fault &fault)
{
    m_problem->say({});
    if (m_wire.canSwitch)
        Q_EMIT faultAsked(fault);
    else
        choosePlan(forEver(fault));
    showNumbers(fault.kind);
}

void FaultBoard::choosePlan(const FaultPlan &plan)
{
    m_problem->say({});
    if (m_wire.canSwitch) {
        Q_EMIT scheduleAsked(plan);
        return;
    }
    m_plan = plan;
    refresh();
    Q_EMIT planChosen(m_plan);
}

void FaultBoard::numberChanged()
{
    if (!m_filling && m_shown != FaultKind::None)
        chooseFault(faultOf(m_shown));
}

void FaultBoard::takeNumbers(const Fault &fault)
{
    if (fault.kind == FaultKind::None)
        return;
    m_filling = true;
    m_delay->setValue(static_cast<int>(fault.delay.count()));
    m_bandwidth->setValue(static_cast<int>(fault.bytesPerSecond));
    m_retryAfter->setValue(static_cast<int>(fault.retryAfter));
    m_bodyLimit->setValue(static_cast<int>(fault.bodyLimit));
    m_filling = false;
}

void FaultBoard::showNumbers(FaultKind kind)
{
    m_shown = kind;
    const auto show = [this](QSpinBox *spin, bool visible) {
        spin->setVisible(visible);
        m_numbers->labelForField(spin)->setVisible(visible);
    };
    show(m_delay, usesDelay(kind));
    show(m_bandwidth, usesBandwidth(kind));
    show(m_retryAfter, usesRetryAfter(kind));
    show(m_bodyLimit, usesBodyLimit(kind));
}

void FaultBoard::checkSwitch(FaultKind kind)
{
    QAbstractButton *button = m_switches->button(static_cast<int>(kind));
    if (button && !button->isChecked())
        button->setChecked(true);
}

void FaultBoard::showFaults(const FaultsOnWire &faults)
{
    const bool ended = m_wire.canSwitch && !faults.canSwitch;
    m_wire = faults;
    if (ended)
        takeNumbers(lastingFault(m_plan));
    refresh();
}

void FaultBoard::showProblem(const QString &problem)
{
    m_problem->say(problem);
}

/// The board shows the run under way; without one, what the next run begins with.
void FaultBoard::refresh()
{
    const FaultPlan &plan = m_wire.canSwitch ? m_wire.plan : m_plan;
    const Fault now = m_wire.canSwitch && m_wire.stats ? m_wire.stats->now : lastingFault(m_plan);
    checkSwitch(now.kind);
    if (!isSchedule(plan))
        showNumbers(now.kind);
    const bool scheduled = isSchedule(plan);
    if (m_wire.canSwitch)
        m_now->setText(tr("On the wire now: %1").arg(faultText(now)));
    else
        m_now->setText(scheduled ? tr("The next run follows: %1").arg(toQt(plan.name))
                                 : tr("The next run begins with: %1").arg(faultText(now)));
    m_now->setToolTip(plainToolTip(faultKindMeaning(now.kind)));
    m_track->setVisible(scheduled);
    m_schedule->setVisible(scheduled);
    if (scheduled) {
        m_track->show(plan, m_wire.canSwitch ? std::optional(m_wire.since) : std::nullopt);
        m_schedule->setText(m_wire.canSwitch
                ? tr("%1: %2").arg(toQt(plan.name), scheduleText(plan, m_wire.since))
                : toQt(plan.meaning));
    }
    for (const auto &[name, label] : m_stats)
        label->setText(statText(name));
}

QString FaultBoard::statText(const char *name) const
{
    if (!m_wire.stats)
        return unknownText();
    const FaultStats &stats = *m_wire.stats;
    const std::string_view which = name;
    if (which == "statConnections")
        return numberText(stats.connections);
    if (which == "statRequests")
        return numberText(stats.requests);
    if (which == "statPassed")
        return numberText(stats.passed);
    if (which == "statFaulted")
        return numberText(stats.faulted);
    if (which == "statFailed")
        return numberText(stats.failed);
    if (which == "statDelayed")
        return numberText(stats.delayed);
    return bytesText(which == "statIn" ? stats.bytesIn : stats.bytesOut);
}

} // namespace sluice::ui
