// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/search_hits_model.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QFont>
#include <QList>
#include <QPair>

#include <limits>
#include <utility>

namespace sluice::ui {

namespace {

/// Rows below a session know its number; sessions have this.
constexpr quintptr isSession = std::numeric_limits<quintptr>::max();

QString snippetText(const SearchHit &hit)
{
    QString text = toQt(hit.snippet);
    if (hit.isCutBefore)
        text.prepend(QChar(0x2026));
    if (hit.isCutAfter)
        text.append(QChar(0x2026));
    return text;
}

/// Bytes of UTF-8 as places in the shown text.
QList<QPair<int, int>> placesOf(const SearchHit &hit)
{
    QList<QPair<int, int>> places;
    const int before = hit.isCutBefore ? 1 : 0;
    const std::string_view snippet = hit.snippet;
    for (const TextPlace &place : hit.places) {
        const auto at = toQt(snippet.substr(0, place.at)).size();
        const auto length = toQt(snippet.substr(place.at, place.size)).size();
        places << QPair<int, int>(static_cast<int>(at) + before, static_cast<int>(length));
    }
    return places;
}

} // namespace

QString textFieldText(TextField field)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("TextField", text); };
    switch (field) {
    case TextField::Name:
        return tr("name");
    case TextField::Prompt:
        return tr("prompt");
    case TextField::Completion:
        return tr("completion");
    case TextField::Params:
        return tr("parameters");
    case TextField::Returns:
        return tr("returned");
    case TextField::Logs:
        return tr("logs");
    case TextField::Error:
        return tr("error");
    }
    return {};
}

SearchHitsModel::SearchHitsModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_answer(std::make_shared<const SearchAnswer>())
{ }

QModelIndex SearchHitsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) : isSession);
}

QModelIndex SearchHitsModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == isSession)
        return {};
    return createIndex(static_cast<int>(index.internalId()), 0, isSession);
}

int SearchHitsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_answer->sessions.size());
    return parent.internalId() == isSession ? static_cast<int>(hitsAt(parent).hits.size()) : 0;
}

int SearchHitsModel::columnCount(const QModelIndex &) const
{
    return 1;
}

const SessionHits &SearchHitsModel::hitsAt(const QModelIndex &index) const
{
    const auto session = index.internalId() == isSession ? static_cast<std::size_t>(index.row())
                                                         : static_cast<std::size_t>(index.internalId());
    return m_answer->sessions[session];
}

QVariant SearchHitsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == isSession)
        return sessionData(hitsAt(index), role);
    return hitData(hitsAt(index).hits[static_cast<std::size_t>(index.row())], role);
}

QVariant SearchHitsModel::sessionData(const SessionHits &hits, int role) const
{
    switch (role) {
    case Qt::DisplayRole: {
        const QString count = hits.count > hits.hits.size()
            ? tr("showing %1 of %2 hits").arg(numberText(hits.hits.size()), numberText(hits.count))
            : tr("%1 hits").arg(numberText(hits.count));
        return tr("%1 · %2 · %3")
            .arg(toQt(hits.session.displayName()), dateTimeText(hits.session.started).left(16), count);
    }
    case Qt::FontRole: {
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    case Qt::ToolTipRole:
        return plainToolTip(toQt(hits.session.id.text()));
    default:
        return {};
    }
}

QVariant SearchHitsModel::hitData(const SearchHit &hit, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return snippetText(hit);
    case Qt::AccessibleTextRole:
        return tr("%1 %2, %3: %4")
            .arg(eventTypeText(hit.type), toQt(hit.name), textFieldText(hit.field), snippetText(hit));
    case Qt::ToolTipRole:
        return plainToolTip(tr("%1 %2\n%3, in its %4")
                                .arg(eventTypeText(hit.type), toQt(hit.name), dateTimeText(hit.start),
                                    textFieldText(hit.field)));
    case TypeRole:
        return static_cast<int>(hit.type);
    case PlacesRole:
        return QVariant::fromValue(placesOf(hit));
    case WhereRole:
        return tr("%1 · %2").arg(toQt(hit.name), textFieldText(hit.field));
    case TimeRole:
        return clockText(hit.start);
    default:
        return {};
    }
}

void SearchHitsModel::show(std::shared_ptr<const SearchAnswer> answer)
{
    beginResetModel();
    m_answer = std::move(answer);
    endResetModel();
}

SessionId SearchHitsModel::sessionAt(const QModelIndex &index) const
{
    return index.isValid() ? hitsAt(index).session.id : SessionId();
}

std::int64_t SearchHitsModel::eventAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == isSession)
        return 0;
    return hitsAt(index).hits[static_cast<std::size_t>(index.row())].row;
}

} // namespace sluice::ui
