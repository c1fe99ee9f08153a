// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/sessions_model.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/proof_text.h"
#include "ui/models/words.h"

#include <algorithm>
#include <compare>

namespace sluice::ui {

namespace {

int sign(std::strong_ordering order)
{
    return order < 0 ? -1 : order > 0 ? 1 : 0;
}

int stateRank(SessionState state)
{
    switch (state) {
    case SessionState::Running:
        return 0;
    case SessionState::Silent:
        return 1;
    case SessionState::Ended:
        break;
    }
    return 2;
}

} // namespace

SessionsModel::SessionsModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

int SessionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int SessionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant SessionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = *m_order[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(toolTip(row));
    case Qt::TextAlignmentRole:
        return index.column() >= Duration && index.column() <= Drops
            ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter)
            : QVariant();
    case IdRole:
        return toQt(row.session.id.text());
    case StateRole:
        return static_cast<int>(row.state);
    case FailedRole:
        return row.session.endState == EndState::Fail;
    case ProofRole:
        return static_cast<int>(proofOf(row.session, m_now));
    case ProofTextRole:
        return proofText(proofOf(row.session, m_now));
    case Qt::AccessibleDescriptionRole:
        return toolTip(row);
    case OutlineRole:
        return outline(row);
    default:
        return {};
    }
}

QVariant SessionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Session");
    case State:
        return tr("State");
    case Started:
        return tr("Started");
    case Duration:
        return tr("Duration");
    case Events:
        return tr("Events");
    case Errors:
        return tr("Errors");
    case Drops:
        return tr("Drops");
    case From:
        return tr("From");
    default:
        return {};
    }
}

QVariant SessionsModel::text(const Row &row, int column) const
{
    const SessionSummary &session = row.session;
    switch (column) {
    case Name:
        return toQt(session.displayName());
    case State:
        return stateLine(session, m_now);
    case Started:
        return dateTimeText(session.started).chopped(4);
    case Duration:
        return durationText(durationOf(row));
    case Events:
        return numberText(session.counts.total());
    case Errors:
        return numberText(session.counts.of(EventType::Error));
    case Drops:
        return session.origin == Origin::Recorded ? numberText(session.drops) : unknownText();
    case From:
        return originText(session.origin);
    default:
        return {};
    }
}

QString SessionsModel::toolTip(const Row &row) const
{
    const SessionSummary &session = row.session;
    const QString drops = session.origin == Origin::Recorded
        ? numberText(session.drops)
        : tr("unknown, only its recorder can count them");
    const ProofWords proof = proofWords(session, m_now);
    return tr("%1\n%2\n%3, started %4\nevents %5, errors %6, drops %7\n%8: %9")
        .arg(toQt(session.displayName()), toQt(session.id.text()), stateLine(session, m_now),
            dateTimeText(session.started), numberText(session.counts.total()),
            numberText(session.counts.of(EventType::Error)), drops, proof.word, proof.reason);
}

QString SessionsModel::outline(const Row &row) const
{
    const SessionSummary &session = row.session;
    const QString state
        = session.ended && session.endState ? endStateText(*session.endState) : sessionStateText(row.state);
    return QStringLiteral("%1 · %2 · %3")
        .arg(state, shortTimeText(session.started, m_now), durationText(durationOf(row)));
}

Nanos SessionsModel::durationOf(const Row &row) const
{
    const SessionSummary &session = row.session;
    const Timestamp until = session.ended   ? *session.ended
        : row.state == SessionState::Silent ? session.lastNews
                                            : std::max(m_now, session.started);
    return until - session.started;
}

int SessionsModel::compare(const Row &a, const Row &b) const
{
    const auto counts = [](const Row &row) -> const EventCounts & { return row.session.counts; };
    switch (m_sortColumn) {
    case Name:
        return sign(a.session.displayName() <=> b.session.displayName());
    case State:
        return stateRank(a.state) - stateRank(b.state);
    case Started:
        return sign(a.session.started <=> b.session.started);
    case Duration:
        return sign(durationOf(a) <=> durationOf(b));
    case Events:
        return sign(counts(a).total() <=> counts(b).total());
    case Errors:
        return sign(counts(a).of(EventType::Error) <=> counts(b).of(EventType::Error));
    case Drops:
        return sign(a.session.drops <=> b.session.drops);
    case From:
        return sign(a.session.origin <=> b.session.origin);
    default:
        return stateRank(a.state) - stateRank(b.state);
    }
}

