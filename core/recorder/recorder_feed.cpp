// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/recorder_feed.h"

#include <utility>

namespace sluice {

RecorderNews RecorderFeed::take()
{
    RecorderNews news;
    MutexLock lock(m_mutex);
    std::swap(news, m_news);
    return news;
}

void RecorderFeed::flushStarted(const FlushRecord &flush)
{
    keep(&RecorderNews::started, flush);
}

void RecorderFeed::flushDelayed(const FlushRecord &flush)
{
    keep(&RecorderNews::started, flush);
}

void RecorderFeed::flushFinished(const FlushRecord &flush)
{
    keep(&RecorderNews::finished, flush);
}

void RecorderFeed::eventsDropped(const DropRun &drops)
{
    keep(&RecorderNews::drops, drops);
}

void RecorderFeed::depthSampled(const DepthSample &sample)
{
    keep(&RecorderNews::depths, sample);
}

template <typename Record>
void RecorderFeed::keep(std::vector<Record> RecorderNews::*kind, const Record &record)
{
    MutexLock lock(m_mutex);
    std::vector<Record> &kept = m_news.*kind;
    if (kept.size() < mostKept)
        kept.push_back(record);
    else
        ++m_news.missed;
}

} // namespace sluice
