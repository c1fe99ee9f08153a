// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/search_reader.h"

#include "core/agentops/event_texts.h"
#include "core/sqlite/connection.h"
#include "core/sqlite/statement.h"
#include "core/sqlite/text_tokens.h"
#include "core/store/event_row.h"
#include "core/store/search_file.h"
#include "core/store/search_query.h"
#include "core/store/session_search.h"
#include "core/store/snippet.h"
#include "core/store/store_connection.h"
#include "core/store/summary_row.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace sluice {

namespace {

/// How many matches are counted between two questions whether the answer is still wanted.
constexpr std::uint64_t matchesAtOnce = 512;

Error notWanted()
{
    return {ErrorKind::Cancelled, "the search was stopped"};
}

/// The events of a session that match.
struct Group
{
    std::uint64_t count = 0;
    std::vector<std::int64_t> rows; ///< the earliest of them, in their order

    void add(std::int64_t row, std::size_t most)
    {
        ++count;
        if (rows.size() == most && (most == 0 || row > rows.back()))
            return;
        rows.insert(std::ranges::upper_bound(rows, row), row);
        if (rows.size() > most)
            rows.pop_back();
    }
};

/// The rows that are searched: all, or a session's from one on.
struct Range
{
    std::int64_t after = 0;
    std::int64_t end = std::numeric_limits<std::int64_t>::max();
};

} // namespace

class SearchReader::Impl
{
public:
    Impl(std::unique_ptr<Connection> storeFile, std::unique_ptr<Connection> indexFile,
        std::unique_ptr<TextTokens> indexTokens)
        : store(std::move(storeFile))
        , index(std::move(indexFile))
        , tokens(std::move(indexTokens))
    { }

    Result<SearchAnswer> find(
        std::string_view text, const SearchLimits &limits, const std::function<bool()> &wanted);

    std::unique_ptr<Connection> store;
    std::unique_ptr<Connection> index;
    std::unique_ptr<TextTokens> tokens;
    SessionSearch sessions{*store};
    Statement sessionAt{*store, "SELECT " + std::string(summaryColumns) + " FROM sessions WHERE key = ?"};
    Statement storedEvents{*store, "SELECT ifnull(sum(next_event - 1), 0) FROM sessions"};
    Statement eventAt{*store,
        "SELECT started, type, name, body FROM events JOIN bodies ON bodies.row = events.row"
        " WHERE events.row = ?"};
    Statement indexedEvents{*index, "SELECT events FROM state"};
    // The row of a docid: of a renewed event the renewed one, and NULL for what it had before.
    Statement matches{*index,
        "SELECT iif(rowid < ?, iif(EXISTS (SELECT 1 FROM renewed WHERE row = texts.rowid), NULL, rowid),"
        " (SELECT row FROM renewed WHERE docid = texts.rowid)) FROM texts"
        " WHERE texts MATCH ? AND rowid > ? AND rowid < ? ORDER BY rowid"};

private:
    using Groups = std::map<std::int64_t, Group>; ///< by the session's key

    Result<Range> rangeOf(const SearchLimits &limits);
    Result<void> count(const std::string &match, const Range &docids, const Range &rows,
        const SearchLimits &limits, const std::function<bool()> &wanted);
    Result<void> progress();
    Result<void> show(std::int64_t key, const Group &group, const SearchQuery &query);
    Result<void> showHit(std::int64_t row, const SearchQuery &query, SessionHits &session);

    EventTextReader m_texts;
    Groups m_groups;
    SearchAnswer m_answer;
};

Result<Range> SearchReader::Impl::rangeOf(const SearchLimits &limits)
{
    if (limits.session.isEmpty())
        return Range{};
    const Result<std::optional<std::int64_t>> key = sessions.keyOf(limits.session);
    if (!key)
        return key.error();
    if (!*key)
        return Error{ErrorKind::NotFound, "there is no session " + limits.session.text()};
    return Range{std::max(limits.afterRow, eventRow(**key, 0)), eventRow(**key + 1, 0)};
}

