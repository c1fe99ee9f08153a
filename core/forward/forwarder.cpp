// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/forward/forwarder.h"

#include "core/agentops/content_id.h"
#include "core/base/random.h"
#include "core/forward/forward_round.h"
#include "core/forward/forward_transport.h"
#include "core/forward/nudging_sink.h"
#include "core/store/sqlite_store.h"
#include "core/store/store_reader.h"
#include "core/transport/curl_transport.h"
#include "core/transport/endpoint.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace sluice {

namespace {

/// An AgentOps server on this machine takes any UUID.
ApiKey keyFor(const ForwardTarget &target)
{
    if (target.wire != ForwardWire::AgentOps || !target.key.isEmpty())
        return target.key.apiKey();
    SeededRandom random(systemEntropy());
    return ApiKey::parse(Uuid::random(random).toText(), "api key").value();
}

RecorderConfig configFor(const ForwardOptions &options, const std::filesystem::path &folder)
{
    RecorderConfig config;
    config.endpoint = options.target.endpoint;
    config.apiKey = keyFor(options.target);
    config.queue.maxQueueSize = 2 * ForwardBatch::mostEvents;
    config.queue.maxQueueBytes = 128U << 20U; // never full: a batch is one MiB and an event of at most 64
    config.queue.maxWaitTime = Millis(20); // of the 200 ms in which an event is to be seen
    config.queue.blockDeadline = Millis(0);
    config.endDeadline = options.endDeadline;
    config.spoolDir = (folder / "spool").string();
    config.endpointStoresEvents = true;
    return config;
}

/// "127.0.0.1-4318": fit for the name of a folder.
std::string readable(const std::string &origin)
{
    const std::size_t host = origin.find("://");
    std::string name = host == std::string::npos ? origin : origin.substr(host + 3);
    std::ranges::replace_if(
        name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)) && c != '.'; }, '-');
    return name.substr(0, 64);
}

} // namespace

class Forwarder::Impl
{
public:
    struct Parts
    {
        ForwardOptions options;
        DataDir dir;
        const Clock &clock;
        std::unique_ptr<StoreReader> reader;
        std::unique_ptr<ForwardBook> book;
    };

    explicit Impl(Parts parts)
        : m_options(std::move(parts.options))
        , m_dir(std::move(parts.dir))
        , m_bell(std::make_shared<CommitBell>())
        , m_sink(*m_bell)
        , m_clock(parts.clock)
        , m_reader(std::move(parts.reader))
        , m_book(std::move(parts.book))
    { }
    ~Impl() { close(); }
    Impl(const Impl &) = delete;
    Impl &operator=(const Impl &) = delete;

    Result<void> start(SqliteStore &store, const std::filesystem::path &folder)
    {
        Result<std::unique_ptr<Recorder>> recorder = Recorder::create(
            configFor(m_options, folder), [this] { return transport(); }, m_clock, &m_sink, systemEntropy());
        if (!recorder)
            return recorder.error();
        m_recorder = std::move(*recorder);
        store.addBell(m_bell);
        m_round = std::make_unique<ForwardRound>(
            ForwardRound::Parts{*m_reader, *m_book, *m_recorder, *m_bell, m_clock, m_options.idle});
        m_round->begin();
        return {};
    }

    const ForwardTarget &target() const { return m_options.target; }

    ForwardState state() const
    {
        ForwardState state = m_round->state();
        state.endpoint = endpointOf(m_options.target.endpoint).origin;
        state.wire = m_options.target.wire;
        state.ledger = m_recorder->ledger();
        state.earlier = m_recorder->drained();
        const ForwardNotes::Noted noted = m_notes.noted();
        state.rejectedSpans = noted.rejectedSpans;
        state.rejection = noted.rejection;
        if (state.trouble.empty())
            state.trouble = noted.trouble;
        return state;
    }

    bool waitUntilDone(Millis deadline) { return m_round->waitUntilDone(deadline); }

private:
    std::unique_ptr<Transport> transport()
    {
        return std::make_unique<ForwardTransport>(
            forwardWire(m_options.target), ForwardDialect::make(m_options.target, m_dir, m_notes));
    }

    void close()
    {
        if (!m_round)
            return;
        m_round->stop();
        m_recorder.reset();
        m_round->settleForGood();
    }

    const ForwardOptions m_options;
    const DataDir m_dir;
    ForwardNotes m_notes;
    const std::shared_ptr<CommitBell> m_bell;
    NudgingSink m_sink;
    const Clock &m_clock;
    const std::unique_ptr<StoreReader> m_reader; ///< the round's thread, once it runs
    const std::unique_ptr<ForwardBook> m_book; ///< as above
    std::unique_ptr<Recorder> m_recorder;
    std::unique_ptr<ForwardRound> m_round;
};

Forwarder::Forwarder(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{ }

Forwarder::~Forwarder() = default;

Result<std::unique_ptr<Forwarder>> Forwarder::start(
    ForwardOptions options, const DataDir &dir, SqliteStore &store, const Clock &clock)
{
    if (Result<void> valid = options.target.validate(options.ownCollector); !valid)
        return valid.error();
    options.target.endpoint = normalizedEndpoint(options.target.endpoint).value();
    const std::filesystem::path folder = forwardFolder(dir, options.target);
    Result<std::unique_ptr<StoreReader>> reader = StoreReader::open(dir);
    if (!reader)
        return reader.error();
    const Result<std::uint64_t> now = (*reader)->revision();
    if (!now)
        return now.error();
    Result<std::unique_ptr<ForwardBook>> book = ForwardBook::open(folder / "book.db", *now);
    if (!book)
        return book.error();
    if (options.since == ForwardOptions::Since::Now) {
        if (Result<void> kept = (*book)->keep({}, *now); !kept)
            return kept.error();
    }
    auto impl = std::make_unique<Impl>(
        Impl::Parts{std::move(options), dir, clock, std::move(*reader), std::move(*book)});
    if (Result<void> started = impl->start(store, folder); !started)
        return started.error();
    return std::unique_ptr<Forwarder>(new Forwarder(std::move(impl)));
}

const ForwardTarget &Forwarder::target() const
{
    return m_impl->target();
}

ForwardState Forwarder::state() const
{
    return m_impl->state();
}

bool Forwarder::waitUntilDone(Millis deadline)
{
    return m_impl->waitUntilDone(deadline);
}

std::filesystem::path forwardFolder(const DataDir &dir, const ForwardTarget &target)
{
    const std::string wire(wireName(target.wire));
    const std::string endpoint
        = target.wire == ForwardWire::Otlp ? tracesUrl(target.endpoint) : target.endpoint;
    const std::string digest = contentId({wire, endpoint}).substr(0, 8);
    return dir.path / "forward" / (wire + '-' + readable(endpointOf(endpoint).origin) + '-' + digest);
}

std::unique_ptr<Transport> forwardWire(const ForwardTarget &target)
{
    CurlSettings settings;
    settings.caFile = target.caFile;
    settings.gzip = target.wire == ForwardWire::Otlp && !endpointOf(target.endpoint).loopback;
    return std::make_unique<CurlTransport>(settings);
}

} // namespace sluice
