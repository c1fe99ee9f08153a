// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Which fields the form has and where they stand. What they do together is in plan_form.cpp.

#include "ui/lab/form_fields.h"
#include "ui/lab/named_combo_box.h"
#include "ui/lab/plan_form.h"
#include "ui/lab/problem_line.h"
#include "ui/models/burst_form.h"
#include "ui/models/format.h"
#include "ui/models/lab_words.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/columns_box.h"
#include "ui/widgets/curve_view.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QRegularExpressionValidator>
#include <QSpinBox>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

constexpr int sectionWidth = 248;
constexpr int previewHeight = 104;
constexpr int mostKibibytes = 1 << 30; ///< of the queue: a terabyte is no limit

} // namespace

PlanForm::PlanForm(QWidget *parent)
    : QWidget(parent)
    , m_sections(new ColumnsBox(sectionWidth, 3, this))
{
    setObjectName(QStringLiteral("planForm"));
    setAccessibleName(tr("Plan"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::grid, metrics::halfGrid, metrics::grid, metrics::grid);
    layout->addWidget(m_sections);
    layout->addStretch(1);
    buildArrivals();
    buildEvents();
    buildQueue();
    buildEnd();
    setPlan(BurstPlan());
}

QFormLayout *PlanForm::addSection(const QString &title)
{
    auto *box = new QGroupBox(title);
    auto *form = new QFormLayout(box);
    form->setContentsMargins(metrics::grid, metrics::grid, metrics::grid, metrics::grid);
    form->setVerticalSpacing(metrics::halfGrid);
    form->setHorizontalSpacing(metrics::grid);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_sections->add(box);
    return form;
}

void PlanForm::addRow(QFormLayout *form, PlanField field, const QString &label, QWidget *editor)
{
    auto *cell = new QWidget(form->parentWidget());
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    const QString name = editor->objectName() + QStringLiteral("Problem");
    auto *problem = new ProblemLine(name, cell);
    column->addWidget(editor);
    column->addWidget(problem);
    auto *caption = new QLabel(label, form->parentWidget());
    caption->setBuddy(editor);
    form->addRow(caption, cell);
    m_fields[field] = {editor, problem};
}

QSpinBox *PlanForm::addSpin(QFormLayout *form, PlanField field, const NumberField &number)
{
    QSpinBox *spin = makeSpin(number, form->parentWidget());
    addRow(form, field, number.label, spin);
    connect(spin, &QSpinBox::valueChanged, this, &PlanForm::takeEdit);
    return spin;
}

void PlanForm::buildArrivals()
{
    QFormLayout *form = addSection(tr("Arrivals"));
    m_preview = new CurveView(tr("Arrivals"), form->parentWidget());
    m_preview->setObjectName(QStringLiteral("arrivalPreview"));
    m_preview->setFixedHeight(previewHeight);
    m_preview->setWords(secondsText, rateText);
    m_previewWords = makeTextLine("arrivalWords", form->parentWidget());
    form->addRow(m_preview);
    form->addRow(m_previewWords);
    m_shape = new NamedComboBox(tr("Shape"), form->parentWidget());
    m_shape->setObjectName(QStringLiteral("labShape"));
    for (const BurstShape shape : allBurstShapes)
        m_shape->addItem(burstShapeText(shape), static_cast<int>(shape));
    connect(m_shape, &QComboBox::currentIndexChanged, this, &PlanForm::takeEdit);
    addRow(form, PlanField::Shape, tr("Shape"), m_shape);
    m_period = addSpin(form, PlanField::Period,
        {"labPeriod", tr("Period"), 1, BurstForm::mostMillis, 100, tr(" ms"),
            tr("Of a spike and of a sawtooth: it begins anew after so long")});
    m_events = addSpin(form, PlanField::Events,
        {"labEvents", tr("Events"), 1, static_cast<int>(BurstPlan::mostEvents), 100, {},
            tr("How many events are recorded, 1 to 1,000,000")});
    m_rate = makeDecimal({"labRate", tr("Rate"), 0, BurstForm::mostRate, 100, tr(" /s"),
                             tr("Events a second of all producers together, on average; 0 = as fast as "
                                "possible, for the steady shape"),
                             tr("as fast as possible")},
        form->parentWidget());
    connect(m_rate, &QDoubleSpinBox::valueChanged, this, &PlanForm::takeEdit);
    addRow(form, PlanField::Rate, tr("Rate"), m_rate);
    m_producers = addSpin(form, PlanField::Producers,
        {"labProducers", tr("Producers"), 1, static_cast<int>(BurstPlan::mostProducers), 1, {},
            tr("Threads that record at the same time, 1 to 16")});
    form->addRow(buildRecorded());
}

QWidget *PlanForm::buildRecorded()
{
    auto *row = new QWidget(this);
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::halfGrid);
    m_recordedFrom = makeTextLine("recordedFrom", row);
    m_takeArrivals = new QPushButton(tr("Take the shown session's times"), row);
    m_takeArrivals->setObjectName(QStringLiteral("takeArrivals"));
    m_takeArrivals->setToolTip(
        tr("Events will come when those of the session that the window shows came to its queue"));
    connect(m_takeArrivals, &QPushButton::clicked, this, &PlanForm::arrivalsAsked);
    layout->addWidget(m_takeArrivals);
    layout->addWidget(m_recordedFrom);
    return row;
}

