// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/store_news.h"

#include "core/store/store_reader.h"

#include <utility>

namespace sluice::ui {

namespace {

/// Heads between two looks at whether they are still wanted.
constexpr std::size_t headsALook = 1'024;

/// Puts heads into a piece, while they are wanted.
class HeadTaker
{
public:
    explicit HeadTaker(const std::function<bool()> &wanted)
        : m_wanted(wanted)
    { }

    bool take(const EventHeadView &head)
    {
        m_heads->add(head);
        return m_heads->size() % headsALook != 0 || m_wanted();
    }
    const std::shared_ptr<ReadyHeads> &heads() const { return m_heads; }

private:
    const std::function<bool()> &m_wanted;
    std::shared_ptr<ReadyHeads> m_heads = std::make_shared<ReadyHeads>();
};

Result<void> readHeads(
    StoreReader &reader, const NewsQuery &query, const std::function<bool()> &wanted, StoreNews &news)
{
    HeadTaker taker(wanted);
    auto found = reader.eachHead(query.session, query.afterRow, NewsQuery::mostHeads,
        [&taker](const EventHeadView &head) { return taker.take(head); });
    if (!found)
        return found.error();
    if (*found > 0)
        news.afterRow = taker.heads()->lastRow();
    news.moreHeads = *found == NewsQuery::mostHeads;
    if (!news.changes)
        news.changes.emplace().revision = news.revision;
    if (!news.moreHeads) {
        // A row that is not read yet comes as a new one: it is passed over here.
        found = reader.eachHeadChangedSince(query.session, *news.changes, NewsQuery::mostHeads,
            [&](const EventHeadView &head) { return head.row > news.afterRow || taker.take(head); });
        if (!found)
            return found.error();
        news.moreHeads = *found == NewsQuery::mostHeads;
    }
    if (!taker.heads()->isEmpty())
        news.heads = taker.heads();
    auto agents = reader.agents(query.session);
    if (!agents)
        return agents.error();
    news.agents = std::move(*agents);
    return {};
}

Result<void> readRecords(StoreReader &reader, const NewsQuery &query, StoreNews &news)
{
    auto flushes = reader.flushes(query.session);
    if (!flushes)
        return flushes.error();
    auto drops = reader.drops(query.session);
    if (!drops)
        return drops.error();
    auto depths = reader.depths(query.session);
    if (!depths)
        return depths.error();
    news.records = SessionRecords{std::move(*flushes), std::move(*drops), std::move(*depths)};
    return {};
}

} // namespace

Result<StoreNews> readNews(StoreReader &reader, const NewsQuery &query, const std::function<bool()> &wanted)
{
    auto revision = reader.revision();
    if (!revision)
        return revision.error();
    StoreNews news;
    news.revision = *revision;
    news.afterRow = query.afterRow;
    news.changes = query.changes;
    if (news.revision != query.revision) {
        auto sessions = reader.sessionsChangedSince(query.revision);
        if (!sessions)
            return sessions.error();
        news.sessions = std::move(*sessions);
    }
    if (query.session && query.wantHeads && news.revision != query.headsRevision) {
        if (auto read = readHeads(reader, query, wanted, news); !read)
            return read.error();
    }
    if (query.session && query.wantRecords) {
        if (auto read = readRecords(reader, query, news); !read)
            return read.error();
    }
    return news;
}

} // namespace sluice::ui
