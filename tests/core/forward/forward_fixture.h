// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/decode.h"
#include "core/base/clock.h"
#include "core/collector/collector.h"
#include "core/forward/forwarder.h"
#include "core/store/sqlite_store.h"
#include "core/store/store_reader.h"
#include "tests/core/store/store_fixture.h"
#include "tests/support/fault_server.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace sluice {

/// A session's number as a UUID that no event has.
inline SessionId sessionNumber(std::uint64_t number)
{
    return SessionId(uuidText(0xa000'0000 + number));
}

/// The number-th of a session's events, each kind in turn, every member there.
inline std::string eventJson(std::uint64_t number)
{
    const std::string head = R"({"id":")" + uuidText(number) + R"(","init_timestamp":")"
        + toIsoText(at(static_cast<std::int64_t>(number) * 1'000)) + R"(","end_timestamp":")"
        + toIsoText(at(static_cast<std::int64_t>(number) * 1'000 + 500)) + "\",";
    switch (number % 4) {
    case 0:
        return head
            + R"("event_type":"llms","model":"gpt-4o","prompt":[{"role":"user","content":"a \"b\" ü"}],)"
              R"("completion":{"role":"assistant","content":"c"},"prompt_tokens":12,"completion_tokens":5,)"
              R"("cost":0.00120,"unknown":{"kept": [1.50, null]}})";
    case 1:
        return head + R"("event_type":"tools","name":"search","params":{"q":"x"},"returns":[1,2]})";
    case 2:
        return head + R"("event_type":"actions","action_type":"browse","agent_id":")" + uuidText(0xa1)
            + R"(","parent_id":")" + uuidText(number - 1) + R"("})";
    default:
        return head + R"("event_type":"errors","error_type":"ValueError","details":"no","trigger_event_id":")"
            + uuidText(number - 1) + R"("})";
    }
}

/// As a collector would store it.
inline std::vector<StoredEvent> decoded(const SessionId &session, const std::vector<std::string> &texts)
{
    std::string body = R"({"events":[)";
    for (const std::string &text : texts)
        body += (body.back() == '[' ? "" : ",") + text;
    Result<V2Decoder::Events> events = V2Decoder().events(body + "]}", at(0));
    if (!events)
        qFatal("%s", events.error().message.c_str());
    for (StoredEvent &event : events->events)
        event.session = session;
    return std::move(events->events);
}

inline SessionChange received(const SessionId &id)
{
    SessionChange change;
    change.id = id;
    change.started = at(0);
    change.tags = std::vector<std::string>{"night", "paid"};
    change.hostEnv = R"({"OS":{"Hostname":"vm"}})";
    return change;
}

inline SessionChange ended(const SessionId &id)
{
    SessionChange change;
    change.id = id;
    change.ended = at(9'000'000);
    change.endState = EndState::Fail;
    change.endReason = "the model said no";
    change.sdkCounts = R"({"llms":7,"tools":0,"actions":0,"errors":0,"apis":0})";
    return change;
}

/// Events `first` to `last` of a session.
inline StoreBatch eventsOf(const SessionId &session, std::uint64_t first, std::uint64_t last)
{
    std::vector<std::string> texts;
    for (std::uint64_t number = first; number <= last; ++number)
        texts.push_back(eventJson(number));
    return batchOf(decoded(session, texts));
}

/// What a store holds of a session, as text that a person can compare. Times of arrival are left out.
inline std::string heldOf(StoreReader &reader, const SessionId &id)
{
    const auto session = reader.session(id);
    if (!session || !*session)
        return "no session " + id.text();
    const SessionSummary &summary = **session;
    const SessionExtras extras = reader.extras(id).value();
    std::string text = id.text() + ' ' + toIsoText(summary.started) + " to "
        + (summary.ended ? toIsoText(*summary.ended) : "open") + ' '
        + (summary.endState ? std::string(wireName(*summary.endState)) : summary.endStateText) + " '"
        + summary.endReason + "' " + summary.displayName() + ' '
        + nlohmann::json::parse(extras.hostEnv.empty() ? "null" : extras.hostEnv).dump() + ' '
        + nlohmann::json::parse(extras.sdkCounts.empty() ? "null" : extras.sdkCounts).dump() + '\n';
    for (const Agent &agent : reader.agents(id).value())
        text += "agent " + agent.id.text() + ' ' + agent.name + '\n';
    std::map<std::string, std::string> events;
    const auto read = reader.eachEvent(id, [&events](const StoredEvent &event) {
        events[event.id.text()] = std::string(wireName(event.type)) + ' ' + event.name + ' '
            + event.agent.text() + ' ' + toIsoText(event.start) + ' ' + toIsoText(event.end) + ' '
            + event.trigger.text() + " under " + event.facts.parent.text() + ' '
            + std::to_string(event.facts.promptTokens.value_or(0)) + ' ' + event.body;
        return true;
    });
    if (!read)
        return read.error().message;
    for (const auto &[event, words] : events)
        text += event + ' ' + words + '\n';
    return text;
}

