// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Which parts the switchboard has and where they stand. What they do together is in fault_board.cpp.

#include "ui/bridge/convert.h"
#include "ui/lab/fault_board.h"
#include "ui/lab/fault_track.h"
#include "ui/lab/form_fields.h"
#include "ui/lab/problem_line.h"
#include "ui/models/format.h"
#include "ui/models/lab_words.h"
#include "ui/theme/metrics.h"

#include <QButtonGroup>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QStyleOptionButton>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

constexpr int switchColumns = 3;

/// What is switched on stands out in both themes; a pressed button of the style alone is faint in the dark.
class SwitchButton final : public QPushButton
{
public:
    using QPushButton::QPushButton;

protected:
    void initStyleOption(QStyleOptionButton *option) const override
    {
        QPushButton::initStyleOption(option);
        if (!isChecked())
            return;
        option->palette.setColor(QPalette::Button, palette().color(QPalette::Highlight));
        option->palette.setColor(QPalette::ButtonText, palette().color(QPalette::HighlightedText));
    }
};

QLabel *heading(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

} // namespace

FaultBoard::FaultBoard(QWidget *parent)
    : QWidget(parent)
    , m_switches(new QButtonGroup(this))
    , m_now(makeTextLine("faultNow", this))
    , m_schedule(makeTextLine("faultSchedule", this))
    , m_track(new FaultTrack(this))
    , m_problem(new ProblemLine(QStringLiteral("faultProblem"), this))
{
    setObjectName(QStringLiteral("faultBoard"));
    setAccessibleName(tr("Faults on the wire"));
    QFont bold = m_now->font();
    bold.setBold(true);
    m_now->setFont(bold);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::halfGrid, metrics::halfGrid, metrics::grid, metrics::grid);
    layout->setSpacing(metrics::halfGrid);
    layout->addWidget(heading(tr("Faults on the wire"), this));
    layout->addWidget(m_now);
    layout->addWidget(m_track);
    layout->addWidget(m_schedule);
    layout->addWidget(m_problem);
    layout->addWidget(buildSwitches());
    layout->addWidget(buildNumbers());
    layout->addWidget(heading(tr("On a schedule"), this));
    layout->addWidget(buildPresets());
    layout->addWidget(heading(tr("The proxy"), this));
    layout->addWidget(buildStats());
    layout->addStretch(1);
    showNumbers(FaultKind::None);
    refresh();
}

QWidget *FaultBoard::buildSwitches()
{
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(metrics::halfGrid);
    int place = 0;
    for (const FaultKind kind : allFaultKinds) {
        auto *button = new SwitchButton(faultKindText(kind), box);
        button->setObjectName(QStringLiteral("fault_") + toQt(wireName(kind)));
        button->setAccessibleName(tr("Fault: %1").arg(faultKindText(kind)));
        button->setAccessibleDescription(faultKindMeaning(kind));
        button->setToolTip(faultKindMeaning(kind));
        button->setCheckable(true);
        button->setMinimumWidth(0);
        m_switches->addButton(button, static_cast<int>(kind));
        const bool wide = kind == FaultKind::None;
        grid->addWidget(button, place / switchColumns, place % switchColumns, 1, wide ? switchColumns : 1);
        place += wide ? switchColumns : 1;
    }
    connect(m_switches, &QButtonGroup::idClicked, this,
        [this](int kind) { switchTo(static_cast<FaultKind>(kind)); });
    return box;
}

QSpinBox *FaultBoard::addNumber(QFormLayout *form, const NumberField &field)
{
    QSpinBox *spin = makeSpin(field, form->parentWidget());
    form->addRow(field.label, spin);
    connect(spin, &QSpinBox::valueChanged, this, &FaultBoard::numberChanged);
    return spin;
}

