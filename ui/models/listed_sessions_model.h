// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/shown_overview.h"

#include <QAbstractTableModel>

#include <memory>

namespace sluice::ui {

/// The sessions behind a figure of the overview. thread: GUI.
class ListedSessionsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Started, End, Duration, Events, Errors, Drops, Tokens, Cost };
    static constexpr int columns = 9;

    explicit ListedSessionsModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// The newest first.
    void show(std::shared_ptr<const ShownOverview> overview, SessionPlaces places);
    SessionId sessionAt(int row) const;

private:
    QString cell(std::size_t place, int column) const;
    const CostSum &costOf(std::size_t place) const;
    bool isBefore(std::size_t a, std::size_t b, int column) const;

    std::shared_ptr<const ShownOverview> m_overview;
    SessionPlaces m_places;
    SessionPlaces m_costPlaces; ///< of a session, where its cost stands
};

/// "Success", "running", "ended without a word", ...
QString outcomeText(Outcome outcome);

} // namespace sluice::ui
