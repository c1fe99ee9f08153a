// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/shown_session.h"

#include <algorithm>

namespace sluice::ui {

namespace {

/// Pieces that wait to be put in; then the reader rests. Two, so that it reads while one is put in.
constexpr std::size_t mostPieces = 2;

} // namespace

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
    connect(&store, &StoreFollower::caughtUp, this, [this] {
        m_caughtUp = true;
        endLoading();
    });
    connect(&m_putting, &QTimer::timeout, this, &ShownSession::putHeads);
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
    m_heads.clear();
    m_put = 0;
    m_putting.stop();
    m_isLoading = true;
    m_isPartial = m_caughtUp = false;
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

void ShownSession::cancelLoading()
{
    if (!m_isLoading)
        return;
    m_isPartial = true;
    m_bridge.store().stopHeads();
    m_heads.clear();
    m_put = 0;
    m_putting.stop();
    m_caughtUp = true;
    endLoading();
}

void ShownSession::takeHeads(const SessionId &session, const std::shared_ptr<const ReadyHeads> &heads)
{
    if (session != id() || m_isPartial)
        return;
    m_heads.push_back(heads);
    if (m_heads.size() >= mostPieces)
        m_bridge.store().holdHeads(true);
    if (!m_putting.isActive())
        putHeads();
}

/// One budget's worth; the timer brings it here again when the window had its turn to paint.
void ShownSession::putHeads()
{
    const std::shared_ptr<const ReadyHeads> heads = m_heads.front();
    m_put = m_timeline.appendEvents(*heads, m_put, headsBudget);
    if (m_put == heads->size()) {
        m_heads.pop_front();
        m_put = 0;
        m_bridge.store().holdHeads(false);
    }
    if (m_heads.empty())
        m_putting.stop();
    else
        m_putting.start();
    if (m_isLoading) {
        const quint64 read = m_timeline.events().eventCount();
        Q_EMIT loadProgress(read, std::max<quint64>(read, summary()->counts.total()));
    }
    endLoading();
}

void ShownSession::endLoading()
{
    if (!m_isLoading || !m_caughtUp || !m_heads.empty())
        return;
    m_isLoading = false;
    Q_EMIT loadEnded();
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
