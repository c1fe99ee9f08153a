// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/engine/engine_facts.h"

#include "app/engine/engine.h"
#include "core/base/pulse.h"
#include "core/collector/boost_version.h"
#include "core/sqlite/sqlite_version.h"
#include "core/transport/curl_version.h"

namespace sluice {

namespace {

WorkerSign signOf(const char *name, const Pulse &pulse)
{
    return {name, pulse.doing(), pulse.turns(), pulse.hasWork()};
}

std::string milliText(Millis time)
{
    return std::to_string(time.count()) + " ms";
}

std::string yesOrNo(bool yes)
{
    return yes ? "yes" : "no";
}

void addRecorder(const RecorderConfig &config, DiagnosticFacts &facts)
{
    const QueueLimits &queue = config.queue;
    const std::vector<NamedText> settings = {
        {"endpoint", config.endpoint},
        {"max_queue_size", std::to_string(queue.maxQueueSize)},
        {"max_queue_bytes", std::to_string(queue.maxQueueBytes)},
        {"max_wait_time", milliText(queue.maxWaitTime)},
        {"policy", std::string(wireName(queue.policy))},
        {"block_deadline", queue.blockDeadline ? milliText(*queue.blockDeadline) : "none"},
        {"end_deadline", milliText(config.endDeadline)},
        {"request_timeout", milliText(config.requestTimeout)},
        {"spool_bytes", std::to_string(config.spoolBytes)},
        {"durable", yesOrNo(config.durable)},
        {"gzip", yesOrNo(config.gzip)},
        {"own_ca_file", yesOrNo(!config.caFile.empty())},
        {"own_proxy", yesOrNo(!config.proxy.empty())},
    };
    facts.settings.insert(facts.settings.end(), settings.begin(), settings.end());
    for (const ApiKey &key : {config.apiKey, config.parentKey}) {
        if (!key.isEmpty())
            facts.secrets.push_back(key.secret());
    }
}

} // namespace

std::vector<WorkerSign> Engine::workers() const
{
    std::vector<WorkerSign> signs;
    if (m_collector)
        signs.push_back(signOf("collector", m_collector->pulse()));
    if (m_store)
        signs.push_back(signOf("store writer", m_store->pulse()));
    return signs;
}

std::vector<QueuePicture> Engine::queues() const
{
    return m_recorder ? m_recorder->pictures(0) : std::vector<QueuePicture>();
}

WatchSources watchSourcesOf(const Engine &engine)
{
    return {[&engine] { return engine.workers(); }, [&engine] { return engine.queues(); }};
}

DiagnosticFacts factsOf(Engine &engine)
{
    DiagnosticFacts facts;
    facts.versions = ownVersions();
    facts.versions.push_back({"libcurl", curlVersion()});
    facts.versions.push_back({"SQLite", sqliteVersion()});
    facts.versions.push_back({"Boost", boostVersion()});
    const auto set = [&facts](const char *name, std::string value) {
        facts.settings.push_back({name, std::move(value)});
    };
    set("data_dir", engine.dataDir().path.string());
    set("viewer", yesOrNo(engine.isViewer()));
    set("collector", engine.collector() ? engine.collector()->address().toUrl() : "none");
    set("access_token", yesOrNo(!engine.access().token.empty()));
    if (!engine.access().token.empty())
        facts.secrets.push_back(engine.access().token);
    if (engine.collectorError())
        set("collector_error", engine.collectorError()->message);
    if (engine.recorderError())
        set("recorder_error", engine.recorderError()->message);
    if (engine.searchIndex()) {
        const SearchIndex::State index = engine.searchIndex()->state();
        set("search_index_events", std::to_string(index.events));
        set("search_index_made_anew", std::to_string(index.madeAnew));
        if (!index.trouble.empty())
            set("search_index_trouble", index.trouble);
    }
    set("records_missed_by_the_store", std::to_string(engine.tapMissed()));
    if (engine.recorder())
        addRecorder(engine.recorder()->config(), facts);
    return facts;
}

} // namespace sluice
