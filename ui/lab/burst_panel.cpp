// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/burst_panel.h"

#include "ui/bridge/convert.h"
#include "ui/lab/named_combo_box.h"
#include "ui/models/burst_text.h"
#include "ui/models/words.h"
#include "ui/theme/severity_colours.h"

#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QStyle>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

QLabel *textLine(QWidget *parent, const char *name)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::NoFocus);
    return label;
}

void choose(QComboBox *box, int value)
{
    if (const int index = box->findData(value); index >= 0)
        box->setCurrentIndex(index);
}

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
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(QStringLiteral("burstProgress"));
    m_progress->setAccessibleName(tr("Burst progress"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_state = textLine(this, "burstState");
    m_cost = textLine(this, "burstCost");
    m_problem = textLine(this, "burstProblem");
    m_problem->hide();
    for (QWidget *line : {static_cast<QWidget *>(m_progress), static_cast<QWidget *>(m_state),
             static_cast<QWidget *>(m_cost), static_cast<QWidget *>(m_problem)})
        layout->addWidget(line);
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
    for (const BurstPreset &preset : burstPresets()) {
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

QSpinBox *BurstPanel::addSpin(
    const QString &label, const char *name, int least, int most, int step, const QString &tip)
{
    auto *spin = new QSpinBox(this);
    QString plainName = label;
    spin->setObjectName(QLatin1String(name));
    spin->setAccessibleName(plainName.remove(QLatin1Char('&')));
    spin->setRange(least, most);
    spin->setSingleStep(step);
    spin->setGroupSeparatorShown(true);
    spin->setAlignment(Qt::AlignRight);
    spin->setToolTip(tip);
    spin->setAccessibleDescription(tip);
    m_fields->addRow(label, spin);
    connect(spin, &QSpinBox::valueChanged, this, &BurstPanel::formChanged);
    return spin;
}

void BurstPanel::buildFields()
{
    const int mostEvents = static_cast<int>(BurstPlan::mostEvents);
    const int mostCapacity = static_cast<int>(QueueLimits::mostEvents);
    m_events = addSpin(
        tr("&Events"), "events", 1, mostEvents, 100, tr("How many events are recorded, 1 to 1,000,000"));
    m_producers = addSpin(tr("P&roducers"), "producers", 1, static_cast<int>(BurstPlan::mostProducers), 1,
        tr("Threads that record at the same time, 1 to 16"));
    m_rate = addSpin(tr("R&ate"), "rate", 0, BurstForm::mostRate, 1'000,
        tr("Events a second of all producers together; 0 = as fast as possible"));
    m_rate->setSpecialValueText(tr("as fast as possible"));
    m_rate->setSuffix(tr(" /s"));
    m_payload = addSpin(
        tr("Pa&yload"), "payload", 0, BurstForm::mostPayload, 64, tr("Bytes of each event's params"));
    m_payload->setSuffix(tr(" B"));
    m_capacity = addSpin(tr("&Capacity"), "capacity", 1, mostCapacity, 100,
        tr("max_queue_size: how many events the queue holds"));
    m_maxWait = addSpin(tr("&Max wait"), "maxWait", 1, BurstForm::mostMillis, 100,
        tr("max_wait_time: a flush starts this long after the oldest event"));
    m_maxWait->setSuffix(tr(" ms"));
    addPolicies();
    m_blockDeadline = addSpin(tr("Bloc&k deadline"), "blockDeadline", 0, BurstForm::mostMillis, 100,
        tr("How long record() waits for room under block before the event is dropped; 0 = without an end"));
    m_blockDeadline->setSpecialValueText(tr("none"));
    m_blockDeadline->setSuffix(tr(" ms"));
    m_endpointDelay = addSpin(tr("En&dpoint delay"), "endpointDelay", 0, BurstForm::mostDelay, 100,
        tr("Each POST of this burst waits this long first, as behind a slow endpoint"));
    m_endpointDelay->setSpecialValueText(tr("none"));
    m_endpointDelay->setSuffix(tr(" ms"));
    addEndStates();
    m_endDeadline = addSpin(tr("End dead&line"), "endDeadline", 0, BurstForm::mostMillis, 1'000,
        tr("end() returns by then and says what remains"));
    m_endDeadline->setSuffix(tr(" ms"));
}

void BurstPanel::addPolicies()
{
    m_policy = new NamedComboBox(tr("Policy"), this);
    m_policy->setObjectName(QStringLiteral("policy"));
    m_policy->setToolTip(tr("What record() does when the queue is full"));
    for (const OverflowPolicy policy : {OverflowPolicy::Block, OverflowPolicy::DropNewest,
             OverflowPolicy::DropOldest, OverflowPolicy::Spill})
        m_policy->addItem(policyText(policy), static_cast<int>(policy));
    m_fields->addRow(tr("P&olicy"), m_policy);
    connect(m_policy, &QComboBox::currentIndexChanged, this, &BurstPanel::formChanged);
}

void BurstPanel::addEndStates()
{
    m_endState = new NamedComboBox(tr("End state"), this);
    m_endState->setObjectName(QStringLiteral("endState"));
    m_endState->setToolTip(tr("How the burst's session ends"));
    for (const EndState state : {EndState::Success, EndState::Fail, EndState::Indeterminate})
        m_endState->addItem(endStateText(state), static_cast<int>(state));
    m_fields->addRow(tr("E&nd state"), m_endState);
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
    m_progress->setValue(burstPermille(progress));
    m_state->setText(burstStateText(progress));
    m_cost->setText(recordCostText(progress));
    const bool finished = progress.state == BurstProgress::State::Finished;
    const bool asChosen = progress.message.empty(); // what the policy dropped is a loss, and no fault
    showLine(
        finished ? burstProblemText(progress) : QString(), asChosen ? Severity::Warning : Severity::Critical);
    setRunning(!finished);
}

void BurstPanel::showProblem(const QString &problem)
{
    showLine(problem, Severity::Critical);
}

void BurstPanel::showLine(const QString &line, Severity severity)
{
    m_severity = severity;
    m_problem->setText(line);
    m_problem->setVisible(!line.isEmpty());
    colourLine();
}

void BurstPanel::colourLine()
{
    const QColor colour = severityText(m_severity, palette());
    QPalette colours = m_problem->palette();
    if (colours.color(QPalette::WindowText) == colour)
        return;
    colours.setColor(QPalette::WindowText, colour);
    m_problem->setPalette(colours);
}

void BurstPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_problem)
        colourLine();
}

void BurstPanel::setUnavailable(const QString &reason)
{
    m_unavailable = reason;
    m_state->setText(reason);
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
