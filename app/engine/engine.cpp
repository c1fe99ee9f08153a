// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/engine/engine.h"

#include "app/engine/access_file.h"
#include "app/engine/fan_out_sink.h"
#include "app/engine/lab_post.h"
#include "core/base/random.h"
#include "core/recorder/curl_transports.h"
#include "core/sqlite/memory_counters.h"
#include "core/store/store_reader.h"
#include "core/transport/endpoint.h"

#include <memory>
#include <utility>
#include <vector>

namespace sluice {

namespace {

/// Our own collector takes any UUID, and so does a server for tests on this machine.
ApiKey randomKey()
{
    SeededRandom random(systemEntropy());
    return ApiKey::parse(Uuid::random(random).toText(), "api key").value();
}

/// Opens its reader when it is asked first: that is seldom, and on the collector's thread.
StoredEventOf storedEvents(const DataDir &dir)
{
    return [dir, reader = std::shared_ptr<StoreReader>()](
               const SessionId &session, const EventId &id) mutable -> std::optional<StoredEvent> {
        if (!reader) {
            auto opened = StoreReader::open(dir);
            if (!opened)
                return std::nullopt;
            reader = std::move(*opened);
        }
        const auto row = reader->rowOf(session, id);
        if (!row || !*row)
            return std::nullopt;
        auto event = reader->event(session, **row);
        return event ? std::move(*event) : std::nullopt;
    };
}

} // namespace

Engine::Engine(EngineOptions options, DataDir dataDir)
    : m_options(std::move(options))
    , m_dataDir(std::move(dataDir))
{ }

Engine::~Engine() = default;

Result<std::unique_ptr<Engine>> Engine::open(EngineOptions options)
{
    leaveMemoryUncounted();
    Result<DataDir> dir = DataDir::resolve(options.dataDir);
    if (!dir)
        return dir.error();
    std::unique_ptr<Engine> engine(new Engine(std::move(options), *dir));
    if (Result<void> read = engine->readAccessFile(); !read)
        return read.error();
    if (!engine->m_options.leavesNoTrace) {
        if (Result<void> taken = engine->takeStore(); !taken)
            return taken.error();
    }
    if (engine->m_options.listen && !engine->isViewer()) {
        if (Result<void> started = engine->startCollector(*engine->m_options.listen); !started)
            engine->m_collectorError = started.error();
    }
    if (!engine->m_recorder)
        engine->makeRecorder();
    if (const std::optional<ForwardTarget> target = engine->m_options.forward) {
        const auto since = ForwardOptions::Since::WhereItWas;
        if (Result<void> started = engine->startForwarding(*target, since); !started)
            engine->m_forwardError = started.error();
    }
    return engine;
}

Result<void> Engine::storeLab(const SessionId &session, std::string json)
{
    if (!m_store)
        return Error{
            ErrorKind::Held, m_dataDir.path.string() + " is held by another Sluice, which has the store"};
    SessionChange change;
    change.id = session;
    change.origin = Origin::Recorded;
    change.lab = std::move(json);
    StoreBatch batch;
    batch.sessions.push_back(std::move(change));
    return m_store->submit(std::move(batch), {});
}

bool Engine::sendsToHolder() const
{
    return m_holder && !m_holder->collector.empty() && isSameServer(endpoint(), m_holder->collector);
}

Result<void> Engine::sendLab(const SessionId &session, const std::string &json) const
{
    if (!sendsToHolder())
        return Error{ErrorKind::Usage, "what is recorded here is not stored by another Sluice"};
    return postLab(m_holder->collector, keyOfHolder(), session, json);
}

void Engine::closeRecorder()
{
    m_recorder.reset();
}

Result<void> Engine::takeStore()
{
    Result<DataLock> lock = DataLock::take(m_dataDir, m_options.program);
    if (!lock && lock.error().kind == ErrorKind::Held) {
        m_holder = DataLock::holderOf(m_dataDir);
        return {};
    }
    if (!lock)
        return lock.error();
    Result<OpenedStore> opened = openOrRescue(m_dataDir, m_clock.wallNow());
    if (!opened)
        return opened.error();
    m_lock.emplace(std::move(*lock));
    m_store = std::move(opened->store);
    m_rescue = std::move(opened->rescue);
    if (m_options.keepsSearchIndex)
        m_searchIndex = std::make_unique<SearchIndex>(m_dataDir, *m_store);
    m_tap = std::make_unique<StoreTap>(*m_store, m_clock);
    return {};
}

Result<void> Engine::startCollector(const ListenAddress &address)
{
    if (!m_store)
        return Error{
            ErrorKind::Held, "another Sluice holds " + m_dataDir.path.string() + "; its collector listens"};
    if (m_collector)
        return {};
    CollectorAccess access = m_access;
    access.ownKey = m_ownKey.secret();
    Result<std::unique_ptr<Collector>> collector
        = Collector::start(address, *m_store, m_clock, {}, std::move(access), storedEvents(m_dataDir));
    if (!collector)
        return collector.error();
    m_collector = std::move(*collector);
    m_collectorError.reset();
    keepFromForwardingToItself();
    if (Result<void> published = m_lock->publishCollector(m_collector->address().toUrl()); !published)
        return published.error();
    if (!m_recorder)
        makeRecorder();
    return {};
}

Result<void> Engine::setAccess(CollectorAccess access)
{
    if (!m_store)
        return Error{
            ErrorKind::Held, "another Sluice holds " + m_dataDir.path.string() + "; its collector listens"};
    if (Result<void> kept = writeAccess(m_dataDir, access); !kept)
        return kept;
    m_access = std::move(access);
    if (!m_collector)
        return {};
    const ListenAddress address = m_collector->address();
    m_collector.reset();
    Result<void> started = startCollector(address);
    if (!started)
        m_collectorError = started.error();
    return started;
}

Result<void> Engine::readAccessFile()
{
    Result<CollectorAccess> access = readAccess(m_dataDir);
    if (!access)
        return access.error();
    m_access = std::move(*access);
    if (!m_options.accessToken.empty())
        m_access.token = m_options.accessToken;
    m_access.hosts.insert(m_access.hosts.end(), m_options.allowedHosts.begin(), m_options.allowedHosts.end());
    m_access.origins.insert(
        m_access.origins.end(), m_options.allowedOrigins.begin(), m_options.allowedOrigins.end());
    m_ownKey = m_options.apiKey.isEmpty() ? randomKey() : m_options.apiKey;
    if (m_access.token.empty())
        return {};
    Result<ApiKey> token = ApiKey::parse(m_access.token, "the access token");
    if (!token)
        return token.error();
    m_token = std::move(*token);
    return {};
}

const ApiKey &Engine::keyOfHolder() const
{
    return m_token.isEmpty() ? m_ownKey : m_token;
}

std::string Engine::endpoint() const
{
    if (!m_options.endpoint.empty())
        return m_options.endpoint;
    if (m_collector)
        return m_collector->address().toUrl();
    return m_holder ? m_holder->collector : std::string();
}

Error Engine::whyNoEndpoint() const
{
    if (m_collectorError)
        return *m_collectorError;
    if (!m_store) {
        const std::string who
            = m_holder ? m_holder->program + ", PID " + std::to_string(m_holder->pid) : "another process";
        return {ErrorKind::Held,
            m_dataDir.path.string() + " is held by " + who + ", which runs no collector to send to"};
    }
    return {ErrorKind::Usage, "there is no endpoint to send to: no collector listens here"};
}

void Engine::makeRecorder()
{
    RecorderConfig config;
    config.endpoint = endpoint();
    if (config.endpoint.empty()) {
        m_recorderError = whyNoEndpoint();
        return;
    }
    const bool ownCollector = m_options.endpoint.empty() && m_collector;
    config.apiKey = m_options.apiKey;
    if (ownCollector || (config.apiKey.isEmpty() && endpointOf(config.endpoint).loopback))
        config.apiKey = m_ownKey;
    if (sendsToHolder())
        config.apiKey = keyOfHolder();
    if (config.apiKey.isEmpty()) {
        m_recorderError = Error{ErrorKind::Usage,
            endpointOf(config.endpoint).origin
                + " needs an API key: set AGENTOPS_API_KEY or give a key file"};
        return;
    }
    config.parentKey = m_options.parentKey;
    config.durable = m_options.durable;
    config.endDeadline = m_options.endDeadline;
    config.endpointStoresEvents = ownCollector || !m_tap;
    if (!m_options.leavesNoTrace) // of a viewer too: each recorder has a folder of its own there
        config.spoolDir = m_dataDir.spool().string();
    std::vector<RecorderSink *> sinks{&m_feed};
    if (m_tap)
        sinks.push_back(m_tap.get());
    m_sink = std::make_unique<FanOutSink>(std::move(sinks));
    Result<std::unique_ptr<Recorder>> recorder
        = Recorder::create(config, curlTransports(config), m_clock, m_sink.get(), systemEntropy());
    if (!recorder) {
        m_recorderError = recorder.error();
        return;
    }
    m_recorderError.reset();
    m_recorder = std::move(*recorder);
}

} // namespace sluice
