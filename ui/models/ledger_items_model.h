// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/ledger_items.h"

#include <QAbstractItemModel>

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace sluice::ui {

/// What one term of a session's ledger leads to: flushes, the newest on top, each opening to its events; or
/// drop reasons, each opening to its runs. Shows at most so many of each, and says how many there are.
/// A flush's events are asked for when it is opened, one flush at a time. thread: GUI
class LedgerItemsModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { Item, Events, Time, Note };
    static constexpr int columns = 4;
    static constexpr std::size_t mostFlushes = 1'000;
    static constexpr std::size_t mostRuns = 1'000; ///< of each reason, the newest
    static constexpr std::size_t mostEvents = 500; ///< of each flush, the first in its body

    using QAbstractItemModel::QAbstractItemModel;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Shows what `term` leads to. The same term again brings the list up to date and keeps what is open.
    void show(LedgerTerm term, const std::vector<FlushRecord> &flushes, const std::vector<DropRun> &drops);
    void clear();

    /// The answer to eventsWanted(); one of a flush that is no longer listed is passed over.
    void showEvents(quint64 sequence, const std::vector<sluice::EventHead> &events);
    void showNoEvents(quint64 sequence, const QString &why);

    /// Flushes, or runs, that the term has in all; and how many of them are listed.
    std::size_t inAll() const { return m_inAll; }
    std::size_t listed() const { return m_listed; }
    std::uint64_t eventsInAll() const { return m_eventsInAll; } ///< that these flushes carry, or runs count

    std::optional<quint64> flushAt(const QModelIndex &index) const; ///< the flush itself, not its events
    std::optional<qint64> eventAt(const QModelIndex &index) const; ///< the row
    std::optional<DropRun> dropAt(const QModelIndex &index) const; ///< of a reason: its largest run

Q_SIGNALS:
    void eventsWanted(quint64 sequence);

private:
    using Items = std::vector<std::unique_ptr<LedgerItem>>;

    void bringUpToDate(Items wanted);
    void update(LedgerItem &mine, LedgerItem &&wanted, int row);
    void setChildren(int row, std::vector<LedgerChild> children);
    void fillEvents(quint64 sequence, std::vector<LedgerChild> children);
    void askNext();
    int rowOf(const LedgerItem *item) const;
    int rowOfFlush(quint64 sequence) const;
    const LedgerItem *itemAt(const QModelIndex &index) const;
    const LedgerChild *childAt(const QModelIndex &index) const;

    std::optional<LedgerTerm> m_term;
    Items m_items;
    std::size_t m_inAll = 0;
    std::size_t m_listed = 0;
    std::uint64_t m_eventsInAll = 0;
    std::deque<quint64> m_wanted; ///< flushes that wait for their turn to be asked for
    std::optional<quint64> m_asked; ///< whose answer is awaited
};

} // namespace sluice::ui
