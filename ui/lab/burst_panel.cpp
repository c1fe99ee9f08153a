// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/burst_panel.h"

#include "ui/bridge/convert.h"
#include "ui/lab/form_fields.h"
#include "ui/lab/run_status.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace sluice::ui {

namespace {

/// The first of the presets, which set only what this panel shows; the others are the lab's.
constexpr std::size_t presetButtons = 4;

} // namespace

BurstPanel::BurstPanel(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("burst"));
    setAccessibleName(tr("Burst"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(buildPresets());
    layout->addWidget(buildScrolledFields());
    layout->addWidget(buildButtons());
    m_status = new RunStatus(QStringLiteral("burst"), this);
    layout->addWidget(m_status);
    layout->addStretch(1);
    setForm(BurstForm());
    setRunning(false);
}

QWidget *BurstPanel::buildPresets()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    const std::vector<BurstPreset> &presets = burstPresets();
    for (std::size_t i = 0; i < std::min(presetButtons, presets.size()); ++i) {
        const BurstPreset &preset = presets[i];
        auto *button = new QPushButton(toQt(preset.name), row);
        button->setObjectName(QStringLiteral("preset") + button->text());
        button->setAccessibleName(tr("Preset %1").arg(button->text()));
        button->setToolTip(toQt(preset.meaning));
        button->setAccessibleDescription(button->toolTip());
        button->setMinimumWidth(36);
        connect(button, &QPushButton::clicked, this,
            [this, form = BurstForm::fromPlan(preset.plan)] { setForm(form); });
        layout->addWidget(button, button->text().size() > 4 ? 2 : 1);
    }
    return row;
}

/// Where the window is low the fields scroll; Fire stays in sight.
QWidget *BurstPanel::buildScrolledFields()
{
    auto *fields = new QWidget;
    m_fields = new QFormLayout(fields);
    m_fields->setContentsMargins(0, 0, 0, 0);
    m_fields->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_fields->setVerticalSpacing(4);
    buildFields();
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(fields);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(
        fields->minimumSizeHint().width() + style()->pixelMetric(QStyle::PM_ScrollBarExtent));
    scroll->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    return scroll;
}

QSpinBox *BurstPanel::addSpin(const NumberField &field)
{
    QSpinBox *spin = makeSpin(field, this);
    m_fields->addRow(field.label, spin);
    connect(spin, &QSpinBox::valueChanged, this, &BurstPanel::formChanged);
    return spin;
}

void BurstPanel::buildFields()
{
    const int mostEvents = static_cast<int>(BurstPlan::mostEvents);
    const int mostCapacity = static_cast<int>(QueueLimits::mostEvents);
    const int mostProducers = static_cast<int>(BurstPlan::mostProducers);
    const QString ms = tr(" ms");
    m_events = addSpin({"events", tr("&Events"), 1, mostEvents, 100, {},
        tr("How many events are recorded, 1 to 1,000,000")});
    m_producers = addSpin({"producers", tr("P&roducers"), 1, mostProducers, 1, {},
        tr("Threads that record at the same time, 1 to 16")});
    m_rate = addSpin({"rate", tr("R&ate"), 0, BurstForm::mostRate, 1'000, tr(" /s"),
        tr("Events a second of all producers together; 0 = as fast as possible"), tr("as fast as possible")});
    m_payload = addSpin({"payload", tr("Pa&yload"), 0, BurstForm::mostPayload, 64, tr(" B"),
        tr("Bytes of each event's params")});
    m_capacity = addSpin({"capacity", tr("&Capacity"), 1, mostCapacity, 100, {},
        tr("max_queue_size: how many events the queue holds")});
    m_maxWait = addSpin({"maxWait", tr("&Max wait"), 1, BurstForm::mostMillis, 100, ms,
        tr("max_wait_time: a flush starts this long after the oldest event")});
    m_policy = makePolicyBox("policy", this);
    m_fields->addRow(tr("P&olicy"), m_policy);
    connect(m_policy, &QComboBox::currentIndexChanged, this, &BurstPanel::formChanged);
    m_blockDeadline = addSpin({"blockDeadline", tr("Bloc&k deadline"), 0, BurstForm::mostMillis, 100, ms,
        tr("How long record() waits for room under block before the event is dropped; 0 = without an end"),
        tr("none")});
    m_endpointDelay = addSpin({"endpointDelay", tr("En&dpoint delay"), 0, BurstForm::mostDelay, 100, ms,
        tr("Each POST of this burst waits this long first, as behind a slow endpoint"), tr("none")});
    m_endState = makeEndStateBox("endState", this);
    m_fields->addRow(tr("E&nd state"), m_endState);
    m_endDeadline = addSpin({"endDeadline", tr("End dead&line"), 0, BurstForm::mostMillis, 1'000, ms,
        tr("end() returns by then and says what remains")});
}

