// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/analysis/event_table.h"

#include "ui/analysis/event_delegate.h"
#include "ui/models/event_text.h"
#include "ui/theme/metrics.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace sluice::ui {

EventTable::EventTable(QWidget *parent)
    : QTableView(parent)
    , m_copyText(new QAction(tr("&Copy as text"), this))
    , m_copyJson(new QAction(tr("Copy as &JSON"), this))
{
    build();
    m_copyText->setShortcut(QKeySequence::Copy);
    m_copyJson->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    for (QAction *action : {m_copyText, m_copyJson}) {
        action->setShortcutContext(Qt::WidgetShortcut);
        addAction(action);
    }
    connect(m_copyText, &QAction::triggered, this, &EventTable::copyText);
    connect(m_copyJson, &QAction::triggered, this, &EventTable::copyJson);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, &EventTable::sayCurrent);
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        Q_EMIT eventOpened(index.data(EventTableModel::RowRole).toLongLong());
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &EventTable::watchScrolling);
}

void EventTable::build()
{
    setObjectName(QStringLiteral("eventTable"));
    setAccessibleName(tr("Events"));
    setModel(&m_model);
    setItemDelegate(new EventDelegate(this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(metrics::listRowHeight);
    verticalHeader()->setDefaultSectionSize(metrics::listRowHeight);
    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    const auto width = [this](const char *text) {
        return fontMetrics().horizontalAdvance(QLatin1String(text)) + 3 * metrics::grid;
    };
    for (const auto &[column, text] :
        {std::pair(EventTableModel::Time, "00:00:00.000"), std::pair(EventTableModel::Type, "mm Tool call"),
            std::pair(EventTableModel::Agent, "a long agent"),
            std::pair(EventTableModel::Duration, "00 min 00 s"),
            std::pair(EventTableModel::Tokens, "1,000,000"), std::pair(EventTableModel::Cost, "$0.00000015"),
            std::pair(EventTableModel::State, "m error")})
        header->resizeSection(column, width(text));
    header->setSectionResizeMode(EventTableModel::Name, QHeaderView::Stretch);
    header->setMinimumSectionSize(width("Cost"));
    header->setSortIndicator(EventTableModel::Time, Qt::AscendingOrder);
    setSortingEnabled(true);
}

void EventTable::show(const std::shared_ptr<const ListedEvents> &listed)
{
    m_isUpdating = true;
    m_model.show(listed);
    restoreSelected();
    if (m_isFollowing)
        goToNewest();
    m_isUpdating = false;
}

void EventTable::selectRow(std::int64_t row)
{
    m_selected = row;
    const bool wasUpdating = std::exchange(m_isUpdating, true);
    restoreSelected();
    if (currentIndex().isValid())
        scrollTo(currentIndex());
    m_isUpdating = wasUpdating;
}

void EventTable::clearSelected()
{
    m_selected.reset();
    const bool wasUpdating = std::exchange(m_isUpdating, true);
    restoreSelected();
    m_isUpdating = wasUpdating;
}

void EventTable::restoreSelected()
{
    const std::optional<int> row = m_selected ? m_model.rowOf(*m_selected) : std::nullopt;
    if (!row) {
        clearSelection();
        selectionModel()->setCurrentIndex({}, QItemSelectionModel::NoUpdate);
        return;
    }
    const bool isThere = currentIndex().row() == *row && selectionModel()->isRowSelected(*row);
    if (isThere)
        return;
    const int column = std::max(currentIndex().column(), 0);
    selectionModel()->setCurrentIndex(
        m_model.index(*row, column), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void EventTable::sayCurrent(const QModelIndex &current)
{
    if (m_isUpdating || !current.isValid())
        return;
    m_selected = current.data(EventTableModel::RowRole).toLongLong();
    Q_EMIT eventAsked(*m_selected);
}

void EventTable::setFollowing(bool isFollowing)
{
    if (m_isFollowing != isFollowing) {
        m_isFollowing = isFollowing;
        Q_EMIT followingChanged(isFollowing);
    }
    if (!isFollowing)
        return;
    const bool wasUpdating = std::exchange(m_isUpdating, true);
    goToNewest();
    m_isUpdating = wasUpdating;
}

/// By start the newest is the last, or the first when it is sorted the other way round.
void EventTable::goToNewest()
{
    if (m_model.listed().sorting.isDescending)
        scrollToTop();
    else
        scrollToBottom();
}

/// Scrolling to the newest event arms the follow mode, scrolling away from it disarms it.
void EventTable::watchScrolling()
{
    if (m_isUpdating)
        return;
    const QScrollBar *bar = verticalScrollBar();
    const bool isByStart = m_model.listed().sorting.key == EventKey::Start;
    const int newest = m_model.listed().sorting.isDescending ? bar->minimum() : bar->maximum();
    setFollowing(isByStart && bar->maximum() > bar->minimum() && bar->value() == newest);
}

std::vector<EventIndex> EventTable::chosen() const
{
    std::vector<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom() && rows.size() < mostCopied; ++row)
            rows.push_back(row);
    }
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    std::vector<EventIndex> events;
    events.reserve(rows.size());
    for (const int row : rows)
        events.push_back(m_model.eventAt(row));
    return events;
}

void EventTable::copyText() const
{
    if (const auto events = chosen(); !events.empty())
        QGuiApplication::clipboard()->setText(eventsAsText(m_model.listed(), events));
}

void EventTable::copyJson() const
{
    if (const auto events = chosen(); !events.empty())
        QGuiApplication::clipboard()->setText(eventsAsJson(m_model.listed(), events));
}

std::unique_ptr<QMenu> EventTable::menuFor(const QModelIndex &cell)
{
    auto menu = std::make_unique<QMenu>(this);
    const QString term = m_model.termFor(cell);
    QString shown = fontMetrics().elidedText(term, Qt::ElideMiddle, 40 * metrics::grid);
    shown.replace(QLatin1Char('&'), QStringLiteral("&&"));
    if (!term.isEmpty()) {
        connect(menu->addAction(tr("&Only %1").arg(shown)), &QAction::triggered, this,
            [this, term] { Q_EMIT termAsked(term, false); });
        connect(menu->addAction(tr("&Without %1").arg(shown)), &QAction::triggered, this,
            [this, term] { Q_EMIT termAsked(term, true); });
        menu->addSeparator();
    }
    menu->addAction(m_copyText);
    menu->addAction(m_copyJson);
    return menu;
}

void EventTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex cell = byKey ? currentIndex() : indexAt(viewport()->mapFromGlobal(event->globalPos()));
    if (cell.isValid())
        menuFor(cell)->exec(
            byKey ? viewport()->mapToGlobal(visualRect(cell).bottomLeft()) : event->globalPos());
}

void EventTable::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT eventOpened(currentIndex().data(EventTableModel::RowRole).toLongLong());
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace sluice::ui
