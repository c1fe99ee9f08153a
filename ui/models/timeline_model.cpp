// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/timeline_model.h"

#include <algorithm>

namespace sluice::ui {

namespace {

/// Of a frame of 16 ms: what may be spent on events that are not where they belong.
constexpr std::chrono::milliseconds settlingBudget{4};

/// So many events or steps between two looks at the clock: some hundred microseconds.
constexpr std::size_t stepsALook = 512;

class Deadline
{
public:
    explicit Deadline(std::chrono::nanoseconds budget)
        : m_end(std::chrono::steady_clock::now() + budget)
    { }
    bool isOver() const { return std::chrono::steady_clock::now() >= m_end; }

private:
    std::chrono::steady_clock::time_point m_end;
};

} // namespace

TimelineModel::TimelineModel(QObject *parent)
    : QObject(parent)
{
    m_pace.setSingleShot(true);
    m_pace.setInterval(loadingPace);
    connect(&m_pace, &QTimer::timeout, this, [this] {
        if (m_isUnsaid)
            sayChangedAtItsPace();
    });
    connect(&m_settling, &QTimer::timeout, this, &TimelineModel::settle);
}

void TimelineModel::reset(const SessionSummary &session)
{
    forget();
    m_session = session;
    m_links.reset(session.id);
    Q_EMIT sessionChanged();
}

void TimelineModel::clear()
{
    forget();
    m_session.reset();
    Q_EMIT sessionChanged();
}

void TimelineModel::update(const SessionSummary &session)
{
    if (!isShown(session.id))
        return;
    m_session = session;
    Q_EMIT changed();
}

void TimelineModel::appendEvents(const std::vector<EventHead> &heads)
{
    for (const EventHead &head : heads)
        m_events.add(head);
    settleLater();
    Q_EMIT changed();
}

std::size_t TimelineModel::appendEvents(
    const ReadyHeads &heads, std::size_t from, std::chrono::nanoseconds budget)
{
    const Deadline deadline(budget);
    do {
        from = m_events.add(heads, from, stepsALook);
    } while (from < heads.size() && !deadline.isOver());
    settleLater();
    sayChangedAtItsPace();
    return from;
}

void TimelineModel::sayChangedAtItsPace()
{
    m_isUnsaid = m_pace.isActive();
    if (m_isUnsaid)
        return;
    m_pace.start();
    Q_EMIT changed();
}

void TimelineModel::settleLater()
{
    if (!m_events.isSettled())
        m_settling.start();
}

void TimelineModel::settle()
{
    const Deadline deadline(settlingBudget);
    while (!m_events.isSettled() && !deadline.isOver())
        m_events.settle(stepsALook);
    if (m_events.isSettled())
        m_settling.stop();
    Q_EMIT changed();
}

void TimelineModel::setAgents(const std::vector<Agent> &agents)
{
    m_agentNames.clear();
    for (const Agent &agent : agents)
        m_agentNames[agent.id.text()] = agent.name;
    Q_EMIT changed();
}

void TimelineModel::setFlushes(const std::vector<FlushRecord> &flushes)
{
    m_flushes.clear();
    m_flushOfSequence.clear();
    appendFlushes(flushes);
}

void TimelineModel::appendFlushes(const std::vector<FlushRecord> &flushes)
{
    for (const FlushRecord &flush : flushes)
        takeFlush(flush);
    orderFlushes();
    m_links.doubtAnswers();
    Q_EMIT changed();
}

void TimelineModel::setDrops(const std::vector<DropRun> &drops)
{
    m_drops.clear();
    appendDrops(drops);
}

void TimelineModel::appendDrops(const std::vector<DropRun> &drops)
{
    for (const DropRun &drop : drops)
        takeDrop(drop);
    Q_EMIT changed();
}

void TimelineModel::setDepths(const std::vector<DepthSample> &depths)
{
    m_depths.clear();
    appendDepths(depths);
}

void TimelineModel::appendDepths(const std::vector<DepthSample> &depths)
{
    for (const DepthSample &depth : depths) {
        if (isShown(depth.session))
            m_depths.add(depth);
    }
    Q_EMIT changed();
}

void TimelineModel::setEnd(std::optional<Timestamp> end)
{
    if (m_session)
        m_session->ended = end;
    Q_EMIT changed();
}

void TimelineModel::setLaneBy(LaneBy laneBy)
{
    m_events.setLaneBy(laneBy);
    settleLater();
    Q_EMIT changed();
}

bool TimelineModel::isRunningAt(Timestamp now) const
{
    return m_session && m_session->stateAt(now) == SessionState::Running;
}

std::optional<Timestamp> TimelineModel::growUntil(Timestamp now) const
{
    return m_events.hasOpen() && isRunningAt(now) ? std::optional(now) : std::nullopt;
}

std::uint64_t TimelineModel::droppedEvents() const
{
    std::uint64_t sum = 0;
    for (const DropRun &drop : m_drops)
        sum += drop.count;
    return sum;
}

const FlushRecord *TimelineModel::flushOf(std::uint64_t sequence) const
{
    const auto known = m_flushOfSequence.find(sequence);
    return known == m_flushOfSequence.end() ? nullptr : &m_flushes[known->second];
}

bool TimelineModel::hasDelivery() const
{
    const bool recordedHere = m_session && m_session->origin == Origin::Recorded;
    return recordedHere || !m_flushes.empty() || !m_drops.empty() || !m_depths.isEmpty();
}

std::string TimelineModel::agentName(std::uint16_t track) const
{
    const std::string id(m_events.columns().trackText(track));
    if (m_events.columns().isThread(track))
        return id;
    const auto known = m_agentNames.find(id);
    return known == m_agentNames.end() || known->second.empty() ? id : known->second;
}

Timestamp TimelineModel::zero() const
{
    if (m_session && m_session->started != Timestamp{})
        return m_session->started;
    const auto range = m_events.range();
    return range ? range->begin : Timestamp{};
}

TimeRange TimelineModel::range() const
{
    TimeRange range{zero(), zero()};
    if (const auto events = m_events.range())
        range = united(range, *events);
    if (!m_flushes.empty())
        range = united(range, {m_flushes.front().started, m_flushes.back().ended});
    if (!m_drops.empty())
        range = united(range, {m_drops.front().first, m_drops.back().last});
    if (!m_depths.isEmpty())
        range = united(range, {m_depths.samples().front().time, m_depths.samples().back().time});
    if (m_session && m_session->ended)
        range = united(range, {*m_session->ended, *m_session->ended});
    return range;
}

void TimelineModel::forget()
{
    m_events.clear();
    m_pace.stop();
    m_isUnsaid = false;
    m_settling.stop();
    m_agentNames.clear();
    m_flushes.clear();
    m_flushOfSequence.clear();
    m_drops.clear();
    m_depths.clear();
    m_links.reset({});
}

void TimelineModel::takeFlush(const FlushRecord &flush)
{
    if (!isShown(flush.session))
        return;
    const auto known = m_flushOfSequence.find(flush.sequence);
    if (known != m_flushOfSequence.end()) {
        m_flushes[known->second] = flush;
        return;
    }
    m_flushOfSequence[flush.sequence] = m_flushes.size();
    m_flushes.push_back(flush);
}

void TimelineModel::takeDrop(const DropRun &drop)
{
    if (!isShown(drop.session))
        return;
    auto place = std::lower_bound(m_drops.begin(), m_drops.end(), drop.first,
        [](const DropRun &run, Timestamp time) { return run.first < time; });
    for (; place != m_drops.end() && place->first == drop.first; ++place) {
        if (place->reason == drop.reason) {
            *place = drop;
            return;
        }
    }
    m_drops.insert(place, drop);
}

void TimelineModel::orderFlushes()
{
    const auto startsEarlier = [](const FlushRecord &a, const FlushRecord &b) {
        return std::pair(a.started, a.sequence) < std::pair(b.started, b.sequence);
    };
    if (std::is_sorted(m_flushes.begin(), m_flushes.end(), startsEarlier))
        return;
    std::sort(m_flushes.begin(), m_flushes.end(), startsEarlier);
    for (std::size_t i = 0; i < m_flushes.size(); ++i)
        m_flushOfSequence[m_flushes[i].sequence] = i;
}

} // namespace sluice::ui
