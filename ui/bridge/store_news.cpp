// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/store_news.h"

#include "core/store/store_reader.h"

#include <utility>

namespace sluice::ui {

namespace {

Result<void> readHeads(StoreReader &reader, const NewsQuery &query, StoreNews &news)
{
    auto heads = reader.eventHeads(query.session, query.afterRow, NewsQuery::mostHeads);
    if (!heads)
        return heads.error();
    news.heads = std::move(*heads);
    news.moreHeads = news.heads.size() == NewsQuery::mostHeads;
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

Result<StoreNews> readNews(StoreReader &reader, const NewsQuery &query)
{
    auto revision = reader.revision();
    if (!revision)
        return revision.error();
    StoreNews news;
    news.revision = *revision;
    if (news.revision != query.revision) {
        auto sessions = reader.sessionsChangedSince(query.revision);
        if (!sessions)
            return sessions.error();
        news.sessions = std::move(*sessions);
    }
    if (query.session && news.revision != query.headsRevision) {
        if (auto read = readHeads(reader, query, news); !read)
            return read.error();
    }
    if (query.session && query.wantRecords) {
        if (auto read = readRecords(reader, query, news); !read)
            return read.error();
    }
    return news;
}

} // namespace sluice::ui
