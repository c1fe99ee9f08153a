// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/what_if.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace sluice::ui {

/// What is tried, a line each, with what the simulation made of it. The first line is what was recorded, and
/// stays as it is; the others can be edited. An edit forgets the line's outcome. thread: GUI.
class WhatIfModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        Name,
        Capacity,
        Policy,
        Batch, ///< a flush starts at this depth; 0 = as the recorder does
        Interval, ///< max_wait_time in ms
        Latency, ///< of each POST in ms; -1 = as recorded
        Dropped,
        Delivered,
        Spilled,
        DelayP50,
        DelayP99,
        Blocked,
        LongestBlock,
        Memory,
        HighWater,
        Flushes,
    };
    static constexpr int columns = 16;
    static constexpr int settings = 6; ///< the first columns
    static constexpr int mostLines = 12;
    static constexpr int mostMillis = 3'600'000;

    struct Line
    {
        WhatIf tried;
        std::optional<WhatIfOutcome> outcome;
        QString problem;
    };

    explicit WhatIfModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

    /// What was recorded, and some variants to begin with.
    void reset(const WhatIf &baseline);

    /// A copy of line `row` below the last; -1: there are mostLines.
    int addCopyOf(int row);
    /// The first line stays.
    void remove(int row);

    std::vector<WhatIf> variants() const;
    const std::vector<Line> &lines() const { return m_lines; }
    void setOutcome(int row, const WhatIfOutcome &outcome);
    void setProblem(int row, const QString &problem);
    void forgetOutcomes();

private:
    QVariant settingText(const WhatIf &tried, int column) const;
    QVariant outcomeText(const Line &line, int column) const;
    static QVariant settingValue(const WhatIf &tried, int column);
    static bool change(WhatIf &tried, int column, const QVariant &value);
    Line &line(int row) { return m_lines[static_cast<std::size_t>(row)]; }
    const Line &line(int row) const { return m_lines[static_cast<std::size_t>(row)]; }
    void lineChanged(int row);

    std::vector<Line> m_lines;
};

} // namespace sluice::ui
