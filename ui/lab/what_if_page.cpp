// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/what_if_page.h"

#include "ui/bridge/convert.h"
#include "ui/lab/form_fields.h"
#include "ui/lab/plain_table.h"
#include "ui/lab/problem_line.h"
#include "ui/lab/what_if_delegate.h"
#include "ui/models/format.h"
#include "ui/models/lab_words.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/curve_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr int leastTableHeight = 150;
constexpr int leastCurveHeight = 150;

template <typename Number>
std::vector<QPointF> pointsOf(const std::vector<std::pair<Micros, Number>> &values)
{
    std::vector<QPointF> points;
    points.reserve(values.size());
    for (const auto &[time, value] : values)
        points.emplace_back(std::chrono::duration<double>(time).count(), static_cast<double>(value));
    return points;
}

} // namespace

WhatIfPage::WhatIfPage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("whatIfPage"));
    setAccessibleName(tr("What-if"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::grid, metrics::grid, metrics::grid, metrics::grid);
    layout->setSpacing(metrics::grid);
    layout->addWidget(buildHead());
    layout->addWidget(buildTable(), 1);
    layout->addWidget(buildCurves(), 1);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &WhatIfPage::showCurves);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &WhatIfPage::showCurves);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &WhatIfPage::showCurves);
    setRunning(false);
}

QPushButton *WhatIfPage::addButton(const char *name, const QString &text, const QString &tip)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(QLatin1String(name));
    button->setToolTip(tip);
    button->setAccessibleDescription(tip);
    return button;
}

QWidget *WhatIfPage::buildHead()
{
    auto *head = new QWidget(this);
    m_title = makeTextLine("whatIfTitle", head);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setText(tr("No session is shown whose recording could be simulated."));
    m_state = makeTextLine("whatIfState", head);
    m_state->setText(tr("Everything on this page is a simulation."));
    m_problem = new ProblemLine(QStringLiteral("whatIfProblem"), head);
    m_simulate = addButton("whatIfSimulate", tr("Simulate"), tr("Simulate every line of the table"));
    m_cancel = addButton("whatIfCancel", tr("Cancel"), tr("No more lines are simulated"));
    m_add = addButton("whatIfAdd", tr("Add variant"), tr("A copy of the chosen line, to be edited"));
    m_remove = addButton("whatIfRemove", tr("Remove"), tr("Take the chosen line away; the first one stays"));
    auto *words = new QVBoxLayout;
    for (QWidget *line :
        {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_state), static_cast<QWidget *>(m_problem)})
        words->addWidget(line);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->addLayout(words, 1);
    for (QPushButton *button : {m_add, m_remove, m_simulate, m_cancel})
        row->addWidget(button, 0, Qt::AlignTop);
    connect(m_simulate, &QPushButton::clicked, this, &WhatIfPage::simulate);
    connect(m_cancel, &QPushButton::clicked, this, &WhatIfPage::cancel);
    connect(m_add, &QPushButton::clicked, this, &WhatIfPage::addVariant);
    connect(m_remove, &QPushButton::clicked, this, &WhatIfPage::removeVariant);
    return head;
}

QWidget *WhatIfPage::buildTable()
{
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("whatIfTable"));
    m_table->setAccessibleName(tr("Variants and their simulated outcome"));
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new WhatIfDelegate(m_table));
    m_table->setMinimumHeight(leastTableHeight);
    makePlainTable(m_table);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
        | QAbstractItemView::AnyKeyPressed);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(WhatIfModel::Name, 20 * unit);
    for (int column = 1; column < WhatIfModel::columns; ++column)
        m_table->setColumnWidth(column, 15 * unit);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &WhatIfPage::refresh);
    return m_table;
}

QWidget *WhatIfPage::buildCurves()
{
    auto *box = new QWidget(this);
    m_depths = new CurveView(tr("Queue depth"), box);
    m_depths->setObjectName(QStringLiteral("whatIfDepths"));
    m_drops = new CurveView(tr("Drops so far"), box);
    m_drops->setObjectName(QStringLiteral("whatIfDrops"));
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::grid);
    for (CurveView *view : {m_depths, m_drops}) {
        view->setWords(secondsText, countText);
        view->setStamp(tr("simulation"));
        view->setNothing(tr("Nothing is simulated yet"));
        view->setMinimumHeight(leastCurveHeight);
        row->addWidget(view);
    }
    return box;
}

