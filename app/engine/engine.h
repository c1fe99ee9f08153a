// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "app/engine/store_tap.h"
#include "core/base/clock.h"
#include "core/collector/collector.h"
#include "core/forward/forwarder.h"
#include "core/lab/watchdog.h"
#include "core/recorder/recorder.h"
#include "core/recorder/recorder_feed.h"
#include "core/store/data_dir.h"
#include "core/store/search_index.h"
#include "core/store/sqlite_store.h"
#include "core/store/store_rescue.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

struct EngineOptions
{
    std::string program = "sluice"; ///< for the lock file
    std::string dataDir; ///< empty = the standard place
    std::optional<ListenAddress> listen; ///< nullopt = no collector
    std::string accessToken; ///< of the collector; empty = as DATA/collector-access says
    std::vector<std::string> allowedHosts; ///< of the collector, besides those of DATA/collector-access
    std::vector<std::string> allowedOrigins; ///< the same
    std::string endpoint; ///< empty = the own collector, or that of the Sluice that holds the data directory
    ApiKey apiKey; ///< empty and an endpoint on loopback = a random one
    ApiKey parentKey;
    /// Neither the store is told of what is recorded nor is it kept in the spool; the data directory is not
    /// taken. Needs an endpoint.
    bool leavesNoTrace = false;
    bool durable = false; ///< what record() returned for survives kill -9
    bool keepsSearchIndex = true; ///< what is stored can be found by its text; else the next Sluice does it
    Millis endDeadline{2'000}; ///< of all sessions together, when the recorder is closed
    std::optional<ForwardTarget> forward{}; ///< received sessions go on there too
};

/// Store, collector and recorder of one process, wired together: the same for the window and for sluicectl.
/// The order of the end is the order of the members from the last to the first: the recorder sends what it
/// has, the collector answers it, the store commits it, the lock goes last. thread: the one that opened it,
/// but for what the parts themselves allow.
class Engine
{
public:
    /// A data directory held by another process is no error: see isViewer(). A collector that cannot listen
    /// is none either: see collectorError(). Errors: the directory or the store cannot be used.
    static Result<std::unique_ptr<Engine>> open(EngineOptions options);
    ~Engine();
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    const Clock &clock() const { return m_clock; }
    const DataDir &dataDir() const { return m_dataDir; }

    /// Another process holds the data directory: the store is read only here, and the recorder sends to that
    /// process's collector unless an endpoint was given.
    bool isViewer() const { return m_store == nullptr; }
    const std::optional<LockHolder> &holder() const { return m_holder; }

    Store *store() { return m_store.get(); } ///< null for a viewer
    /// What became of the store, when it was damaged.
    const std::optional<StoreRescue> &rescue() const { return m_rescue; }
    /// Kept behind the store; null for a viewer, and when it was not asked for.
    const SearchIndex *searchIndex() const { return m_searchIndex.get(); }
    Collector *collector() { return m_collector.get(); } ///< null: none asked for, or it cannot listen
    /// Who may send to it.
    const CollectorAccess &access() const { return m_access; }
    const std::optional<Error> &collectorError() const { return m_collectorError; }
    Recorder *recorder() { return m_recorder.get(); } ///< null: there is nowhere to send to
    const std::optional<Error> &recorderError() const { return m_recorderError; } ///< why recorder() is null
    RecorderFeed &feed() { return m_feed; }
    std::uint64_t tapMissed() const { return m_tap ? m_tap->missed() : 0; }

    /// Stores the burst lab's plan and result with its session (BurstRun::labJson()), in place of what was
    /// stored of it before. Returns before it is committed; thread: any. Error (Held): another process has
    /// the store. Error (Limit): the store takes nothing now.
    Result<void> storeLab(const SessionId &session, std::string json);

    /// The recorder sends to the Sluice that holds the data directory, which stores what is recorded here.
    bool sendsToHolder() const;
    /// Then: leaves the burst lab's plan and result with that one. Errors, and how long it waits: postLab().
    Result<void> sendLab(const SessionId &session, const std::string &json) const;

    /// Sends received sessions on; in place of the target before. Error (Held): a viewer has no store. Error
    /// (Usage): the target, or it is the own collector. Others as Forwarder::start().
    Result<void> startForwarding(ForwardTarget target, ForwardOptions::Since since);
    /// Gives the forwarder away, to be destroyed where its deadline may be waited for, and before the engine;
    /// null: none runs.
    std::unique_ptr<Forwarder> takeForwarder() { return std::move(m_forwarder); }
    Forwarder *forwarder() { return m_forwarder.get(); } ///< null: none runs
    /// Why the one that was asked for does not run.
    const std::optional<Error> &forwardError() const { return m_forwardError; }
    /// The own collector's URL; empty: there is none.
    std::string collectorUrl() const;

    /// The collector's thread and the store's, as far as they run here (the search index may take its time);
    /// the flushers stand in queues().
    std::vector<WorkerSign> workers() const;
    /// Of every session that is recorded here, without cells. Waits for nobody.
    std::vector<QueuePicture> queues() const;

    /// Ends what is still being recorded, within the end deadline; what is not sent then is in the spool. The
    /// sessions' ledgers stay readable; recorder() is null from now on.
    void closeRecorder();

    /// Starts the collector that could not listen, elsewhere or once more; makes the recorder that had
    /// nowhere to send to.
    Result<void> startCollector(const ListenAddress &address);

    /// Keeps it in DATA/collector-access, and has the collector start anew with it, at the same address: who
    /// is connected is cut off, and sends again. Nobody may hold collector() meanwhile. Error (Held): another
    /// process has the data directory. Error (Io): it was not kept, and nothing changed. After any other
    /// error there is no collector: see collectorError().
    Result<void> setAccess(CollectorAccess access);

private:
    explicit Engine(EngineOptions options, DataDir dataDir);
    Result<void> takeStore();
    Result<void> readAccessFile();
    const ApiKey &keyOfHolder() const;
    std::string endpoint() const;
    Error whyNoEndpoint() const;
    void makeRecorder();
    void keepFromForwardingToItself();

    EngineOptions m_options;
    const DataDir m_dataDir;
    CollectorAccess m_access;
    ApiKey m_ownKey; ///< what the recorder shows to the own collector, whatever token is set there
    ApiKey m_token; ///< of m_access, for a collector that is another process's
    const SystemClock m_clock;
    RecorderFeed m_feed;
    std::optional<LockHolder> m_holder;
    std::optional<StoreRescue> m_rescue;
    std::optional<Error> m_collectorError;
    std::optional<Error> m_recorderError;
    std::optional<Error> m_forwardError;

    // In the order of their dependence; each needs those above it.
    std::optional<DataLock> m_lock;
    std::unique_ptr<StoreTap> m_tap; // above the store, which calls it back until its last commit
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<SearchIndex> m_searchIndex;
    std::unique_ptr<RecorderSink> m_sink;
    std::unique_ptr<Collector> m_collector;
    std::unique_ptr<Recorder> m_recorder; // it ends its sessions through all of the above
    std::unique_ptr<Forwarder> m_forwarder; // last: it follows the store
};

} // namespace sluice
