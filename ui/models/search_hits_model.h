// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/search.h"

#include <QAbstractItemModel>

#include <memory>

namespace sluice::ui {

/// What a search found: sessions, and below each its first hits. thread: GUI.
class SearchHitsModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role {
        TypeRole = Qt::UserRole, ///< int: EventType; of hits
        PlacesRole, ///< QList<QPair<int, int>>: where in the display text the words stand, and how long
        WhereRole, ///< QString: "prompt", ...; of hits
        TimeRole, ///< QString: when it started; of hits
    };

    explicit SearchHitsModel(QObject *parent = nullptr);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    void show(std::shared_ptr<const SearchAnswer> answer);
    const SearchAnswer &answer() const { return *m_answer; }

    SessionId sessionAt(const QModelIndex &index) const;
    /// 0 = a session's row.
    std::int64_t eventAt(const QModelIndex &index) const;

private:
    const SessionHits &hitsAt(const QModelIndex &index) const;
    QVariant sessionData(const SessionHits &hits, int role) const;
    QVariant hitData(const SearchHit &hit, int role) const;

    std::shared_ptr<const SearchAnswer> m_answer;
};

/// "prompt", "tool's answer", ...: where a text stands, for people.
QString textFieldText(TextField field);

} // namespace sluice::ui
