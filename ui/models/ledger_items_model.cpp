// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/ledger_items_model.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"

#include <algorithm>
#include <functional>
#include <unordered_set>

namespace sluice::ui {

// The tree: a parent's index has no pointer, a child's points to its parent.

QModelIndex LedgerItemsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const LedgerItem *owner
        = parent.isValid() ? m_items[static_cast<std::size_t>(parent.row())].get() : nullptr;
    return createIndex(row, column, owner);
}

QModelIndex LedgerItemsModel::parent(const QModelIndex &index) const
{
    const auto *owner = static_cast<const LedgerItem *>(index.internalPointer());
    return index.isValid() && owner ? createIndex(rowOf(owner), 0, nullptr) : QModelIndex();
}

int LedgerItemsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_items.size());
    const LedgerItem *owner = parent.column() == 0 ? itemAt(parent) : nullptr;
    return owner ? static_cast<int>(owner->children.size()) : 0;
}

int LedgerItemsModel::columnCount(const QModelIndex &) const
{
    return columns;
}

bool LedgerItemsModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return !m_items.empty();
    const LedgerItem *owner = parent.column() == 0 ? itemAt(parent) : nullptr;
    return owner && owner->count > 0;
}

bool LedgerItemsModel::canFetchMore(const QModelIndex &parent) const
{
    const LedgerItem *owner = itemAt(parent);
    return owner && owner->flush && !owner->wasAsked;
}

void LedgerItemsModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    LedgerItem &owner = *m_items[static_cast<std::size_t>(parent.row())];
    owner.wasAsked = true;
    m_wanted.push_back(owner.flush->sequence);
    askNext();
}

void LedgerItemsModel::askNext()
{
    if (m_asked || m_wanted.empty())
        return;
    m_asked = m_wanted.front();
    m_wanted.pop_front();
    Q_EMIT eventsWanted(*m_asked);
}

const LedgerItem *LedgerItemsModel::itemAt(const QModelIndex &index) const
{
    return index.isValid() && !index.internalPointer() ? m_items[static_cast<std::size_t>(index.row())].get()
                                                       : nullptr;
}

const LedgerChild *LedgerItemsModel::childAt(const QModelIndex &index) const
{
    const auto *owner = static_cast<const LedgerItem *>(index.internalPointer());
    return index.isValid() && owner ? &owner->children[static_cast<std::size_t>(index.row())] : nullptr;
}

int LedgerItemsModel::rowOf(const LedgerItem *item) const
{
    const auto place
        = std::ranges::find_if(m_items, [&](const auto &candidate) { return candidate.get() == item; });
    return static_cast<int>(place - m_items.begin());
}

int LedgerItemsModel::rowOfFlush(quint64 sequence) const
{
    const auto place = std::ranges::find_if(
        m_items, [&](const auto &parent) { return parent->flush && parent->flush->sequence == sequence; });
    return place == m_items.end() ? -1 : static_cast<int>(place - m_items.begin());
}

std::optional<quint64> LedgerItemsModel::flushAt(const QModelIndex &index) const
{
    const LedgerItem *parent = itemAt(index);
    return parent && parent->flush ? std::optional<quint64>(parent->flush->sequence) : std::nullopt;
}

std::optional<qint64> LedgerItemsModel::eventAt(const QModelIndex &index) const
{
    const LedgerChild *child = childAt(index);
    return child && child->event ? std::optional<qint64>(child->event->row) : std::nullopt;
}

std::optional<DropRun> LedgerItemsModel::dropAt(const QModelIndex &index) const
{
    if (const LedgerChild *child = childAt(index))
        return child->run;
    const LedgerItem *parent = itemAt(index);
    if (!parent || parent->flush || parent->children.empty())
        return std::nullopt;
    const auto countOfRun = [](const LedgerChild &child) { return child.run ? child.run->count : 0; };
    return std::ranges::max_element(parent->children, std::less(), countOfRun)->run;
}

// What is shown

QVariant LedgerItemsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return index.column() == Events ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    const LedgerItem *item = itemAt(index);
    if (role == Qt::ToolTipRole && item && item->flush)
        return plainToolTip(toQt(item->flush->message));
    if (role != Qt::DisplayRole)
        return {};
    const LedgerChild *child = item ? nullptr : childAt(index);
    switch (index.column()) {
    case Item:
        return item ? nameOf(*item) : nameOf(*child);
    case Events:
        return item ? numberText(item->count) : eventsOf(*child);
    case Time:
        return item ? timeOf(*item) : timeOf(*child);
    default:
        return item ? noteOf(*item) : noteOf(*child);
    }
}

