// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/text_search.h"

#include "core/store/search_reader.h"
#include "ui/bridge/convert.h"

#include <algorithm>
#include <utility>

namespace sluice::ui {

namespace {

constexpr std::size_t searchLane = 0;
constexpr std::size_t rowsLane = 1;

/// One phrase, whatever is in it.
std::string phrase(const std::string &text)
{
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? ' ' : c;
    return quoted + '"';
}

} // namespace

/// The reader, opened when it is first needed and again after it could not be.
class TextSearch::Index
{
public:
    explicit Index(DataDir dir)
        : m_dir(std::move(dir))
    { }

    Result<SearchAnswer> find(const std::string &query, const SearchLimits &limits, const StillWanted &wanted)
    {
        if (!m_reader) {
            Result<std::unique_ptr<SearchReader>> reader = SearchReader::open(m_dir);
            if (!reader)
                return reader.error();
            m_reader = std::move(*reader);
        }
        return m_reader->find(query, limits, wanted);
    }

private:
    const DataDir m_dir;
    std::unique_ptr<SearchReader> m_reader;
};

TextSearch::TextSearch(DataDir dir, QObject *parent)
    : QObject(parent)
    , m_index(std::make_shared<Index>(std::move(dir)))
    , m_work(this)
{ }

TextSearch::~TextSearch() = default;

void TextSearch::search(const QString &query, const SearchLimits &limits)
{
    m_work.submit(searchLane,
        [this, index = m_index, query, limits](const StillWanted &wanted) -> BackgroundWork::Answer {
            Result<SearchAnswer> answer = index->find(fromQt(query), limits, wanted);
            if (!answer)
                return
                    [this, query, message = toQt(answer.error().message)] { Q_EMIT failed(query, message); };
            auto shared = std::make_shared<const SearchAnswer>(std::move(*answer));
            return [this, query, shared] { Q_EMIT found(query, shared); };
        });
}

void TextSearch::cancelSearch()
{
    m_work.cancel(searchLane);
}

void TextSearch::findRows(const SessionId &session, const std::vector<std::string> &texts)
{
    m_work.submit(rowsLane,
        [this, index = m_index, session, texts](const StillWanted &wanted) -> BackgroundWork::Answer {
            SearchLimits limits;
            limits.session = session;
            limits.sessions = 1;
            limits.hitsPerSession = mostRows;
            std::map<std::string, std::vector<std::int64_t>> rows;
            bool isCut = false;
            for (const std::string &text : texts) {
                const Result<SearchAnswer> answer = index->find(phrase(text), limits, wanted);
                if (!answer)
                    return {}; // the names are looked at instead, and the list says so
                std::vector<std::int64_t> &found = rows[text];
                isCut = isCut || !answer->isWhole;
                for (const SessionHits &hits : answer->sessions) {
                    isCut = isCut || hits.hits.size() < hits.count;
                    for (const SearchHit &hit : hits.hits)
                        found.push_back(hit.row);
                }
                std::ranges::sort(found);
            }
            return [this, session, rows, isCut] { Q_EMIT rowsFound(session, rows, isCut); };
        });
}

} // namespace sluice::ui