int WhatIfPage::row() const
{
    return m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1;
}

void WhatIfPage::showSession(const SessionSummary &session)
{
    const bool another = !m_session || m_session->id != session.id;
    m_session = session;
    m_title->setText(tr("Simulation of %1").arg(toQt(session.displayName())));
    if (!another) {
        refresh();
        if (!m_known && session.hasLab && !m_running) // its plan was stored after it was opened
            Q_EMIT baselineAsked(session.id);
        return;
    }
    if (m_running)
        cancel();
    m_problem->say({});
    m_model.reset({});
    m_producers = 1;
    m_known = false;
    refresh();
    Q_EMIT baselineAsked(session.id);
}

void WhatIfPage::showBaseline(
    const SessionId &session, const WhatIf &baseline, unsigned producers, bool known)
{
    if (!m_session || m_session->id != session)
        return;
    m_producers = producers;
    m_known = known;
    m_model.reset(baseline);
    m_state->setText(known
            ? tr("The first line has the settings of its plan. Everything on this page is a simulation.")
            : tr("Its settings are not stored: the first line has the capacity that its depths tell, and "
                 "defaults. Everything on this page is a simulation."));
    refresh();
}

void WhatIfPage::simulate()
{
    if (!m_session)
        return;
    m_problem->say({});
    m_model.forgetOutcomes();
    m_wanted = m_model.rowCount();
    setRunning(true);
    m_state->setText(tr("Reading the session …"));
    Q_EMIT simulateAsked(m_session->id, m_producers, m_model.variants());
}

void WhatIfPage::cancel()
{
    Q_EMIT cancelAsked();
    setRunning(false);
    m_state->setText(tr("Cancelled."));
}

void WhatIfPage::showOutcome(int variant, const WhatIfOutcome &outcome)
{
    m_model.setOutcome(variant, outcome);
    m_state->setText(tr("Simulated %1 of %2 variants of %3 events.")
                         .arg(numberText(static_cast<std::uint64_t>(variant) + 1),
                             numberText(static_cast<std::uint64_t>(m_wanted)), numberText(outcome.recorded)));
}

void WhatIfPage::showVariantProblem(int variant, const QString &message)
{
    m_model.setProblem(variant, message);
    m_problem->say(message);
}

void WhatIfPage::showProblem(const QString &message)
{
    setRunning(false);
    m_state->setText(tr("Nothing was simulated."));
    m_problem->say(message);
}

void WhatIfPage::showFinished()
{
    setRunning(false);
}

void WhatIfPage::addVariant()
{
    const int added = m_model.addCopyOf(std::max(row(), 0));
    if (added >= 0) {
        m_table->setFocus();
        m_table->setCurrentIndex(m_model.index(added, WhatIfModel::Capacity));
    }
    refresh();
}

void WhatIfPage::removeVariant()
{
    m_model.remove(row());
    refresh();
}

void WhatIfPage::setRunning(bool running)
{
    m_running = running;
    const bool simulateHadFocus = m_simulate->hasFocus();
    const bool cancelHadFocus = m_cancel->hasFocus();
    m_cancel->setEnabled(running);
    if (running && simulateHadFocus)
        m_cancel->setFocus();
    refresh();
    if (!running && cancelHadFocus)
        m_simulate->setFocus();
}

/// While lines are being simulated they stay as they are.
void WhatIfPage::refresh()
{
    m_simulate->setEnabled(!m_running && m_session.has_value());
    m_add->setEnabled(!m_running && m_model.rowCount() < WhatIfModel::mostLines);
    m_remove->setEnabled(!m_running && row() > 0);
    m_table->setEnabled(!m_running);
}

void WhatIfPage::showCurves()
{
    std::vector<Curve> depths;
    std::vector<Curve> drops;
    for (const WhatIfModel::Line &line : m_model.lines()) {
        if (!line.outcome)
            continue;
        const QString name = toQt(line.tried.name);
        depths.push_back({name, pointsOf(line.outcome->depths), Curve::Shape::Line, false});
        drops.push_back({name, pointsOf(line.outcome->dropsSoFar), Curve::Shape::Line, false});
    }
    m_depths->setCurves(std::move(depths));
    m_drops->setCurves(std::move(drops));
}

} // namespace sluice::ui