bool SessionsModel::isBefore(const Row &a, const Row &b) const
{
    if (const int order = compare(a, b); order != 0)
        return (order < 0) == (m_sortOrder == Qt::AscendingOrder);
    if (a.session.started != b.session.started)
        return a.session.started > b.session.started;
    return a.session.id < b.session.id;
}

SessionsModel::Place SessionsModel::placeFor(const Row &row) const
{
    return std::lower_bound(m_order.begin(), m_order.end(), &row,
        [this](const Row *a, const Row *b) { return isBefore(*a, *b); });
}

int SessionsModel::rowOf(const Row &row) const
{
    return static_cast<int>(std::ranges::find(m_order, &row) - m_order.begin());
}

void SessionsModel::sort(int column, Qt::SortOrder order)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    m_sortColumn = column;
    m_sortOrder = column < 0 ? Qt::AscendingOrder : order;
    const std::vector<Row *> before = m_order;
    std::ranges::sort(m_order, [this](const Row *a, const Row *b) { return isBefore(*a, *b); });
    saySorted(before);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void SessionsModel::saySorted(const std::vector<Row *> &before)
{
    const QModelIndexList old = persistentIndexList();
    for (const QModelIndex &from : old) {
        const Row &row = *before[static_cast<std::size_t>(from.row())];
        changePersistentIndex(from, index(rowOf(row), from.column()));
    }
}

void SessionsModel::update(const QList<SessionSummary> &sessions)
{
    if (m_rows.empty()) {
        fill(sessions);
        return;
    }
    for (const SessionSummary &session : sessions) {
        const auto known = m_rows.find(session.id);
        if (known == m_rows.end())
            insert(session);
        else
            change(*known->second, Row{session, session.stateAt(m_now)});
    }
}

void SessionsModel::fill(const QList<SessionSummary> &sessions)
{
    if (sessions.isEmpty())
        return;
    beginResetModel();
    for (const SessionSummary &session : sessions) {
        std::unique_ptr<Row> &row = m_rows[session.id];
        if (!row) {
            row = std::make_unique<Row>();
            m_order.push_back(row.get());
        }
        *row = Row{session, session.stateAt(m_now)};
    }
    std::ranges::sort(m_order, [this](const Row *a, const Row *b) { return isBefore(*a, *b); });
    endResetModel();
}

void SessionsModel::insert(const SessionSummary &session)
{
    auto row = std::make_unique<Row>(Row{session, session.stateAt(m_now)});
    const Place place = placeFor(*row);
    const int at = static_cast<int>(place - m_order.begin());
    beginInsertRows({}, at, at);
    m_order.insert(place, row.get());
    m_rows[session.id] = std::move(row);
    endInsertRows();
}

int SessionsModel::placeAmongOthers(int from, const Row &row) const
{
    const auto less = [this](const Row *a, const Row *b) { return isBefore(*a, *b); };
    const auto here = m_order.begin() + from;
    const auto before = std::lower_bound(m_order.begin(), here, &row, less);
    const auto place = before != here ? before : std::lower_bound(here + 1, m_order.end(), &row, less);
    return static_cast<int>(place - m_order.begin());
}

void SessionsModel::change(Row &row, Row to)
{
    const int from = rowOf(row);
    const int target = placeAmongOthers(from, to);
    int now = from;
    if (target == from || target == from + 1) {
        row = std::move(to);
    } else {
        beginMoveRows({}, from, from, {}, target);
        row = std::move(to);
        m_order.erase(m_order.begin() + from);
        now = target < from ? target : target - 1;
        m_order.insert(m_order.begin() + now, &row);
        endMoveRows();
    }
    Q_EMIT dataChanged(index(now, 0), index(now, columns - 1));
}

void SessionsModel::setNow(Timestamp now)
{
    m_now = now;
    for (Row *row : std::vector<Row *>(m_order)) {
        if (row->state == SessionState::Ended)
            continue;
        const SessionState state = row->session.stateAt(now);
        if (state != row->state || state == SessionState::Running)
            change(*row, Row{row->session, state});
    }
    if (m_sortColumn == Duration) // live rows overtake ended ones
        sort(m_sortColumn, m_sortOrder);
}

const SessionSummary *SessionsModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_order[static_cast<std::size_t>(row)]->session : nullptr;
}

const SessionSummary *SessionsModel::find(const SessionId &id) const
{
    const auto known = m_rows.find(id);
    return known == m_rows.end() ? nullptr : &known->second->session;
}

QModelIndex SessionsModel::indexOf(const SessionId &id) const
{
    const auto known = m_rows.find(id);
    return known == m_rows.end() ? QModelIndex() : index(rowOf(*known->second), 0);
}

} // namespace sluice::ui
