// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/analysis/session_compare_page.h"

#include "ui/analysis/diff_view.h"
#include "ui/analysis/pair_view.h"
#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/plain_list.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>
#include <utility>

namespace sluice::ui {

SessionComparePage::SessionComparePage(QWidget *parent)
    : QWidget(parent)
    , m_compared(std::make_shared<const ComparedSessions>())
    , m_swap(new QPushButton(tr("S&wap"), this))
    , m_cancel(new QPushButton(tr("&Cancel"), this))
    , m_line(new QLabel(this))
    , m_factsTable(new QTableView(this))
    , m_view(new PairView(this))
    , m_shown(new QComboBox(this))
    , m_pairTable(new QTableView(this))
    , m_diff(new DiffView(this))
{
    setObjectName(QStringLiteral("sessionComparePage"));
    setAccessibleName(tr("Compare sessions"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::grid, metrics::halfGrid, metrics::grid, metrics::grid);
    layout->setSpacing(metrics::halfGrid);
    layout->addWidget(buildHead());
    layout->addWidget(m_line);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(buildTop());
    split->addWidget(buildBottom());
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    layout->addWidget(split, 1);
    connect(m_view, &PairView::pairAsked, this, [this](quint64 pair) { takePair(pair); });
    m_diff->showMessage(tr("Choose a pair, and its prompts are compared here."));
    m_line->setText(tr("Choose two sessions."));
}

QWidget *SessionComparePage::buildHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::grid);
    const std::array captions{tr("First session"), tr("Second session")};
    constexpr std::array names{"compareSessionFirst", "compareSessionSecond"};
    for (std::size_t side = 0; side < 2; ++side) {
        m_boxes[side] = new QComboBox(head);
        m_boxes[side]->setObjectName(QLatin1String(names[side]));
        m_boxes[side]->setAccessibleName(captions[side]);
        m_boxes[side]->setPlaceholderText(captions[side]);
        m_boxes[side]->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_boxes[side]->setMinimumContentsLength(16);
        row->addWidget(m_boxes[side], 1);
        if (side == 0)
            row->addWidget(m_swap);
        connect(m_boxes[side], &QComboBox::activated, this, &SessionComparePage::askForPair);
    }
    row->addWidget(m_cancel);
    m_swap->setObjectName(QStringLiteral("compareSwap"));
    m_cancel->setObjectName(QStringLiteral("compareCancel"));
    m_cancel->setEnabled(false);
    connect(m_swap, &QPushButton::clicked, this, &SessionComparePage::swap);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_cancel->setEnabled(false);
        m_line->setText(tr("Cancelled."));
        Q_EMIT cancelled();
    });
    m_line->setObjectName(QStringLiteral("compareLine"));
    m_line->setTextFormat(Qt::PlainText);
    m_line->setWordWrap(true);
    return head;
}

QWidget *SessionComparePage::buildTop()
{
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    m_factsTable->setObjectName(QStringLiteral("compareFacts"));
    m_factsTable->setAccessibleName(tr("What the sessions differ in"));
    m_factsTable->setModel(&m_facts);
    makePlainList(m_factsTable);
    m_factsTable->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_factsTable->horizontalHeader()->setSectionResizeMode(
        ComparedFactsModel::What, QHeaderView::ResizeToContents);
    split->addWidget(m_factsTable);
    split->addWidget(m_view);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    split->setSizes({50 * metrics::grid, 75 * metrics::grid});
    return split;
}

QWidget *SessionComparePage::buildBottom()
{
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    auto *left = new QWidget(split);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::halfGrid);
    m_shown->setObjectName(QStringLiteral("comparePairsShown"));
    m_shown->setAccessibleName(tr("Which pairs are listed"));
    m_shown->addItems({tr("All pairs"), tr("Only in one session"), tr("Slower in the second")});
    column->addWidget(m_shown, 0, Qt::AlignLeft);
    column->addWidget(m_pairTable, 1);
    connect(m_shown, &QComboBox::activated, this,
        [this](int index) { m_pairs.setShown(static_cast<EventPairsModel::Shown>(index)); });
    m_pairTable->setObjectName(QStringLiteral("comparePairs"));
    m_pairTable->setAccessibleName(tr("Pairs of events"));
    m_pairTable->setModel(&m_pairs);
    makePlainList(m_pairTable);
    m_pairTable->horizontalHeader()->setDefaultSectionSize(9 * metrics::grid);
    m_pairTable->horizontalHeader()->resizeSection(EventPairsModel::Where, 11 * metrics::grid);
    m_pairTable->horizontalHeader()->resizeSection(EventPairsModel::Cost, 12 * metrics::grid);
    m_pairTable->horizontalHeader()->setSectionResizeMode(EventPairsModel::Name, QHeaderView::Stretch);
    connect(m_pairTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex &index) {
            if (index.isValid() && !m_isTaking)
                takePair(m_pairs.pairAt(index.row()));
        });
    connect(m_pairTable, &QTableView::activated, this,
        [this](const QModelIndex &index) { openPair(m_pairs.pairAt(index.row())); });
    split->addWidget(left);
    split->addWidget(m_diff);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    return split;
}

SessionId SessionComparePage::chosen(std::size_t side) const
{
    const int index = m_boxes[side]->currentIndex();
    return index < 0 ? SessionId() : m_sessions[static_cast<std::size_t>(index)].id;
}

