// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/collector/collector.h"
#include "core/lab/burst_run.h"
#include "core/model/drop_run.h"
#include "core/model/flush_record.h"
#include "core/model/ledger.h"
#include "core/model/queue_picture.h"
#include "core/model/queue_snapshot.h"
#include "core/model/session.h"
#include "core/store/data_dir.h"
#include "ui/bridge/clients_reader.h"
#include "ui/bridge/collector_hands.h"
#include "ui/bridge/connection_test.h"
#include "ui/bridge/run_rest.h"
#include "ui/bridge/session_reader.h"
#include "ui/bridge/store_follower.h"

#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

namespace sluice {
class Clock;
class Recorder;
class RecorderFeed;
} // namespace sluice

namespace sluice::ui {

/// The pieces of the core that the window looks at. Not owned; they outlive the bridge.
struct BridgeSources
{
    Recorder *recorder = nullptr; ///< null: there is nowhere to send to
    RecorderFeed *feed = nullptr;
    Collector *collector = nullptr; ///< null: none runs in this process
    DataDir dataDir;
    const Clock *clock = nullptr; ///< never null
    CollectorHands hands{};
};

/// The only door between the core and Qt. It looks at the core on one tick and says what changed since the
/// last one: each signal at most once a tick, however many events flow. Nothing in the core knows of it, and
/// the GUI thread never waits here for the store, the network or a burst.
/// thread: GUI.
class Bridge final : public QObject
{
    Q_OBJECT
public:
    /// About 30 looks a second.
    static constexpr std::chrono::milliseconds tickInterval{33};

    explicit Bridge(BridgeSources sources, QObject *parent = nullptr);

    /// Stops a burst under way and waits for it, at most its end deadline.
    ~Bridge() override;

    /// Starts the ticks. Before it, and in tests, tick() may be called by hand.
    void start();
    void tick();

    bool canRecord() const { return m_sources.recorder != nullptr; }
    const Clock &clock() const { return *m_sources.clock; }
    const DataDir &dataDir() const { return m_sources.dataDir; }
    StoreFollower &store() { return m_store; }
    SessionReader &reader() { return m_reader; }

    /// A collector and a recorder that came later, or null.
    void setCollector(Collector *collector);
    void setRecorder(Recorder *recorder) { m_sources.recorder = recorder; }
    std::optional<ListenAddress> collectorAddress() const;
    const CollectorHands &hands() const { return m_sources.hands; }
    ClientsReader &clients() { return m_clients; }
    ConnectionTest &connectionTest() { return m_connectionTest; }

    /// Where the recorder sends to; empty without one.
    QString endpoint() const;

    /// The session whose events are read and, while it is recorded here, whose queue is shown.
    void follow(const SessionId &session);

    /// Whether queuePictureChanged() is said: only while the picture can be seen.
    void setPictureWanted(bool wanted);

    /// Cells of a picture: as many events are drawn one by one, above it a cell stands for several.
    static constexpr std::size_t mostCells = 400;

    /// Error (Limit): a burst is under way. Error (Usage): there is no recorder, or the plan makes no sense.
    Result<SessionId> fireBurst(const BurstPlan &plan);

    /// Its producers stop after the event in hand; what was recorded is still sent. Returns at once.
    void stopBurst();
    bool isBurstRunning() const;

Q_SIGNALS:
    /// Of the followed session while it is recorded here, else of the newest one that is.
    void queueDepthChanged(const sluice::QueueSnapshot &snapshot);
    /// Of the same queue, with each tick, while it is wanted; when the session has ended, once more.
    void queuePictureChanged(const sluice::QueuePicture &picture);
    void flushesStarted(const QList<sluice::FlushRecord> &flushes);
    void flushesFinished(const QList<sluice::FlushRecord> &flushes);
    void eventsDropped(const QList<sluice::DropRun> &drops);
    void sessionsChanged(const QList<sluice::SessionSummary> &sessions);
    /// Of all sessions recorded by this process.
    void ledgerChanged(const sluice::Ledger &ledger);

    void depthsSampled(const QList<sluice::DepthSample> &samples);
    /// While it runs with each tick; afterwards, while some of it is still being sent, when its ledger
    /// changes.
    void burstChanged(const sluice::BurstProgress &progress);
    void collectorChanged(const sluice::CollectorStats &stats);

private:
    ClientSource clientSource() const;
    void pullQueues();
    void pullPicture(const QueueSnapshot &queue);
    void pullFeed();
    void pullBurst();
    void pullBurstRest();
    void pullCollector();

    BridgeSources m_sources;
    QTimer m_timer;
    std::optional<QueueSnapshot> m_queue;
    bool m_pictureWanted = false;
    SessionId m_endedPicture; ///< the ended session whose last picture was told
    std::optional<Ledger> m_ledger;
    std::optional<CollectorStats> m_collectorStats;
    std::unique_ptr<BurstRun> m_burst; ///< the last one; kept after its end until the next
    bool m_burstFinished = true;
    RunRest m_burstRest;
    ClientsReader m_clients;
    ConnectionTest m_connectionTest;
    StoreFollower m_store;
    SessionReader m_reader;
};

} // namespace sluice::ui