/// A store of received sessions.
class SourceStore
{
public:
    SourceStore()
        : m_store(m_data.openStore())
    { }

    const DataDir &dir() const { return m_data.dir(); }
    SqliteStore &store() { return *m_store; }
    StoreReader &reader()
    {
        if (!m_reader)
            m_reader = m_data.openReader();
        return *m_reader;
    }

    void put(StoreBatch batch)
    {
        const Result<void> done = commit(*m_store, std::move(batch));
        if (!done)
            qFatal("%s", done.error().message.c_str());
    }

    std::unique_ptr<Forwarder> forward(ForwardOptions options)
    {
        Result<std::unique_ptr<Forwarder>> forwarder
            = Forwarder::start(std::move(options), m_data.dir(), *m_store, m_clock);
        if (!forwarder)
            qFatal("%s", forwarder.error().message.c_str());
        return std::move(*forwarder);
    }

private:
    const SystemClock m_clock;
    TemporaryDataDir m_data;
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<StoreReader> m_reader;
};

/// Another Sluice: a store and its collector.
class OtherSluice
{
public:
    OtherSluice()
        : m_store(m_data.openStore())
        , m_collector(Collector::start(ListenAddress{"127.0.0.1", 0}, *m_store, m_clock).value())
        , m_reader(m_data.openReader())
    { }

    std::string url() const { return m_collector->address().toUrl(); }
    StoreReader &reader() { return *m_reader; }
    CollectorStats stats() const { return m_collector->stats(); }

private:
    const SystemClock m_clock;
    TemporaryDataDir m_data;
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<Collector> m_collector;
    std::unique_ptr<StoreReader> m_reader;
};

/// An OTLP/HTTP endpoint that keeps the spans it took, and answers as it is told. thread: any.
class SpanSink
{
public:
    /// Of the number-th request, counted from 1; what it gives with status 200 was taken.
    using Answers = std::function<FaultAnswer(std::size_t number)>;

    explicit SpanSink(Answers answers = {}, std::uint16_t port = 0)
        : m_answers(std::move(answers))
        , m_server([this](const ReceivedRequest &request) { return answer(request); }, port)
    { }

    std::string url() const { return m_server.url(); }
    std::uint16_t port() const { return m_server.port(); }
    FaultServer &wire() { return m_server; }

    struct Taken
    {
        nlohmann::json span; ///< as it came last
        std::size_t times = 0;
    };
    std::map<std::string, Taken> spans() const
    {
        const MutexLock lock(m_mutex);
        return m_spans;
    }

private:
    FaultAnswer answer(const ReceivedRequest &request)
    {
        MutexLock lock(m_mutex);
        const std::size_t number = ++m_requests;
        lock.unlock();
        const FaultAnswer answer = m_answers ? m_answers(number) : FaultAnswer{.body = "{}"};
        const bool isTaken = answer.status == 200 && answer.wire == FaultAnswer::Wire::Whole;
        if (!isTaken)
            return answer;
        const auto body = nlohmann::json::parse(request.body);
        lock.lock();
        for (const auto &resource : body["resourceSpans"]) {
            for (const auto &span : resource["scopeSpans"][0]["spans"]) {
                Taken &taken = m_spans[span["spanId"].get<std::string>()];
                taken.span = span;
                ++taken.times;
            }
        }
        return answer;
    }

    const Answers m_answers;
    mutable Mutex m_mutex;
    std::map<std::string, Taken> m_spans GUARDED_BY(m_mutex);
    std::size_t m_requests GUARDED_BY(m_mutex) = 0;
    FaultServer m_server; // last: its threads end before what they use goes
};

/// The value of a span's attribute as text; empty: it has none.
inline std::string attributeOf(const nlohmann::json &span, const std::string &key)
{
    for (const auto &attribute : span.value("attributes", nlohmann::json::array())) {
        if (attribute["key"] == key)
            return attribute["value"].begin()->is_string() ? attribute["value"].begin()->get<std::string>()
                                                           : attribute["value"].begin()->dump();
    }
    return {};
}

inline ForwardOptions optionsTo(const std::string &url, ForwardWire wire)
{
    ForwardOptions options;
    options.target.endpoint = url;
    options.target.wire = wire;
    return options;
}

constexpr Millis longEnough{30'000};

} // namespace sluice
