// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Which parts the page has and where they stand. What they do together is in deadlock_page.cpp.

#include "ui/lab/cure_card.h"
#include "ui/lab/deadlock_page.h"
#include "ui/lab/form_fields.h"
#include "ui/lab/plain_table.h"
#include "ui/lab/problem_line.h"
#include "ui/lab/scroll_box.h"
#include "ui/models/deadlock_text.h"
#include "ui/models/format.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/columns_box.h"

#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QSpinBox>
#include <QTableView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

constexpr int mostOnSlider = 200;
constexpr int cliff = 100; ///< 0.3.13's max_queue_size
constexpr int mostDelay = 5'000; ///< ms, as DeadlockOptions has it
constexpr int usualDelay = 50; ///< ms
constexpr int cardWidth = 300;
constexpr int stepsHeight = 220;
constexpr int mostLater = 100'000;
constexpr int measuredLater = 3'000; ///< what was measured: agentops-contract.md 6.2
constexpr double wireScale = 2.6;

} // namespace

DeadlockPage::DeadlockPage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("deadlockPage"));
    setAccessibleName(tr("Issue #439"));
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(metrics::grid, metrics::grid, metrics::grid, metrics::grid);
    column->setSpacing(metrics::grid);
    column->addWidget(buildControls());
    column->addWidget(buildStory());
    column->addWidget(buildCures());
    column->addWidget(buildLater());
    column->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeScrolled(content));
    fillLater();
    showIdle();
}

QWidget *DeadlockPage::buildControls()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid);
    auto *caption = new QLabel(tr("Events"), row);
    m_slider = new QSlider(Qt::Horizontal, row);
    m_slider->setObjectName(QStringLiteral("deadlockSlider"));
    m_slider->setAccessibleName(tr("Events"));
    m_slider->setRange(1, mostOnSlider);
    m_slider->setTickPosition(QSlider::TicksBelow);
    m_slider->setTickInterval(cliff);
    m_slider->setPageStep(10);
    m_events = makeSpin({"deadlockEvents", tr("Events"), 1, mostOnSlider, 1, {},
                            tr("How many events the program records in a tight loop; the cliff is at 100")},
        row);
    m_delay = makeSpin({"deadlockDelay", tr("Server delay"), 0, mostDelay, 50, tr(" ms"),
                           tr("How long the server takes for each POST")},
        row);
    m_run = new QPushButton(tr("Run"), row);
    m_run->setObjectName(QStringLiteral("deadlockRun"));
    m_run->setToolTip(
        tr("Run AgentOps 0.3.13's algorithm; its lock reports the deadlock instead of hanging"));
    m_runAll = new QPushButton(tr("Run all"), row);
    m_runAll->setObjectName(QStringLiteral("deadlockRunAll"));
    m_runAll->setToolTip(tr("The original and every cure, one after the other, in the same way"));
    m_stop = new QPushButton(tr("Stop"), row);
    m_stop->setObjectName(QStringLiteral("deadlockStop"));
    layout->addWidget(caption);
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_events);
    layout->addWidget(new QLabel(tr("Server takes"), row));
    layout->addWidget(m_delay);
    for (QPushButton *button : {m_run, m_runAll, m_stop})
        layout->addWidget(button);
    connect(m_slider, &QSlider::valueChanged, m_events, &QSpinBox::setValue);
    connect(m_events, &QSpinBox::valueChanged, m_slider, &QSlider::setValue);
    connect(m_run, &QPushButton::clicked, this, [this] { ask(DeadlockCure::None, 0); });
    connect(m_runAll, &QPushButton::clicked, this, &DeadlockPage::askAll);
    connect(m_stop, &QPushButton::clicked, this, &DeadlockPage::stopAsked);
    m_slider->setValue(cliff);
    m_delay->setValue(usualDelay);
    return row;
}