QWidget *FaultBoard::buildNumbers()
{
    auto *box = new QWidget(this);
    m_numbers = new QFormLayout(box);
    m_numbers->setContentsMargins(0, 0, 0, 0);
    m_numbers->setVerticalSpacing(metrics::halfGrid);
    m_filling = true;
    m_delay = addNumber(m_numbers,
        {"faultDelay", tr("Delay"), 0, static_cast<int>(Fault::mostDelay.count()), 100, tr(" ms"),
            tr("Each request waits so long first"), tr("none")});
    m_bandwidth = addNumber(m_numbers,
        {"faultBandwidth", tr("Bandwidth"), 1, static_cast<int>(Fault::mostBytesPerSecond), 1'024, tr(" B/s"),
            tr("Bytes a second, each way")});
    m_retryAfter = addNumber(m_numbers,
        {"faultRetryAfter", tr("Retry-After"), 0, static_cast<int>(Fault::mostRetryAfter), 1, tr(" s"),
            tr("What the answer asks the recorder to wait")});
    m_bodyLimit = addNumber(m_numbers,
        {"faultBodyLimit", tr("Body limit"), 0, static_cast<int>(Fault::mostBodyLimit), 1'024, tr(" B"),
            tr("Larger bodies are refused")});
    const Fault usual;
    m_bandwidth->setValue(static_cast<int>(usual.bytesPerSecond));
    m_retryAfter->setValue(static_cast<int>(usual.retryAfter));
    m_bodyLimit->setValue(static_cast<int>(usual.bodyLimit));
    m_filling = false;
    return box;
}

QWidget *FaultBoard::buildPresets()
{
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(metrics::halfGrid);
    int place = 0;
    for (const FaultPlan &preset : faultPresets()) {
        const QString name = toQt(preset.name);
        auto *button = new QPushButton(name, box);
        button->setObjectName(QStringLiteral("faultPreset_") + QString(name).replace(u' ', u'_'));
        button->setAccessibleName(tr("Schedule: %1").arg(name));
        button->setToolTip(plainToolTip(toQt(preset.meaning)));
        button->setAccessibleDescription(toQt(preset.meaning));
        grid->addWidget(button, place / 2, place % 2);
        connect(button, &QPushButton::clicked, this, [this, preset] { choosePlan(preset); });
        ++place;
    }
    return box;
}

QWidget *FaultBoard::buildStats()
{
    struct Stat
    {
        const char *name;
        QString caption;
        QString tip;
    };
    const std::array stats{
        Stat{"statConnections", tr("Connections"),
            tr("Connections that the proxy took; refused connections are not seen by the proxy")},
        Stat{"statRequests", tr("Requests"), tr("Requests that were read whole")},
        Stat{"statPassed", tr("Passed"), tr("Requests that the endpoint answered, untouched")},
        Stat{"statFaulted", tr("Faulted"),
            tr("Requests that were answered, cut or swallowed by the proxy; refused connections are not seen "
               "by the proxy")},
        Stat{"statFailed", tr("Failed"),
            tr("Requests that the endpoint did not answer, or that the recorder gave up")},
        Stat{"statDelayed", tr("Delayed"),
            tr("Requests that the proxy held for a delay, or slowed by the bandwidth; each is passed or "
               "faulted as well")},
        Stat{"statIn", tr("Bytes in"), tr("Bytes from the recorder")},
        Stat{"statOut", tr("Bytes out"), tr("Bytes to the recorder")},
    };
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(metrics::grid);
    grid->setVerticalSpacing(metrics::halfGrid);
    int place = 0;
    for (const Stat &stat : stats) {
        auto *caption = new QLabel(stat.caption, box);
        auto *value = new QLabel(unknownText(), box);
        value->setObjectName(QLatin1String(stat.name));
        value->setAccessibleName(stat.caption);
        value->setAlignment(Qt::AlignRight);
        caption->setToolTip(stat.tip);
        value->setToolTip(stat.tip);
        m_stats[stat.name] = value;
        grid->addWidget(caption, place / 2, 2 * (place % 2));
        grid->addWidget(value, place / 2, 2 * (place % 2) + 1);
        ++place;
    }
    return box;
}

} // namespace sluice::ui
