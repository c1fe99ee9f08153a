// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/log_lines_model.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/visible_text.h"
#include "ui/models/words.h"

#include <QStringList>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr qsizetype mostName = 80;

} // namespace

int LogLinesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int LogLinesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant LogLinesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = m_lines[static_cast<std::size_t>(index.row())];
    const Source &source = m_sources[entry.source];
    if (role == Qt::AccessibleTextRole) {
        return index.column() == Line
            ? QStringLiteral("%1, %2, %3").arg(entry.line.text, source.time, source.name)
            : QString();
    }
    if (role == Qt::ToolTipRole)
        return plainToolTip(QStringLiteral("%1 · %2").arg(source.time, source.name));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time:
        return entry.isFirst ? source.time : QString();
    case Event:
        return entry.isFirst ? source.name : QString();
    default:
        return entry.line.text;
    }
}

QVariant LogLinesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::ToolTipRole)
        return section == Time ? tr("When the event began: its lines have no times of their own") : QString();
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Event:
        return tr("Event");
    default:
        return tr("Line");
    }
}

void LogLinesModel::show(const std::vector<EventLog> &logs)
{
    beginResetModel();
    m_sources.clear();
    m_lines.clear();
    m_longest = 0;
    m_isCut = false;
    for (const EventLog &log : logs) {
        add(log);
        if (m_isCut)
            break;
    }
    endResetModel();
}

/// A lone carriage return begins a line as well: nothing that was written is lost under what came over it.
void LogLinesModel::add(const EventLog &log)
{
    const auto source = static_cast<std::uint32_t>(m_sources.size());
    const QString name = log.name.empty() ? unknownText() : oneLine(toQt(log.name), mostName);
    m_sources.push_back(
        {log.row, clockText(log.start), QStringLiteral("%1 · %2").arg(eventTypeText(log.type), name)});
    QString text = toQt(log.text);
    text.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(QLatin1Char('\r'), QLatin1Char('\n'));
    if (text.endsWith(QLatin1Char('\n')))
        text.chop(1);
    AnsiReader reader;
    bool isFirst = true;
    for (const QStringView line : QStringView(text).split(u'\n')) {
        if (m_lines.size() >= mostLines) {
            m_isCut = true;
            return;
        }
        AnsiLine read = reader.read(line.left(mostShown));
        if (line.size() > mostShown)
            read.text += QStringLiteral("…");
        m_longest = std::max(m_longest, read.text.size());
        m_lines.push_back({std::move(read), source, isFirst});
        isFirst = false;
    }
}

std::int64_t LogLinesModel::eventRow(int row) const
{
    return m_sources[m_lines[static_cast<std::size_t>(row)].source].row;
}

std::optional<int> LogLinesModel::find(const QString &words, int from, bool backwards) const
{
    const int count = rowCount();
    if (words.isEmpty() || count == 0)
        return std::nullopt;
    const int step = backwards ? -1 : 1;
    int row = from < 0 && backwards ? count : from;
    for (int i = 0; i < count; ++i) {
        row = (row + step + count) % count;
        if (line(row).text.contains(words, Qt::CaseInsensitive))
            return row;
    }
    return std::nullopt;
}

QString LogLinesModel::plainText(const std::vector<int> &rows) const
{
    QStringList lines;
    for (const int row : rows)
        lines << line(row).text;
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace sluice::ui