void PlanForm::buildEvents()
{
    QFormLayout *form = addSection(tr("Events"));
    QWidget *mix = buildMix();
    auto *cell = new QWidget(form->parentWidget());
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    auto *problem = new ProblemLine(QStringLiteral("labMixProblem"), cell);
    column->addWidget(mix);
    column->addWidget(problem);
    form->addRow(cell);
    m_fields[PlanField::Mix] = {m_mix[0], problem};
    const QString bytes = tr(" B");
    m_payload = addSpin(form, PlanField::Payload,
        {"labPayload", tr("Payload from"), 0, BurstForm::mostPayload, 64, bytes,
            tr("Bytes of each event's params, at least")});
    m_payloadMost = addSpin(form, PlanField::PayloadMost,
        {"labPayloadMost", tr("up to"), 0, BurstForm::mostPayload, 64, bytes,
            tr("Bytes of each event's params at most, by chance in between; 0 = all as the smallest"),
            tr("the same")});
    addRow(form, PlanField::Seed, tr("Seed"), buildSeed());
}

QWidget *PlanForm::buildMix()
{
    const std::array names{tr("Actions"), tr("LLM calls"), tr("Tool calls"), tr("Errors")};
    constexpr std::array objects{"labMixActions", "labMixLlms", "labMixTools", "labMixErrors"};
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(metrics::halfGrid);
    grid->setColumnStretch(1, 1);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const int row = static_cast<int>(i);
        m_mix[i] = makeSpin({objects[i], names[i], 0, static_cast<int>(EventMix::mostWeight), 1, {},
                                tr("Weight in the mix; the share stands beside it")},
            box);
        m_shares[i] = new QLabel(box);
        m_shares[i]->setObjectName(QLatin1String(objects[i]) + QStringLiteral("Share"));
        m_shares[i]->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_shares[i]->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("100.0 %")));
        grid->addWidget(new QLabel(names[i], box), row, 0);
        grid->addWidget(m_mix[i], row, 1);
        grid->addWidget(m_shares[i], row, 2);
        connect(m_mix[i], &QSpinBox::valueChanged, this, &PlanForm::takeEdit);
    }
    return box;
}

