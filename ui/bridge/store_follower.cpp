// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/store_follower.h"

#include "core/store/store_reader.h"
#include "ui/bridge/convert.h"

#include <utility>

namespace sluice::ui {

StoreFollower::StoreFollower(DataDir dir, QObject *parent)
    : QObject(parent)
    , m_runner(std::move(dir), this)
{ }

void StoreFollower::tick()
{
    if (m_looking)
        return;
    if (m_hungry || m_query.wantRecords || ++m_rested >= restingTicks)
        look();
}

void StoreFollower::follow(const SessionId &session)
{
    m_query.session = session;
    m_query.afterRow = 0;
    m_query.headsRevision = 0;
    m_query.changes.reset();
    m_held = m_stopped = m_moreHeads = false;
    m_query.wantRecords = !session.isEmpty();
    m_agents.clear();
    Q_EMIT sessionOpened(session);
    m_runner.cancel(JobRunner::Lane::News); // a look under way was for another session
    m_looking = false;
    m_hungry = true;
}

void StoreFollower::holdHeads(bool hold)
{
    m_held = hold;
    if (!hold && m_moreHeads)
        QMetaObject::invokeMethod(this, &StoreFollower::lookOn, Qt::QueuedConnection);
}

void StoreFollower::stopHeads()
{
    m_stopped = true;
    m_moreHeads = false;
    m_runner.cancel(JobRunner::Lane::News); // a look under way reads heads
    m_looking = false;
    m_hungry = true;
}

void StoreFollower::look()
{
    m_looking = true;
    m_query.wantHeads = !m_held && !m_stopped;
    m_rested = 0;
    const auto failed = [this](const Error &error) { fail(error); };
    m_runner.submit(
        JobRunner::Lane::News,
        [this, query = m_query, failed](
            StoreReader &reader, const JobRunner::Wanted &wanted) -> JobRunner::Answer {
            Result<StoreNews> news = readNews(reader, query, [&wanted] { return wanted(); });
            if (!news)
                return [failed, error = news.error()] { failed(error); };
            auto shared = std::make_shared<const StoreNews>(std::move(*news));
            return [this, shared] { take(*shared); };
        },
        failed);
}

void StoreFollower::take(const StoreNews &news)
{
    m_looking = false;
    m_hungry = !news.isEmpty();
    m_query.revision = news.revision;
    if (news.records)
        m_query.wantRecords = false;
    m_query.afterRow = news.afterRow;
    m_query.changes = news.changes;
    const bool caughtUpNow = news.agents && !news.moreHeads;
    if (news.agents)
        m_moreHeads = news.moreHeads;
    if (caughtUpNow)
        m_query.headsRevision = news.revision;
    sayFailure({});

    const SessionId session = m_query.session;
    if (!news.sessions.empty())
        Q_EMIT sessionsChanged(QList<SessionSummary>(news.sessions.begin(), news.sessions.end()));
    if (news.agents && *news.agents != m_agents) {
        m_agents = *news.agents;
        Q_EMIT agentsRead(session, m_agents);
    }
    if (news.heads)
        Q_EMIT headsRead(session, news.heads);
    if (news.records)
        Q_EMIT recordsRead(session, *news.records);
    if (caughtUpNow)
        Q_EMIT caughtUp(session);
    if (m_moreHeads && !m_held)
        QMetaObject::invokeMethod(this, &StoreFollower::lookOn, Qt::QueuedConnection);
}

// There is more: not with the next tick, but when the window had its turn to paint.
void StoreFollower::lookOn()
{
    if (!m_looking && m_moreHeads && !m_held)
        look();
}

void StoreFollower::fail(const Error &error)
{
    m_looking = false;
    m_hungry = false;
    if (error.kind != ErrorKind::NotFound)
        sayFailure(toQt(error.message));
}

void StoreFollower::sayFailure(const QString &message)
{
    if (message == m_failure)
        return;
    m_failure = message;
    Q_EMIT failureChanged(message);
}

} // namespace sluice::ui