void SessionComparePage::showSessions(const QList<SessionSummary> &sessions)
{
    for (const SessionSummary &session : sessions) {
        const auto known = std::ranges::find(m_sessions, session.id, &SessionSummary::id);
        if (known == m_sessions.end())
            m_sessions.push_back(session);
        else
            *known = session;
    }
    const std::array before{chosen(0), chosen(1)};
    std::ranges::stable_sort(m_sessions, std::greater(), &SessionSummary::started);
    if (m_sessions.size() > mostSessions)
        m_sessions.resize(mostSessions);
    fillBoxes();
    for (std::size_t side = 0; side < 2; ++side) {
        const auto place = std::ranges::find(m_sessions, before[side], &SessionSummary::id);
        const QSignalBlocker blocker(m_boxes[side]);
        m_boxes[side]->setCurrentIndex(
            place == m_sessions.end() ? -1 : static_cast<int>(place - m_sessions.begin()));
    }
    if (!before[0] && m_preferred)
        preferFirst(m_preferred);
}

void SessionComparePage::fillBoxes()
{
    for (QComboBox *box : m_boxes) {
        const QSignalBlocker blocker(box);
        box->clear();
        for (const SessionSummary &session : m_sessions)
            box->addItem(tr("%1 · %2 · %3 events")
                             .arg(toQt(session.displayName()), dateTimeText(session.started).left(16),
                                 numberText(session.counts.total())));
    }
}

void SessionComparePage::choose(std::size_t side, const SessionId &session)
{
    const auto place = std::ranges::find(m_sessions, session, &SessionSummary::id);
    if (place == m_sessions.end() || chosen(side) == session)
        return;
    m_boxes[side]->setCurrentIndex(static_cast<int>(place - m_sessions.begin()));
    askForPair();
}

void SessionComparePage::preferFirst(const SessionId &session)
{
    m_preferred = session;
    const auto place = std::ranges::find(m_sessions, session, &SessionSummary::id);
    const bool isFree = m_compared->comparison.pairs.empty() && !m_cancel->isEnabled();
    if (isFree && place != m_sessions.end())
        m_boxes[0]->setCurrentIndex(static_cast<int>(place - m_sessions.begin()));
}

void SessionComparePage::swap()
{
    const int first = m_boxes[0]->currentIndex();
    m_boxes[0]->setCurrentIndex(m_boxes[1]->currentIndex());
    m_boxes[1]->setCurrentIndex(first);
    askForPair();
}

void SessionComparePage::askForPair()
{
    const std::array sessions{chosen(0), chosen(1)};
    if (!sessions[0] || !sessions[1])
        return;
    m_line->setText(tr("Comparing …"));
    m_cancel->setEnabled(true);
    Q_EMIT pairAsked(sessions);
}

void SessionComparePage::showProgress(quint64 eventsRead)
{
    if (m_cancel->isEnabled())
        m_line->setText(tr("Comparing … %1 events read").arg(numberText(eventsRead)));
}

void SessionComparePage::showCompared(const std::shared_ptr<const ComparedSessions> &compared)
{
    m_cancel->setEnabled(false);
    m_compared = compared;
    const SessionComparison &comparison = compared->comparison;
    m_line->setText(
        tr("%1 pairs, %2 events only in the first, %3 only in the second%4")
            .arg(numberText(comparison.whole), numberText(comparison.events[0].size() - comparison.whole),
                numberText(comparison.events[1].size() - comparison.whole),
                comparison.isLongest ? QString()
                                     : tr("; they differ so much that a better alignment may exist")));
    m_facts.show(*compared);
    m_pairs.show(compared);
    m_view->show(compared);
    m_diff->showMessage(tr("Choose a pair, and its prompts are compared here."));
}

void SessionComparePage::showProblem(const QString &message)
{
    m_cancel->setEnabled(false);
    m_line->setText(message);
}

void SessionComparePage::showDiff(const std::shared_ptr<const LineDiff> &diff)
{
    if (diff->lines.empty())
        m_diff->showMessage(tr("Neither of the two has a prompt or parameters."));
    else
        m_diff->showDiff(*diff);
}

void SessionComparePage::showDiffProblem(const QString &message)
{
    m_diff->showMessage(message);
}

void SessionComparePage::takePair(std::size_t place)
{
    m_isTaking = true;
    m_view->choose(place);
    if (const auto row = m_pairs.rowOf(place)) {
        m_pairTable->setCurrentIndex(m_pairs.index(*row, std::max(m_pairTable->currentIndex().column(), 0)));
        m_pairTable->scrollTo(m_pairTable->currentIndex());
    } else {
        m_pairTable->clearSelection();
    }
    m_isTaking = false;
    const EventPair &pair = m_compared->comparison.pairs[place];
    if (!pair.isWhole())
        return m_diff->showMessage(
            tr("Only one of the sessions has this event: there is nothing to compare it with."));
    Q_EMIT promptsAsked(
        {EventPlace{m_compared->sessions[0].id, m_compared->comparison.events[0].row(pair.first)},
            EventPlace{m_compared->sessions[1].id, m_compared->comparison.events[1].row(pair.second)}});
}

void SessionComparePage::openPair(std::size_t place)
{
    const EventPair &pair = m_compared->comparison.pairs[place];
    const std::size_t side = pair.first == noEvent ? 1 : 0;
    Q_EMIT eventOpened(m_compared->sessions[side].id,
        m_compared->comparison.events[side].row(side == 0 ? pair.first : pair.second));
}

} // namespace sluice::ui