Result<void> SearchReader::Impl::count(const std::string &match, const Range &docids, const Range &rows,
    const SearchLimits &limits, const std::function<bool()> &wanted)
{
    std::uint64_t seen = 0;
    Rows found = matches.query(firstRenewedDocid, match, docids.after, docids.end);
    while (m_answer.isWhole && found.next()) {
        if (++seen % matchesAtOnce == 0 && !wanted())
            return notWanted();
        const std::int64_t row = found.number(0);
        if (row <= rows.after || row >= rows.end)
            continue; // also NULL, which is 0
        m_groups[sessionOfRow(row)].add(row, limits.hitsPerSession);
        m_answer.isWhole = ++m_answer.matches < limits.matches;
    }
    return found.result();
}

Result<void> SearchReader::Impl::progress()
{
    for (const auto &[statement, number] :
        {std::pair(&indexedEvents, &m_answer.indexed), std::pair(&storedEvents, &m_answer.stored)}) {
        Rows rows = statement->query();
        if (rows.next())
            *number = rows.count(0);
        if (const Result<void> read = rows.result(); !read)
            return read;
    }
    return {};
}

Result<SearchAnswer> SearchReader::Impl::find(
    std::string_view text, const SearchLimits &limits, const std::function<bool()> &wanted)
{
    m_groups.clear();
    m_answer = {};
    const Result<SearchQuery> query = SearchQuery::parse(text, *tokens);
    if (!query)
        return query.error();
    const Result<Range> rows = rangeOf(limits);
    if (!rows)
        return rows.error();
    Result<void> done = progress();
    if (done)
        done = count(query->match(), *rows, *rows, limits, wanted);
    if (done && !limits.session.isEmpty())
        done = count(query->match(), Range{firstRenewedDocid, Range{}.end}, *rows, limits, wanted);
    if (!done)
        return done.error();
    m_answer.sessionCount = m_groups.size();
    for (auto group = m_groups.rbegin();
         group != m_groups.rend() && m_answer.sessions.size() < limits.sessions; ++group) {
        if (!wanted())
            return notWanted();
        if (const Result<void> shown = show(group->first, group->second, *query); !shown)
            return shown.error();
    }
    return std::move(m_answer);
}

Result<void> SearchReader::Impl::show(std::int64_t key, const Group &group, const SearchQuery &query)
{
    SessionHits session;
    session.count = group.count;
    {
        Rows rows = sessionAt.query(key);
        if (!rows.next())
            return rows.result();
        session.session = summaryFrom(rows);
    }
    for (const std::int64_t row : group.rows) {
        if (const Result<void> shown = showHit(row, query, session); !shown)
            return shown;
    }
    m_answer.sessions.push_back(std::move(session));
    return {};
}

Result<void> SearchReader::Impl::showHit(std::int64_t row, const SearchQuery &query, SessionHits &session)
{
    StoredEvent event;
    {
        Rows rows = eventAt.query(row);
        if (!rows.next())
            return rows.result();
        event.start = rows.time(0);
        event.type = rows.enumerator(1, EventType::Api, EventType::Action);
        event.name = rows.text(2);
        event.body = rows.text(3);
    }
    SearchHit hit;
    hit.row = row;
    hit.start = event.start;
    hit.type = event.type;
    hit.name = event.name;
    if (showPlaces(m_texts.of(event), query, *tokens, hit))
        session.hits.push_back(std::move(hit));
    return {};
}

SearchReader::SearchReader(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{ }

SearchReader::~SearchReader() = default;

Result<std::unique_ptr<SearchReader>> SearchReader::open(const DataDir &dir)
{
    Result<std::unique_ptr<Connection>> store = openStoreForReading(dir);
    if (!store)
        return store.error();
    Result<std::unique_ptr<Connection>> index = openSearchFileForReading(dir.searchIndex());
    if (!index)
        return index.error();
    Result<std::unique_ptr<TextTokens>> tokens = TextTokens::open(**index);
    if (!tokens)
        return tokens.error();
    auto impl = std::make_unique<Impl>(std::move(*store), std::move(*index), std::move(*tokens));
    for (const Connection *connection : {impl->store.get(), impl->index.get()}) {
        if (const Result<void> prepared = connection->preparedAll(); !prepared)
            return prepared.error();
    }
    return std::unique_ptr<SearchReader>(new SearchReader(std::move(impl)));
}

Result<SearchAnswer> SearchReader::find(
    std::string_view query, const SearchLimits &limits, const std::function<bool()> &wanted)
{
    return m_impl->find(query, limits, wanted);
}

} // namespace sluice