QWidget *BurstPanel::buildButtons()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 4, 0, 0);
    m_fire = new QPushButton(tr("F&ire"), row);
    m_fire->setObjectName(QStringLiteral("fire"));
    m_fire->setAccessibleName(tr("Fire"));
    m_fire->setToolTip(tr("Record this burst into a new session"));
    m_fire->setDefault(true);
    m_stop = new QPushButton(tr("S&top"), row);
    m_stop->setObjectName(QStringLiteral("stop"));
    m_stop->setAccessibleName(tr("Stop"));
    m_stop->setToolTip(tr("Producers stop; what was recorded is still sent"));
    layout->addWidget(m_fire, 2);
    layout->addWidget(m_stop, 1);
    connect(m_fire, &QPushButton::clicked, this, &BurstPanel::fire);
    connect(m_stop, &QPushButton::clicked, this, &BurstPanel::stopAsked);
    return row;
}

BurstForm BurstPanel::form() const
{
    BurstForm form;
    form.events = m_events->value();
    form.producers = m_producers->value();
    form.rate = m_rate->value();
    form.payloadBytes = m_payload->value();
    form.capacity = m_capacity->value();
    form.maxWaitMs = m_maxWait->value();
    form.policy = static_cast<OverflowPolicy>(m_policy->currentData().toInt());
    form.blockDeadlineMs = m_blockDeadline->value();
    form.endpointDelayMs = m_endpointDelay->value();
    form.endState = static_cast<EndState>(m_endState->currentData().toInt());
    form.endDeadlineMs = m_endDeadline->value();
    form.tags = m_preset.tags;
    if (form != m_preset)
        form.tags.clear();
    return form;
}

void BurstPanel::setForm(const BurstForm &form)
{
    m_events->setValue(form.events);
    m_producers->setValue(form.producers);
    m_rate->setValue(form.rate);
    m_payload->setValue(form.payloadBytes);
    m_capacity->setValue(form.capacity);
    m_maxWait->setValue(form.maxWaitMs);
    choose(m_policy, static_cast<int>(form.policy));
    m_blockDeadline->setValue(form.blockDeadlineMs);
    m_endpointDelay->setValue(form.endpointDelayMs);
    choose(m_endState, static_cast<int>(form.endState));
    m_endDeadline->setValue(form.endDeadlineMs);
    m_preset = form;
}

void BurstPanel::formChanged()
{
    showProblem({});
    m_blockDeadline->setEnabled(m_policy->currentData().toInt() == static_cast<int>(OverflowPolicy::Block));
}

void BurstPanel::fire()
{
    const BurstForm asked = form();
    if (const QString problem = asked.problem(); !problem.isEmpty())
        showProblem(problem);
    else
        Q_EMIT fireAsked(asked.toPlan());
}

void BurstPanel::showProgress(const BurstProgress &progress)
{
    m_status->showProgress(progress);
    setRunning(progress.state != BurstProgress::State::Finished);
}

void BurstPanel::showProblem(const QString &problem)
{
    m_status->showProblem(problem);
}

void BurstPanel::setUnavailable(const QString &reason)
{
    m_unavailable = reason;
    m_status->showState(reason);
    setRunning(m_running);
}

void BurstPanel::setRunning(bool running)
{
    m_running = running;
    const bool fireHadFocus = m_fire->hasFocus();
    const bool stopHadFocus = m_stop->hasFocus();
    m_stop->setEnabled(running);
    if (fireHadFocus && running) // a disabled button would hand the focus to a stranger
        m_stop->setFocus();
    m_fire->setEnabled(!running && m_unavailable.isEmpty());
    if (stopHadFocus && !running)
        m_fire->setFocus();
}

} // namespace sluice::ui
