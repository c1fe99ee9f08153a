// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/comparison_reader.h"

#include <QAbstractTableModel>
#include <QString>

#include <array>
#include <memory>
#include <vector>

namespace sluice::ui {

/// What two sessions differ in, a line each fact: time, events, errors, drops, tokens, cost. thread: GUI.
class ComparedFactsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { What, First, Second, Difference };
    static constexpr int columns = 4;

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void show(const ComparedSessions &compared);

private:
    struct Row
    {
        std::array<QString, columns> cells;
        QString meaning;
    };

    void addCount(const QString &what, const std::array<std::optional<std::uint64_t>, 2> &counts,
        const QString &meaning);
    void addTime(
        const QString &what, const std::array<std::optional<Micros>, 2> &times, const QString &meaning);
    void addCost(const ComparedSessions &compared);

    std::vector<Row> m_rows;
};

// Differences of the second to the first: "+1,500", "−0.30 s", "same". A dash when one is not known.

QString countDifference(std::optional<std::uint64_t> first, std::optional<std::uint64_t> second);
QString timeDifference(std::optional<Micros> first, std::optional<Micros> second);
QString costDifference(std::optional<Money> first, std::optional<Money> second);

} // namespace sluice::ui
