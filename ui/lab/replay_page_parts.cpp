// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Which parts the page has and where they stand. What they do together is in replay_page.cpp.

#include "ui/lab/form_fields.h"
#include "ui/lab/problem_line.h"
#include "ui/lab/replay_page.h"
#include "ui/lab/scroll_box.h"
#include "ui/models/replay_text.h"
#include "ui/theme/metrics.h"

#include <QButtonGroup>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

constexpr int barHeight = 8;
constexpr int mostPageWidth = 720;

} // namespace

ReplayPage::ReplayPage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("replayPage"));
    setAccessibleName(tr("Replay"));
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(2 * metrics::grid, 2 * metrics::grid, 2 * metrics::grid, metrics::grid);
    column->setSpacing(metrics::grid);
    m_title = makeTextLine("replayTitle", content);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setText(tr("No session is shown that could be sent again."));
    column->addWidget(m_title);
    column->addWidget(buildSettings());
    column->addWidget(buildButtons());
    column->addWidget(buildProgress());
    column->addStretch(1);
    content->setMaximumWidth(mostPageWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeScrolled(content));
    setState(std::nullopt);
}

QWidget *ReplayPage::buildSettings()
{
    auto *box = new QGroupBox(tr("How"), this);
    auto *form = new QFormLayout(box);
    form->setVerticalSpacing(metrics::grid);
    form->addRow(tr("Speed"), buildSpeed());
    form->addRow(tr("To"), buildEndpoint());
    form->addRow(tr("Ids"), buildIds());
    return box;
}

/// The slider goes by powers of ten, as one thinks of speeds; the field beside it has the number.
QWidget *ReplayPage::buildSpeed()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    m_slider = new QSlider(Qt::Horizontal, row);
    m_slider->setObjectName(QStringLiteral("replaySlider"));
    m_slider->setAccessibleName(tr("Speed"));
    m_slider->setRange(0, replaySpeedSteps);
    m_slider->setTickPosition(QSlider::TicksBelow);
    m_slider->setTickInterval(replaySpeedSteps / 3);
    m_speed = makeDecimal(
        {"replaySpeed", tr("Speed"), 0, static_cast<int>(ReplayOptions::fastest), 1, QStringLiteral("\u00d7"),
            tr("0.1 to 100 times the pace at which the session was recorded")},
        row);
    m_speed->setDecimals(1);
    m_speed->setMinimum(ReplayOptions::slowest);
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_speed);
    connect(
        m_slider, &QSlider::valueChanged, this, [this](int step) { m_speed->setValue(replaySpeed(step)); });
    connect(m_speed, &QDoubleSpinBox::valueChanged, this, [this](double speed) {
        const QSignalBlocker blocker(m_slider);
        m_slider->setValue(replaySpeedStep(speed));
        Q_EMIT speedChosen(speed);
    });
    m_speed->setValue(1);
    return row;
}

QWidget *ReplayPage::buildEndpoint()
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *group = new QButtonGroup(box);
    m_here = new QRadioButton(tr("Here, where the recorder sends to"), box);
    m_here->setObjectName(QStringLiteral("replayHere"));
    m_here->setChecked(true);
    m_elsewhere = new QRadioButton(tr("Another endpoint"), box);
    m_elsewhere->setObjectName(QStringLiteral("replayElsewhere"));
    m_url = new QLineEdit(box);
    m_url->setObjectName(QStringLiteral("replayUrl"));
    m_url->setAccessibleName(tr("URL of the other endpoint"));
    m_url->setPlaceholderText(QStringLiteral("http://127.0.0.1:4318"));
    m_url->setToolTip(tr("An AgentOps v2 server; the key is the one that is used here"));
    group->addButton(m_here);
    group->addButton(m_elsewhere);
    auto *row = new QHBoxLayout;
    row->addWidget(m_elsewhere);
    row->addWidget(m_url, 1);
    layout->addWidget(m_here);
    layout->addLayout(row);
    connect(m_elsewhere, &QRadioButton::toggled, m_url, &QWidget::setEnabled);
    return box;
}

QWidget *ReplayPage::buildIds()
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *group = new QButtonGroup(box);
    m_newIds = new QRadioButton(tr("New ones: a session of its own"), box);
    m_newIds->setObjectName(QStringLiteral("replayNewIds"));
    m_newIds->setChecked(true);
    m_keepIds = new QRadioButton(tr("As they were: the same session once more"), box);
    m_keepIds->setObjectName(QStringLiteral("replayKeepIds"));
    group->addButton(m_newIds);
    group->addButton(m_keepIds);
    connect(m_elsewhere, &QRadioButton::toggled, this, &ReplayPage::offerIds);
    layout->addWidget(m_newIds);
    layout->addWidget(m_keepIds);
    return box;
}

QWidget *ReplayPage::buildButtons()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    const auto add = [row, layout](const char *name, const QString &text, const QString &tip) {
        auto *button = new QPushButton(text, row);
        button->setObjectName(QLatin1String(name));
        button->setToolTip(tip);
        button->setAccessibleDescription(tip);
        layout->addWidget(button);
        return button;
    };
    m_start = add("replayStart", tr("Replay"), tr("Send the shown session again, at the chosen speed"));
    m_pause = add("replayPause", tr("Pause"), tr("Hold, or go on"));
    m_step = add("replayStep", tr("Step"), tr("One event now; begins a replay that waits for each step"));
    m_stop = add("replayStop", tr("Stop"), tr("What was recorded is still sent"));
    layout->addStretch(1);
    connect(m_start, &QPushButton::clicked, this, [this] { start(false); });
    connect(m_pause, &QPushButton::clicked, this, &ReplayPage::pauseOrResume);
    connect(m_step, &QPushButton::clicked, this, &ReplayPage::step);
    connect(m_stop, &QPushButton::clicked, this, &ReplayPage::stopAsked);
    return row;
}

QWidget *ReplayPage::buildProgress()
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::halfGrid);
    m_bar = new QProgressBar(box);
    m_bar->setObjectName(QStringLiteral("replayProgress"));
    m_bar->setAccessibleName(tr("Replay progress"));
    m_bar->setRange(0, 1000);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(barHeight);
    m_position = makeTextLine("replayState", box);
    m_counts = makeTextLine("replayCounts", box);
    m_problem = new ProblemLine(QStringLiteral("replayProblem"), box);
    for (QWidget *line : {static_cast<QWidget *>(m_bar), static_cast<QWidget *>(m_position),
             static_cast<QWidget *>(m_counts), static_cast<QWidget *>(m_problem)})
        layout->addWidget(line);
    return box;
}

} // namespace sluice::ui
