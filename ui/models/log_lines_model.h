// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/bridge/event_log.h"
#include "ui/models/ansi_text.h"

#include <QAbstractTableModel>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace sluice::ui {

/// The lines that events logged, as a terminal would show them, a row each. An event's first line has its
/// time and its name; each line leads to its event. thread: GUI
class LogLinesModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Event, Line };
    static constexpr int columns = 3;

    /// More are left out, and that is said.
    static constexpr std::size_t mostLines = 100'000;
    static constexpr qsizetype mostShown = 4'000; ///< characters of a line

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// In the order in which they are given.
    void show(const std::vector<EventLog> &logs);

    const AnsiLine &line(int row) const { return m_lines[static_cast<std::size_t>(row)].line; }
    std::int64_t eventRow(int row) const;
    bool isCut() const { return m_isCut; }

    /// Characters of the longest line, at most `mostShown`.
    qsizetype longest() const { return m_longest; }

    /// The next row behind `from` (or before it) in which the words stand, either case, around the end;
    /// nullopt: in none. `from` = -1: from the start.
    std::optional<int> find(const QString &words, int from, bool backwards) const;

    /// Rows as text, a line each, without times: what the programs wrote.
    QString plainText(const std::vector<int> &rows) const;

private:
    struct Source
    {
        std::int64_t row = 0;
        QString time;
        QString name;
    };
    struct Entry
    {
        AnsiLine line;
        std::uint32_t source = 0;
        bool isFirst = false;
    };

    void add(const EventLog &log);

    std::vector<Source> m_sources;
    std::vector<Entry> m_lines;
    qsizetype m_longest = 0;
    bool m_isCut = false;
};

} // namespace sluice::ui