QWidget *PlanForm::buildSeed()
{
    auto *row = new QWidget(this);
    row->setObjectName(QStringLiteral("labSeedRow"));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::halfGrid);
    m_seed = new QLineEdit(row);
    m_seed->setObjectName(QStringLiteral("labSeed"));
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setAlignment(Qt::AlignRight);
    m_seed->setToolTip(tr("The same plan with the same seed is the same sequence of events"));
    m_seed->setAccessibleDescription(m_seed->toolTip());
    m_seed->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,19}")), m_seed));
    auto *anew = new QPushButton(tr("New"), row);
    anew->setObjectName(QStringLiteral("newSeed"));
    anew->setAccessibleName(tr("New seed"));
    anew->setToolTip(tr("Another seed, by chance"));
    layout->addWidget(m_seed, 1);
    layout->addWidget(anew);
    row->setFocusProxy(m_seed);
    connect(m_seed, &QLineEdit::textEdited, this, &PlanForm::takeEdit);
    connect(anew, &QPushButton::clicked, this, [this] {
        m_seed->setText(QString::number(QRandomGenerator::global()->generate()));
        takeEdit();
    });
    return row;
}

void PlanForm::buildQueue()
{
    QFormLayout *form = addSection(tr("Queue"));
    const QString ms = tr(" ms");
    m_capacity = addSpin(form, PlanField::Capacity,
        {"labCapacity", tr("Capacity"), 1, static_cast<int>(QueueLimits::mostEvents), 100, {},
            tr("max_queue_size: how many events the queue holds")});
    m_queueBytes = addSpin(form, PlanField::QueueBytes,
        {"labQueueBytes", tr("Bytes"), 1, mostKibibytes, 1'024, tr(" KiB"),
            tr("max_queue_bytes: how much memory the queued events may take")});
    m_policy = makePolicyBox("labPolicy", form->parentWidget());
    addRow(form, PlanField::Policy, tr("Policy"), m_policy);
    connect(m_policy, &QComboBox::currentIndexChanged, this, &PlanForm::takeEdit);
    m_blockDeadline = addSpin(form, PlanField::BlockDeadline,
        {"labBlockDeadline", tr("Block deadline"), 0, BurstForm::mostMillis, 100, ms,
            tr("How long record() waits for room under block before the event is dropped; 0 = without an "
               "end"),
            tr("none")});
    m_maxWait = addSpin(form, PlanField::MaxWait,
        {"labMaxWait", tr("Max wait"), 1, BurstForm::mostMillis, 100, ms,
            tr("max_wait_time: a flush starts this long after the oldest event")});
}

void PlanForm::buildEnd()
{
    QFormLayout *form = addSection(tr("End and endpoint"));
    const QString ms = tr(" ms");
    m_endState = makeEndStateBox("labEndState", form->parentWidget());
    addRow(form, PlanField::EndState, tr("End state"), m_endState);
    connect(m_endState, &QComboBox::currentIndexChanged, this, &PlanForm::takeEdit);
    m_endDeadline = addSpin(form, PlanField::EndDeadline,
        {"labEndDeadline", tr("End deadline"), 0, BurstForm::mostMillis, 1'000, ms,
            tr("end() returns by then and says what remains")});
    m_endpointDelay = addSpin(form, PlanField::EndpointDelay,
        {"labEndpointDelay", tr("Endpoint delay"), 0, BurstForm::mostDelay, 100, ms,
            tr("Each POST of this burst waits this long first, as behind a slow endpoint"), tr("none")});
    m_proxied = new QCheckBox(tr("can be switched"), form->parentWidget());
    m_proxied->setObjectName(QStringLiteral("labProxied"));
    m_proxied->setToolTip(
        tr("The run goes through a proxy on this machine, so that faults can be switched while it runs"));
    m_proxied->setAccessibleName(tr("Faults can be switched"));
    m_proxied->setAccessibleDescription(m_proxied->toolTip());
    addRow(form, PlanField::Faults, tr("Faults"), m_proxied);
    connect(m_proxied, &QCheckBox::toggled, this, &PlanForm::takeEdit);
}

} // namespace sluice::ui
