// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/recorder_feed.h"

#include <algorithm>
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
    keep(&RecorderNews::started, std::span(&flush, 1));
}

void RecorderFeed::flushDelayed(const FlushRecord &flush)
{
    keep(&RecorderNews::started, std::span(&flush, 1));
}

void RecorderFeed::flushFinished(const FlushRecord &flush)
{
    keep(&RecorderNews::finished, std::span(&flush, 1));
}

void RecorderFeed::eventsDropped(std::span<const DropRun> drops)
{
    keep(&RecorderNews::drops, drops);
}

void RecorderFeed::depthSampled(std::span<const DepthSample> samples)
{
    keep(&RecorderNews::depths, samples);
}

template <typename Record>
void RecorderFeed::keep(std::vector<Record> RecorderNews::*kind, std::span<const Record> records)
{
    MutexLock lock(m_mutex);
    std::vector<Record> &kept = m_news.*kind;
    const std::size_t room = mostKept - std::min(mostKept, kept.size());
    const std::size_t taken = std::min(room, records.size());
    kept.insert(kept.end(), records.begin(), records.begin() + static_cast<std::ptrdiff_t>(taken));
    m_news.missed += records.size() - taken;
}

} // namespace sluice
