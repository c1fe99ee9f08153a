// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/timeline_digest.h"

#include "ui/models/timeline_model.h"

#include <algorithm>

namespace sluice::ui {

namespace {

/// So many of the last records may have changed since: flushes under way end, runs of drops grow.
constexpr std::size_t mayHaveChanged = 64;

std::size_t firstToRead(std::size_t seen)
{
    return seen - std::min(seen, mayHaveChanged);
}

} // namespace

void TimelineDigest::reset()
{
    *this = TimelineDigest();
}

void TimelineDigest::takeNews(const TimelineModel &model)
{
    const EventLanes &events = model.events();
    if (events.columns().size() < m_eventsSeen)
        reset();
    takeEvents(events.columns());
    // An event that is told again may have become an error, or have lost it.
    if (m_density.errors() != events.errorCount()) {
        reset();
        takeEvents(events.columns());
    }
    takeDelivery(model);
}

IdleTime TimelineDigest::idleTime(const TimelineModel &model) const
{
    return idleTimeOf(m_busy, model.range());
}

void TimelineDigest::takeEvents(const EventColumns &columns)
{
    takeOpen(columns);
    for (; m_eventsSeen < columns.size(); ++m_eventsSeen) {
        m_density.add(columns.start(m_eventsSeen), columns.isError(m_eventsSeen));
        m_busy.add({columns.start(m_eventsSeen), columns.end(m_eventsSeen)});
        if (columns.isOpen(m_eventsSeen))
            m_open.push_back(m_eventsSeen);
    }
}

void TimelineDigest::takeOpen(const EventColumns &columns)
{
    for (const EventIndex event : m_open)
        m_busy.add({columns.start(event), columns.end(event)});
    std::erase_if(m_open, [&](EventIndex event) { return !columns.isOpen(event); });
}

void TimelineDigest::takeDelivery(const TimelineModel &model)
{
    for (std::size_t i = firstToRead(m_flushesSeen); i < model.flushes().size(); ++i)
        m_busy.add({model.flushes()[i].started, model.flushes()[i].ended});
    m_flushesSeen = model.flushes().size();
    for (std::size_t i = firstToRead(m_dropsSeen); i < model.drops().size(); ++i)
        m_busy.add({model.drops()[i].first, model.drops()[i].last});
    m_dropsSeen = model.drops().size();
}

} // namespace sluice::ui
