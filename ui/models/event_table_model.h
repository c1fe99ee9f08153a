// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/event_listing.h"

#include <QAbstractTableModel>
#include <QString>

#include <memory>
#include <optional>
#include <string>

namespace sluice::ui {

/// A list of events as a table: its rows are the list's, so that a million of them cost nothing but their
/// numbers. It does not sort: the header's wish is told by sortAsked(). thread: GUI.
class EventTableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Type, Name, Agent, Duration, Tokens, Cost, State };
    static constexpr int columns = 8;

    enum Role {
        RowRole = Qt::UserRole, ///< qint64: the event's row in the store
        TypeRole, ///< int: EventType
        ErrorRole, ///< bool
        OpenRole, ///< bool
        ReckonedRole, ///< bool: its cost is by the price table
    };

    explicit EventTableModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// Rows that stay in front stay; when only the end differs, rows are removed and added there. A list that
    /// is altogether another one resets the model.
    void show(std::shared_ptr<const ListedEvents> listed);

    const ListedEvents &listed() const { return *m_listed; }

    /// The event of a row of the table.
    EventIndex eventAt(int row) const { return m_listed->order[static_cast<std::size_t>(row)]; }
    /// nullopt: it is not shown.
    std::optional<int> rowOf(std::int64_t storeRow) const;

    /// The filter's term that holds for this cell's value: "type:llm"; empty: there is none.
    QString termFor(const QModelIndex &index) const;

    static QString columnText(int column);
    static QString cellText(const ListedEvents &listed, EventIndex event, int column);
    static EventKey keyOf(int column);

Q_SIGNALS:
    void sortAsked(const sluice::EventSorting &sorting);

private:
    void replaceEnd(std::size_t kept, std::shared_ptr<const ListedEvents> listed);
    QVariant style(EventIndex event, int column, int role) const;

    std::shared_ptr<const ListedEvents> m_listed;
};

} // namespace sluice::ui
