// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/plan_form.h"

#include "ui/bridge/convert.h"
#include "ui/lab/form_fields.h"
#include "ui/lab/problem_line.h"
#include "ui/models/arrival_preview.h"
#include "ui/models/burst_form.h"
#include "ui/models/format.h"
#include "ui/models/lab_words.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/curve_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

constexpr std::size_t kibibyte = 1'024;

int toField(Millis time)
{
    return static_cast<int>(std::clamp<Millis::rep>(time.count(), 0, BurstForm::mostMillis));
}

/// Rounded up: a limit of less than a KiB is not nothing.
int toKibibytes(std::size_t bytes)
{
    return static_cast<int>((bytes + kibibyte - 1) / kibibyte);
}

} // namespace

BurstPlan PlanForm::plan() const
{
    BurstPlan plan = m_base;
    plan.shape = static_cast<BurstShape>(m_shape->currentData().toInt());
    plan.period = Millis(m_period->value());
    plan.events = static_cast<std::uint64_t>(m_events->value());
    plan.rate = m_rate->value();
    plan.producers = static_cast<unsigned>(m_producers->value());
    plan.mix = mix();
    plan.payloadBytes = static_cast<std::size_t>(m_payload->value());
    plan.payloadMost = static_cast<std::size_t>(m_payloadMost->value());
    plan.seed = m_seed->text().toULongLong();
    plan.queue.maxQueueSize = static_cast<std::size_t>(m_capacity->value());
    if (toKibibytes(m_base.queue.maxQueueBytes) != m_queueBytes->value())
        plan.queue.maxQueueBytes = static_cast<std::size_t>(m_queueBytes->value()) * kibibyte;
    plan.queue.maxWaitTime = Millis(m_maxWait->value());
    plan.queue.policy = static_cast<OverflowPolicy>(m_policy->currentData().toInt());
    plan.queue.blockDeadline
        = m_blockDeadline->value() > 0 ? std::optional(Millis(m_blockDeadline->value())) : std::nullopt;
    plan.endState = static_cast<EndState>(m_endState->currentData().toInt());
    plan.endDeadline = Millis(m_endDeadline->value());
    plan.endpointDelay = Millis(m_endpointDelay->value());
    plan.proxied = m_proxied->isChecked();
    if (plan.shape == BurstShape::Recorded)
        plan.events = plan.arrivals.size();
    else
        plan.arrivals.clear();
    return plan;
}

void PlanForm::setPlan(const BurstPlan &plan)
{
    m_filling = true;
    m_base = plan;
    m_arrivalsFrom.clear();
    choose(m_shape, static_cast<int>(plan.shape));
    m_period->setValue(toField(plan.period));
    m_events->setValue(static_cast<int>(std::min(plan.events, BurstPlan::mostEvents)));
    m_rate->setValue(plan.rate);
    m_producers->setValue(static_cast<int>(std::min(plan.producers, BurstPlan::mostProducers)));
    const std::array weights{plan.mix.actions, plan.mix.llms, plan.mix.tools, plan.mix.errors};
    for (std::size_t i = 0; i < m_mix.size(); ++i)
        m_mix[i]->setValue(static_cast<int>(std::min(weights[i], EventMix::mostWeight)));
    m_payload->setValue(static_cast<int>(plan.payloadBytes));
    m_payloadMost->setValue(static_cast<int>(plan.payloadMost));
    m_seed->setText(QString::number(plan.seed));
    m_capacity->setValue(static_cast<int>(plan.queue.maxQueueSize));
    m_queueBytes->setValue(toKibibytes(plan.queue.maxQueueBytes));
    m_maxWait->setValue(toField(plan.queue.maxWaitTime));
    choose(m_policy, static_cast<int>(plan.queue.policy));
    m_blockDeadline->setValue(plan.queue.blockDeadline ? toField(*plan.queue.blockDeadline) : 0);
    choose(m_endState, static_cast<int>(plan.endState));
    m_endDeadline->setValue(toField(plan.endDeadline));
    m_endpointDelay->setValue(toField(plan.endpointDelay));
    m_proxied->setChecked(plan.proxied);
    m_filling = false;
    clearProblems();
    refresh();
}

