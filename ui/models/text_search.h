// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/search.h"
#include "core/store/data_dir.h"
#include "ui/models/background_work.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace sluice {
class SearchReader;
}

namespace sluice::ui {

/// Asks the full-text index off the GUI thread. A later question of the same kind takes the place of an
/// earlier one. thread: GUI.
class TextSearch final : public QObject
{
    Q_OBJECT
public:
    /// Of one text, findRows() finds the earliest so many: a filter for more is better asked otherwise.
    static constexpr std::size_t mostRows = 100'000;

    explicit TextSearch(DataDir dir, QObject *parent = nullptr);
    ~TextSearch() override;

    /// Across all sessions: as SearchReader::find().
    void search(const QString &query, const sluice::SearchLimits &limits);
    void cancelSearch();

    /// Which events of a session hold each of these texts, all their words in this order.
    void findRows(const sluice::SessionId &session, const std::vector<std::string> &texts);

Q_SIGNALS:
    void found(const QString &query, const std::shared_ptr<const sluice::SearchAnswer> &answer);
    void failed(const QString &query, const QString &message);
    /// `isCut`: there are more than mostRows of one of the texts.
    void rowsFound(const sluice::SessionId &session,
        const std::map<std::string, std::vector<std::int64_t>> &rows, bool isCut);

private:
    class Index;
    std::shared_ptr<Index> m_index; ///< the work's thread only
    BackgroundWork m_work; ///< last: its thread ends first
};

} // namespace sluice::ui
