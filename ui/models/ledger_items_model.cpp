// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/ledger_items_model.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/words.h"

#include <QStringList>

#include <algorithm>
#include <functional>
#include <unordered_set>

namespace sluice::ui {

namespace {

constexpr std::size_t mostNameLength = 800; ///< bytes of a name: more than a row shows

QString flushNote(const FlushRecord &flush)
{
    QStringList parts;
    if (flush.httpStatus != 0)
        parts << LedgerItemsModel::tr("HTTP %1").arg(flush.httpStatus);
    if (flush.outcome != FlushOutcome::Delivered && flush.outcome != FlushOutcome::Refused)
        parts << flushOutcomeText(flush.outcome); // the others' term says it
    if (flush.ended > flush.started)
        parts << durationText(flush.ended - flush.started);
    parts << bytesText(flush.bytes);
    if (flush.attempts > 1)
        parts << LedgerItemsModel::tr("%1 attempts").arg(numberText(flush.attempts));
    return parts.join(QStringLiteral(" · "));
}

QString eventName(const EventHead &event)
{
    const QString name = toQt(std::string_view(event.name).substr(0, mostNameLength)).simplified();
    return QStringLiteral("%1 %2").arg(eventTypeText(event.type), name).trimmed();
}

} // namespace

std::uint64_t LedgerItemsModel::Parent::key() const
{
    return flush ? flush->sequence : static_cast<std::uint64_t>(reason);
}

// The tree: a parent's index has no pointer, a child's points to its parent.

QModelIndex LedgerItemsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const Parent *owner
        = parent.isValid() ? m_parents[static_cast<std::size_t>(parent.row())].get() : nullptr;
    return createIndex(row, column, owner);
}

QModelIndex LedgerItemsModel::parent(const QModelIndex &index) const
{
    const auto *owner = static_cast<const Parent *>(index.internalPointer());
    return index.isValid() && owner ? createIndex(rowOf(owner), 0, nullptr) : QModelIndex();
}

int LedgerItemsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_parents.size());
    const Parent *owner = parent.column() == 0 ? parentAt(parent) : nullptr;
    return owner ? static_cast<int>(owner->children.size()) : 0;
}

int LedgerItemsModel::columnCount(const QModelIndex &) const
{
    return columns;
}

bool LedgerItemsModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return !m_parents.empty();
    const Parent *owner = parent.column() == 0 ? parentAt(parent) : nullptr;
    return owner && owner->count > 0;
}

bool LedgerItemsModel::canFetchMore(const QModelIndex &parent) const
{
    const Parent *owner = parentAt(parent);
    return owner && owner->flush && !owner->wasAsked;
}

void LedgerItemsModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    Parent &owner = *m_parents[static_cast<std::size_t>(parent.row())];
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

const LedgerItemsModel::Parent *LedgerItemsModel::parentAt(const QModelIndex &index) const
{
    return index.isValid() && !index.internalPointer()
        ? m_parents[static_cast<std::size_t>(index.row())].get()
        : nullptr;
}

const LedgerItemsModel::Child *LedgerItemsModel::childAt(const QModelIndex &index) const
{
    const auto *owner = static_cast<const Parent *>(index.internalPointer());
    return index.isValid() && owner ? &owner->children[static_cast<std::size_t>(index.row())] : nullptr;
}

int LedgerItemsModel::rowOf(const Parent *parent) const
{
    const auto place
        = std::ranges::find_if(m_parents, [&](const auto &candidate) { return candidate.get() == parent; });
    return static_cast<int>(place - m_parents.begin());
}

int LedgerItemsModel::rowOfFlush(quint64 sequence) const
{
    const auto place = std::ranges::find_if(
        m_parents, [&](const auto &parent) { return parent->flush && parent->flush->sequence == sequence; });
    return place == m_parents.end() ? -1 : static_cast<int>(place - m_parents.begin());
}

std::optional<quint64> LedgerItemsModel::flushAt(const QModelIndex &index) const
{
    const Parent *parent = parentAt(index);
    return parent && parent->flush ? std::optional<quint64>(parent->flush->sequence) : std::nullopt;
}

std::optional<qint64> LedgerItemsModel::eventAt(const QModelIndex &index) const
{
    const Child *child = childAt(index);
    return child && child->event ? std::optional<qint64>(child->event->row) : std::nullopt;
}

std::optional<DropRun> LedgerItemsModel::dropAt(const QModelIndex &index) const
{
    if (const Child *child = childAt(index))
        return child->run;
    const Parent *parent = parentAt(index);
    if (!parent || parent->flush || parent->children.empty())
        return std::nullopt;
    const auto countOfRun = [](const Child &child) { return child.run ? child.run->count : 0; };
    return std::ranges::max_element(parent->children, std::less(), countOfRun)->run;
}

// What is shown

QVariant LedgerItemsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return index.column() == Events ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    const Parent *parent = parentAt(index);
    if (role == Qt::ToolTipRole && parent && parent->flush)
        return plainToolTip(toQt(parent->flush->message));
    if (role != Qt::DisplayRole)
        return {};
    return parent ? parentText(*parent, index.column()) : childText(*childAt(index), index.column());
}