void PlanForm::setFaults(const FaultPlan &faults)
{
    m_base.faults = faults;
}

void PlanForm::setArrivals(std::vector<Micros> arrivals, const QString &from)
{
    m_base.arrivals = std::move(arrivals);
    m_arrivalsFrom = from;
    choose(m_shape, static_cast<int>(BurstShape::Recorded));
    takeEdit();
}

EventMix PlanForm::mix() const
{
    const auto weight = [this](std::size_t i) { return static_cast<std::uint32_t>(m_mix[i]->value()); };
    return {weight(0), weight(1), weight(2), weight(3)};
}

void PlanForm::takeEdit()
{
    if (m_filling)
        return;
    clearProblems();
    refresh();
    Q_EMIT edited();
}

/// What follows from the fields: which of them count, the shares, the picture.
void PlanForm::refresh()
{
    const auto shape = static_cast<BurstShape>(m_shape->currentData().toInt());
    const bool recorded = shape == BurstShape::Recorded;
    m_period->setEnabled(shape == BurstShape::Spike || shape == BurstShape::Sawtooth);
    m_events->setEnabled(!recorded);
    m_rate->setEnabled(!recorded);
    m_blockDeadline->setEnabled(m_policy->currentData().toInt() == static_cast<int>(OverflowPolicy::Block));
    m_shape->setToolTip(burstShapeMeaning(shape));
    m_shape->setAccessibleDescription(m_shape->toolTip());
    if (m_base.arrivals.empty())
        m_recordedFrom->setText(tr("no times taken yet"));
    else if (m_arrivalsFrom.isEmpty())
        m_recordedFrom->setText(tr("%1 times in the plan").arg(numberText(m_base.arrivals.size())));
    else
        m_recordedFrom->setText(tr("%1 times of %2").arg(numberText(m_base.arrivals.size()), m_arrivalsFrom));
    showShares();
    showPreview();
}

void PlanForm::showShares()
{
    const std::uint64_t total = mix().total();
    for (std::size_t i = 0; i < m_mix.size(); ++i) {
        const double share = total == 0 ? 0 : 100.0 * m_mix[i]->value() / static_cast<double>(total);
        const bool whole = std::abs(share - std::round(share)) < 0.05;
        m_shares[i]->setText(
            total == 0 ? unknownText() : tr("%1 %").arg(QString::number(share, 'f', whole ? 0 : 1)));
        m_mix[i]->setAccessibleDescription(tr("weight; a share of %1").arg(m_shares[i]->text()));
    }
}

void PlanForm::showPreview()
{
    const ArrivalPreview preview = arrivalPreview(plan());
    Curve curve{tr("arrivals"), {}, Curve::Shape::Steps, true};
    const double stretch = preview.seconds / ArrivalPreview::stretches;
    for (std::size_t i = 0; i < preview.perSecond.size(); ++i)
        curve.points.emplace_back(static_cast<double>(i) * stretch, preview.perSecond[i]);
    if (!preview.perSecond.empty())
        curve.points.emplace_back(preview.seconds, preview.perSecond.back());
    m_preview->setNothing(preview.words);
    m_preview->setCurves({std::move(curve)});
    m_previewWords->setText(preview.perSecond.empty() ? QString() : preview.words);
}

void PlanForm::showProblem(const PlanProblem &problem)
{
    const auto found = m_fields.find(problem.field);
    const auto field = found == m_fields.end() ? m_fields.find(PlanField::Shape) : found;
    field->second.problem->say(problem.text);
    field->second.editor->setFocus(Qt::OtherFocusReason);
}

void PlanForm::clearProblems()
{
    for (const auto &[field, parts] : m_fields)
        parts.problem->say({});
}

QString PlanForm::problemAt(PlanField field) const
{
    const auto found = m_fields.find(field);
    return found == m_fields.end() || found->second.problem->isHidden() ? QString()
                                                                        : found->second.problem->text();
}

} // namespace sluice::ui