QWidget *DeadlockPage::buildStory()
{
    auto *box = new QGroupBox(cureText(DeadlockCure::None), this);
    auto *layout = new QVBoxLayout(box);
    layout->setSpacing(metrics::halfGrid);
    QLabel *meaning = makeTextLine("storyMeaning", box);
    meaning->setText(cureMeaning(DeadlockCure::None));
    m_wire = new QLabel(unknownText(), box);
    m_wire->setObjectName(QStringLiteral("storyWire"));
    m_wire->setAccessibleName(tr("Events on the wire"));
    m_wire->setToolTip(tr("Events that the server got, of those recorded"));
    QFont large = m_wire->font();
    large.setPointSizeF(large.pointSizeF() * wireScale);
    large.setBold(true);
    m_wire->setFont(large);
    m_wireWords = new QLabel(tr("not run yet"), box);
    m_verdict = new ProblemLine(QStringLiteral("storyVerdict"), box);
    m_figures = makeTextLine("storyFigures", box);
    m_table = new QTableView(box);
    m_table->setObjectName(QStringLiteral("deadlockSteps"));
    m_table->setAccessibleName(tr("Steps"));
    m_table->setModel(&m_steps);
    m_table->setMinimumHeight(stepsHeight);
    makePlainTable(m_table);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(DeadlockStepsModel::At, 12 * unit);
    m_table->setColumnWidth(DeadlockStepsModel::Thread, 14 * unit);
    m_table->setColumnWidth(DeadlockStepsModel::What, 18 * unit);
    auto *head = new QHBoxLayout;
    auto *number = new QVBoxLayout;
    number->addWidget(m_wire);
    number->addWidget(m_wireWords);
    auto *words = new QVBoxLayout;
    words->addWidget(meaning);
    words->addWidget(m_verdict);
    words->addWidget(m_figures);
    words->addStretch(1);
    head->addLayout(number);
    head->addSpacing(2 * metrics::grid);
    head->addLayout(words, 1);
    layout->addLayout(head);
    layout->addWidget(m_table);
    return box;
}

QWidget *DeadlockPage::buildCures()
{
    auto *cards = new ColumnsBox(cardWidth, 2, this);
    for (const DeadlockCure cure : deadlockCures) {
        auto *card = new CureCard(cure, cards);
        connect(card, &CureCard::runAsked, this, &DeadlockPage::ask);
        cards->add(card);
        m_cards.push_back(card);
    }
    return cards;
}

QWidget *DeadlockPage::buildLater()
{
    auto *box = new QGroupBox(tr("What became of it: AgentOps 0.3.26 loses events in silence"), this);
    auto *layout = new QVBoxLayout(box);
    QLabel *words = makeTextLine("laterWords", box);
    words->setText(tr("A batch processor with a queue of 512 and batches of 25: nothing hangs, and what does "
                      "not fit is gone. The second column is a simulation; the third was measured with 3,000 "
                      "events."));
    m_laterEvents = makeSpin({"laterEvents", tr("Events of the simulation"), 1, mostLater, 100, {},
                                 tr("Recorded in a tight loop, in the simulation")},
        box);
    m_laterEvents->setValue(measuredLater);
    m_later = new QTableWidget(0, 4, box);
    m_later->setObjectName(QStringLiteral("silentDrops"));
    m_later->setAccessibleName(tr("Events that arrive with AgentOps 0.3.26"));
    m_later->setHorizontalHeaderLabels(
        {tr("The server"), tr("Arrive (simulation)"), tr("Arrive of 3,000 (measured)"), tr("The SDK says")});
    makePlainTable(m_later);
    m_later->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_later->setFixedHeight(4 * metrics::listRowHeight + 2 * metrics::grid);
    auto *row = new QHBoxLayout;
    auto *caption = new QLabel(tr("Events of the simulation"), box);
    caption->setBuddy(m_laterEvents);
    row->addWidget(caption);
    row->addWidget(m_laterEvents);
    row->addStretch(1);
    layout->addWidget(words);
    layout->addLayout(row);
    layout->addWidget(m_later);
    connect(m_laterEvents, &QSpinBox::valueChanged, this, &DeadlockPage::fillLater);
    return box;
}

} // namespace sluice::ui
