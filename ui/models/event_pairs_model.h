// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/comparison_reader.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>
#include <vector>

namespace sluice::ui {

/// The aligned events of two sessions, a row each pair; what only one of them has stands alone. thread: GUI.
class EventPairsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Where, Type, Name, FirstTime, SecondTime, TimeDifference, Tokens, Cost };
    static constexpr int columns = 8;
    enum class Shown { All, Alone, Slower };

    enum Role {
        TypeRole = Qt::UserRole, ///< int: EventType
    };

    explicit EventPairsModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void show(std::shared_ptr<const ComparedSessions> compared);
    void setShown(Shown shown);

    /// The place in the comparison's pairs of a row of the table.
    std::size_t pairAt(int row) const { return m_places[static_cast<std::size_t>(row)]; }
    std::optional<int> rowOf(std::size_t pair) const;

private:
    void choosePairs();
    bool isShown(const EventPair &pair) const;
    QString cell(const EventPair &pair, int column) const;

    std::shared_ptr<const ComparedSessions> m_compared;
    Shown m_shown = Shown::All;
    std::vector<std::uint32_t> m_places; ///< rising
};

/// "LLM call gpt-4o; first 1.20 s, second 1.50 s, +300 ms": what a screen reader says of a pair.
QString pairText(const ComparedSessions &compared, const EventPair &pair);

} // namespace sluice::ui