QVariant LedgerItemsModel::parentText(const Parent &parent, int column) const
{
    switch (column) {
    case Item:
        return parent.flush ? tr("Flush %1").arg(numberText(parent.flush->sequence))
                            : dropReasonText(parent.reason);
    case Events:
        return numberText(parent.count);
    case Time:
        return parent.flush ? clockText(parent.flush->started) : QString();
    default:
        break;
    }
    if (parent.flush)
        return flushNote(*parent.flush);
    const QString runs = parent.runs == 1 ? tr("1 run") : tr("%1 runs").arg(numberText(parent.runs));
    return parent.runs > parent.children.size()
        ? tr("%1, showing the last %2").arg(runs, numberText(parent.children.size()))
        : runs;
}

QVariant LedgerItemsModel::childText(const Child &child, int column) const
{
    if (child.event) {
        const EventHead &event = *child.event;
        switch (column) {
        case Item:
            return eventName(event);
        case Time:
            return clockText(event.start);
        case Note:
            return durationText(event.end - event.start);
        default:
            return {};
        }
    }
    if (!child.run)
        return column == Item ? child.words : QVariant();
    const DropRun &run = *child.run;
    switch (column) {
    case Item:
        return tr("run");
    case Events:
        return numberText(run.count);
    case Time:
        return clockText(run.first);
    default:
        return run.last > run.first ? tr("within %1").arg(durationText(run.last - run.first)) : QString();
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
    m_parents.clear();
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
    bringUpToDate(term == LedgerTerm::Dropped ? dropParents(drops) : flushParents(flushes));
}

LedgerItemsModel::Parents LedgerItemsModel::flushParents(const std::vector<FlushRecord> &flushes)
{
    std::vector<const FlushRecord *> mine;
    m_eventsInAll = 0;
    for (const FlushRecord &flush : flushes) {
        if (!leadsTo(*m_term, flush.outcome))
            continue;
        mine.push_back(&flush);
        m_eventsInAll += flush.events;
    }
    m_inAll = mine.size();
    std::ranges::sort(mine, std::greater(), [](const FlushRecord *flush) { return flush->sequence; });
    mine.resize(std::min(mine.size(), mostFlushes));
    m_listed = mine.size();
    Parents parents;
    for (const FlushRecord *flush : mine) {
        auto parent = std::make_unique<Parent>();
        parent->flush = *flush;
        parent->count = flush->events;
        parents.push_back(std::move(parent));
    }
    return parents;
}

LedgerItemsModel::Parents LedgerItemsModel::dropParents(const std::vector<DropRun> &drops)
{
    Parents parents;
    m_inAll = drops.size();
    m_listed = 0;
    m_eventsInAll = 0;
    for (const DropReason reason : allDropReasons) {
        auto parent = std::make_unique<Parent>();
        parent->reason = reason;
        for (auto run = drops.rbegin(); run != drops.rend(); ++run) {
            if (run->reason != reason)
                continue;
            parent->count += run->count;
            if (++parent->runs <= mostRuns)
                parent->children.push_back({std::nullopt, *run, {}});
        }
        m_eventsInAll += parent->count;
        m_listed += parent->children.size();
        if (parent->runs > 0)
            parents.push_back(std::move(parent));
    }
    return parents;
}

/// `wanted` and what is shown are in the same order: what left is taken out, what came is put in.
void LedgerItemsModel::bringUpToDate(Parents wanted)
{
    std::unordered_set<std::uint64_t> keys;
    for (const auto &parent : wanted)
        keys.insert(parent->key());
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (keys.contains(m_parents[static_cast<std::size_t>(row)]->key()))
            continue;
        beginRemoveRows({}, row, row);
        m_parents.erase(m_parents.begin() + row);
        endRemoveRows();
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const int row = static_cast<int>(i);
        if (i < m_parents.size() && m_parents[i]->key() == wanted[i]->key()) {
            update(*m_parents[i], std::move(*wanted[i]), row);
            continue;
        }
        beginInsertRows({}, row, row);
        m_parents.insert(m_parents.begin() + row, std::move(wanted[i]));
        endInsertRows();
    }
}

void LedgerItemsModel::update(Parent &mine, Parent &&wanted, int row)
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

void LedgerItemsModel::setChildren(int row, std::vector<Child> children)
{
    const QModelIndex parent = index(row, 0);
    Parent &owner = *m_parents[static_cast<std::size_t>(row)];
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
    std::vector<Child> children;
    for (std::size_t i = 0; i < std::min(events.size(), mostEvents); ++i)
        children.push_back({events[i], std::nullopt, {}});
    const std::uint64_t count = row < 0 ? 0 : m_parents[static_cast<std::size_t>(row)]->count;
    if (children.size() < count) {
        const QString why = children.size() == mostEvents
            ? tr("showing %1 of %2 events")
            : tr("showing %1 of %2 events: the others are not in the store");
        children.push_back(
            {std::nullopt, std::nullopt, why.arg(numberText(children.size()), numberText(count))});
    }
    fillEvents(sequence, std::move(children));
}

void LedgerItemsModel::showNoEvents(quint64 sequence, const QString &why)
{
    fillEvents(sequence, {{std::nullopt, std::nullopt, why}});
}

void LedgerItemsModel::fillEvents(quint64 sequence, std::vector<Child> children)
{
    if (const int row = rowOfFlush(sequence); row >= 0)
        setChildren(row, std::move(children));
    if (m_asked == sequence) {
        m_asked.reset();
        askNext();
    }
}

} // namespace sluice::ui