QVariant LedgerItemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Item:
        return tr("What");
    case Events:
        return tr("Events");
    case Time:
        return tr("Time");
    default:
        return tr("How it went");
    }
}

// Bringing it up to date

void LedgerItemsModel::clear()
{
    beginResetModel();
    m_items.clear();
    m_wanted.clear();
    m_asked.reset();
    m_term.reset();
    m_inAll = m_listed = 0;
    m_eventsInAll = 0;
    endResetModel();
}

void LedgerItemsModel::show(
    LedgerTerm term, const std::vector<FlushRecord> &flushes, const std::vector<DropRun> &drops)
{
    if (m_term != term)
        clear();
    m_term = term;
    LedgerItems wanted
        = term == LedgerTerm::Dropped ? dropItems(drops, mostRuns) : flushItems(term, flushes, mostFlushes);
    m_inAll = wanted.inAll;
    m_listed = wanted.listed;
    m_eventsInAll = wanted.events;
    bringUpToDate(std::move(wanted.items));
}

/// `wanted` and what is shown are in the same order: what left is taken out, what came is put in.
void LedgerItemsModel::bringUpToDate(Items wanted)
{
    if (m_items.empty() && !wanted.empty()) { // a thousand at once, and nothing to keep
        beginResetModel();
        m_items = std::move(wanted);
        endResetModel();
        return;
    }
    std::unordered_set<std::uint64_t> keys;
    for (const auto &parent : wanted)
        keys.insert(parent->key());
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (keys.contains(m_items[static_cast<std::size_t>(row)]->key()))
            continue;
        beginRemoveRows({}, row, row);
        m_items.erase(m_items.begin() + row);
        endRemoveRows();
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const int row = static_cast<int>(i);
        if (i < m_items.size() && m_items[i]->key() == wanted[i]->key()) {
            update(*m_items[i], std::move(*wanted[i]), row);
            continue;
        }
        beginInsertRows({}, row, row);
        m_items.insert(m_items.begin() + row, std::move(wanted[i]));
        endInsertRows();
    }
}

void LedgerItemsModel::update(LedgerItem &mine, LedgerItem &&wanted, int row)
{
    if (mine.flush) {
        if (mine.flush == wanted.flush)
            return;
        mine.flush = std::move(wanted.flush);
        mine.count = wanted.count;
    } else {
        if (mine.count == wanted.count && mine.runs == wanted.runs)
            return;
        mine.count = wanted.count;
        mine.runs = wanted.runs;
        setChildren(row, std::move(wanted.children));
    }
    Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
}

void LedgerItemsModel::setChildren(int row, std::vector<LedgerChild> children)
{
    const QModelIndex parent = index(row, 0);
    LedgerItem &owner = *m_items[static_cast<std::size_t>(row)];
    if (!owner.children.empty()) {
        beginRemoveRows(parent, 0, static_cast<int>(owner.children.size()) - 1);
        owner.children.clear();
        endRemoveRows();
    }
    if (children.empty())
        return;
    beginInsertRows(parent, 0, static_cast<int>(children.size()) - 1);
    owner.children = std::move(children);
    endInsertRows();
}

void LedgerItemsModel::showEvents(quint64 sequence, const std::vector<EventHead> &events)
{
    const int row = rowOfFlush(sequence);
    const std::uint64_t carried = row < 0 ? 0 : m_items[static_cast<std::size_t>(row)]->count;
    fillEvents(sequence, eventChildren(events, carried, mostEvents));
}

void LedgerItemsModel::showNoEvents(quint64 sequence, const QString &why)
{
    fillEvents(sequence, {{std::nullopt, std::nullopt, why}});
}

void LedgerItemsModel::fillEvents(quint64 sequence, std::vector<LedgerChild> children)
{
    if (const int row = rowOfFlush(sequence); row >= 0)
        setChildren(row, std::move(children));
    if (m_asked == sequence) {
        m_asked.reset();
        askNext();
    }
}

} // namespace sluice::ui
