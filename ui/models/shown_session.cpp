// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/shown_session.h"

#include <algorithm>

namespace sluice::ui {

ShownSession::ShownSession(Bridge &bridge, QObject *parent)
    : QObject(parent)
    , m_bridge(bridge)
{
    connect(&bridge, &Bridge::sessionsChanged, this, &ShownSession::takeSessions);
    connect(&bridge, &Bridge::flushesStarted, this, &ShownSession::takeFlushes);
    connect(&bridge, &Bridge::flushesFinished, this, &ShownSession::takeFlushes);
    connect(&bridge, &Bridge::eventsDropped, this, &ShownSession::takeDrops);
    connect(&bridge, &Bridge::depthsSampled, this, &ShownSession::takeDepths);
    DeliveryLinks &links = m_timeline.links();
    SessionReader &reader = bridge.reader();
    connect(&links, &DeliveryLinks::flushesWanted, &reader, &SessionReader::findCarriers);
    connect(
        &links, &DeliveryLinks::eventsWanted, &reader, [&reader](const SessionId &session, quint64 sequence) {
            reader.findCarried(session, sequence, DeliveryLinks::mostEvents);
        });
    connect(&reader, &SessionReader::carriersFound, &links, &DeliveryLinks::takeFlushes);
    connect(&reader, &SessionReader::carriedFound, &links, &DeliveryLinks::takeEvents);
    StoreFollower &store = bridge.store();
    connect(&store, &StoreFollower::headsRead, this, &ShownSession::takeHeads);
    connect(&store, &StoreFollower::agentsRead, this, &ShownSession::takeAgents);
    connect(&store, &StoreFollower::recordsRead, this, &ShownSession::takeRecords);
}

SessionId ShownSession::id() const
{
    return m_timeline.session() ? m_timeline.session()->id : SessionId();
}

void ShownSession::open(const SessionSummary &session)
{
    if (session.id == id())
        return;
    m_timeline.reset(session);
    m_flushLog.show(session.id);
    m_bridge.follow(session.id);
    Q_EMIT opened(session);
}

void ShownSession::takeSessions(const QList<SessionSummary> &sessions)
{
    const auto mine = std::ranges::find(sessions, id(), &SessionSummary::id);
    if (mine == sessions.end())
        return;
    m_timeline.update(*mine);
    Q_EMIT summaryChanged(*mine);
}

void ShownSession::takeHeads(const SessionId &session, const std::vector<EventHead> &heads)
{
    if (session == id())
        m_timeline.appendEvents(heads);
}

void ShownSession::takeAgents(const SessionId &session, const std::vector<Agent> &agents)
{
    if (session == id())
        m_timeline.setAgents(agents);
}

void ShownSession::takeRecords(const SessionId &session, const SessionRecords &records)
{
    if (session != id())
        return;
    // What the recorder told meanwhile is newer than what was read.
    std::vector<FlushRecord> flushes = records.flushes;
    std::erase_if(flushes, [this](const FlushRecord &flush) { return m_flushLog.knowsBetter(flush); });
    m_flushLog.add(QList<FlushRecord>(flushes.begin(), flushes.end()));
    m_timeline.appendFlushes(flushes);
    m_timeline.appendDrops(records.drops);
    m_timeline.appendDepths(records.depths);
}

void ShownSession::takeFlushes(const QList<FlushRecord> &flushes)
{
    m_flushLog.add(flushes);
    m_timeline.appendFlushes({flushes.begin(), flushes.end()});
}

void ShownSession::takeDrops(const QList<DropRun> &drops)
{
    m_timeline.appendDrops({drops.begin(), drops.end()});
}

void ShownSession::takeDepths(const QList<DepthSample> &samples)
{
    m_timeline.appendDepths({samples.begin(), samples.end()});
}

} // namespace sluice::ui
