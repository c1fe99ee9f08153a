// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/shown_figures.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace sluice::ui {

/// Groups of events with their sums and percentiles, below a first row for all of them, which stays the first
/// however the groups are sorted. thread: GUI.
class FiguresModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Group, Count, Errors, Total, P50, P90, P99, Longest, Prompt, Completion, Cost };
    static constexpr int columns = 11;

    enum Role {
        TypeRole = Qt::UserRole, ///< int: EventType when groups are types; else invalid
        AllRole, ///< bool: the row of all
    };

    explicit FiguresModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order = Qt::DescendingOrder) override;

    void show(std::shared_ptr<const ReckonedFigures> figures);
    void setGrouping(Grouping grouping);
    Grouping grouping() const { return m_grouping; }

    /// Of a row; of row 0 those of all.
    const EventFigures &figuresAt(int row) const;
    QString groupText(int row) const;
    /// The filter's term for a row's events; empty for all.
    QString termFor(int row) const;

private:
    const std::vector<EventGroup> &groups() const;
    const EventGroup &groupAt(int row) const;
    void orderRows();
    bool isBefore(const EventGroup &a, const EventGroup &b) const;
    QString cell(int row, int column) const;
    QString meaning(int row, int column) const;

    std::shared_ptr<const ReckonedFigures> m_figures;
    Grouping m_grouping = Grouping::Type;
    std::vector<std::size_t> m_order;
    int m_sortColumn = Total;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
};

} // namespace sluice::ui
