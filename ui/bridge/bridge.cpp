// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/bridge.h"

#include "core/recorder/recorder.h"
#include "core/recorder/recorder_feed.h"
#include "ui/bridge/convert.h"
#include "ui/bridge/meta_types.h"

#include <algorithm>
#include <cassert>
#include <tuple>
#include <utility>

namespace sluice::ui {

namespace {

bool showsTheSame(const QueueSnapshot &a, const QueueSnapshot &b)
{
    const auto shown = [](const QueueSnapshot &q) {
        return std::tie(q.session, q.depth, q.capacity, q.bytes, q.highWater, q.waiting, q.policy, q.flusher,
            q.attempt, q.backOffUntil, q.ledger);
    };
    return shown(a) == shown(b);
}

bool showsTheSame(const CollectorStats &a, const CollectorStats &b)
{
    const auto shown = [](const CollectorStats &s) {
        return std::tie(s.requests, s.events, s.rejected, s.failed, s.unknownTokens, s.misrouted, s.mended,
            s.masked, s.connections);
    };
    return shown(a) == shown(b);
}

/// The followed session's queue, else the one that is not ended, else any; null when there is none.
const QueueSnapshot *queueToShow(const std::vector<QueueSnapshot> &queues, const SessionId &followed)
{
    const auto own = std::ranges::find(queues, followed, &QueueSnapshot::session);
    if (own != queues.end())
        return &*own;
    const auto live = std::find_if(queues.rbegin(), queues.rend(),
        [](const QueueSnapshot &queue) { return queue.flusher != FlusherState::Ended; });
    if (live != queues.rend())
        return &*live;
    return queues.empty() ? nullptr : &queues.back();
}

} // namespace

Bridge::Bridge(BridgeSources sources, QObject *parent)
    : QObject(parent)
    , m_sources(std::move(sources))
    , m_clients(clientSource(), this)
    , m_connectionTest(*m_sources.clock)
    , m_store(m_sources.dataDir, this)
    , m_reader(m_sources.dataDir, *m_sources.clock, this)
{
    assert(m_sources.clock && "a bridge needs a clock");
    registerMetaTypes();
    m_timer.setInterval(tickInterval);
    connect(&m_timer, &QTimer::timeout, this, &Bridge::tick);
    connect(&m_store, &StoreFollower::sessionsChanged, this, &Bridge::sessionsChanged);
    connect(&m_store, &StoreFollower::sessionsChanged, &m_connectionTest, &ConnectionTest::noteSessions);
}

Bridge::~Bridge() = default;

void Bridge::start()
{
    m_timer.start();
    tick();
}

void Bridge::tick()
{
    pullQueues();
    pullFeed();
    pullBurst();
    pullCollector();
    m_store.tick();
}

ClientSource Bridge::clientSource() const
{
    const auto collector = [this] { return m_sources.collector; };
    return {[collector] { return collector() ? collector()->clientsRevision() : 0; },
        [collector] { return collector() ? collector()->clients() : ClientsSeen(); }};
}

void Bridge::setCollector(Collector *collector)
{
    m_sources.collector = collector;
    m_clients.restart();
}

std::optional<ListenAddress> Bridge::collectorAddress() const
{
    if (!m_sources.collector)
        return std::nullopt;
    return m_sources.collector->address();
}

QString Bridge::endpoint() const
{
    return m_sources.recorder ? toQt(m_sources.recorder->config().endpoint) : QString();
}

void Bridge::follow(const SessionId &session)
{
    m_store.follow(session);
    m_queue.reset(); // said again, also when it is the same as before
    m_endedPicture = {};
}

Result<SessionId> Bridge::fireBurst(const BurstPlan &plan)
{
    if (!m_sources.recorder)
        return Error{ErrorKind::Usage, "There is no endpoint to send to: no collector listens here."};
    if (isBurstRunning())
        return Error{ErrorKind::Limit, "A burst is under way; stop it first."};
    m_burstRest.forget();
    m_burst.reset();
    auto burst = BurstRun::start(*m_sources.recorder, plan);
    if (!burst)
        return burst.error();
    m_burst = std::move(*burst);
    m_burstFinished = false;
    const BurstProgress progress = m_burst->progress();
    Q_EMIT burstChanged(progress); // at once: the button must not take a second click
    return progress.session;
}

void Bridge::stopBurst()
{
    if (m_burst)
        m_burst->stop();
}

bool Bridge::isBurstRunning() const
{
    return !m_burstFinished;
}

void Bridge::pullQueues()
{
    if (!m_sources.recorder)
        return;
    const Ledger ledger = m_sources.recorder->ledger();
    if (m_ledger != ledger) {
        m_ledger = ledger;
        Q_EMIT ledgerChanged(ledger);
    }
    const std::vector<QueueSnapshot> queues = m_sources.recorder->snapshots();
    const QueueSnapshot *queue = queueToShow(queues, m_store.followed());
    if (queue && (!m_queue || !showsTheSame(*m_queue, *queue))) {
        m_queue = *queue;
        Q_EMIT queueDepthChanged(*m_queue);
    }
    if (queue && m_pictureWanted)
        pullPicture(*queue);
}

void Bridge::pullPicture(const QueueSnapshot &queue)
{
    const bool ended = queue.flusher == FlusherState::Ended;
    if (ended && m_endedPicture == queue.session)
        return; // nothing moves any more
    const auto picture = m_sources.recorder->picture(queue.session, mostCells);
    if (!picture)
        return;
    m_endedPicture = ended ? queue.session : SessionId();
    Q_EMIT queuePictureChanged(*picture);
}

void Bridge::setPictureWanted(bool wanted)
{
    m_pictureWanted = wanted;
    m_endedPicture = {};
}

void Bridge::pullFeed()
{
    if (!m_sources.feed)
        return;
    RecorderNews news = m_sources.feed->take();
    if (!news.started.empty())
        Q_EMIT flushesStarted(toQt(std::move(news.started)));
    if (!news.finished.empty())
        Q_EMIT flushesFinished(toQt(std::move(news.finished)));
    if (!news.drops.empty())
        Q_EMIT eventsDropped(toQt(std::move(news.drops)));
    if (!news.depths.empty())
        Q_EMIT depthsSampled(toQt(std::move(news.depths)));
    if (news.missed > 0)
        m_store.readRecordsAgain(); // the store has all of them
}

void Bridge::pullBurst()
{
    if (m_burstFinished) {
        pullBurstRest();
        return;
    }
    const BurstProgress progress = m_burst->progress();
    m_burstFinished = progress.state == BurstProgress::State::Finished;
    if (m_burstFinished)
        m_burstRest.begin(progress);
    Q_EMIT burstChanged(progress);
}

void Bridge::pullBurstRest()
{
    if (!m_burstRest.isOpen() || !m_sources.recorder)
        return;
    if (const std::optional<BurstProgress> news = m_burstRest.news(m_burst->progress()))
        Q_EMIT burstChanged(*news);
}

void Bridge::pullCollector()
{
    if (!m_sources.collector)
        return;
    const CollectorStats stats = m_sources.collector->stats();
    if (m_collectorStats && showsTheSame(*m_collectorStats, stats))
        return;
    m_collectorStats = stats;
    Q_EMIT collectorChanged(stats);
}

} // namespace sluice::ui
