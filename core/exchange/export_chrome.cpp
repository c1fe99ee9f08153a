// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/export_chrome.h"

#include "core/agentops/json_document.h"
#include "core/agentops/name_member.h"
#include "core/exchange/bar_rows.h"
#include "core/exchange/chrome_delivery.h"
#include "core/exchange/chrome_writer.h"
#include "core/exchange/json_members.h"
#include "core/store/export_json.h"
#include "core/store/store_reader.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sluice {

namespace {

constexpr int eventsProcess = 1;

/// Where an event stands: its agent, else its thread.
class Groups
{
public:
    std::uint32_t of(std::string_view agent, std::string_view thread)
    {
        std::string key = agent.empty() ? "t" + std::string(thread) : "a" + std::string(agent);
        const auto [found, isNew] = m_numbers.try_emplace(std::move(key), m_numbers.size());
        if (isNew)
            m_keys.push_back(found->first);
        return static_cast<std::uint32_t>(found->second);
    }

    std::size_t size() const { return m_keys.size(); }

    std::string nameOf(std::size_t group, const std::vector<Agent> &agents) const
    {
        const std::string id = m_keys[group].substr(1);
        if (m_keys[group][0] == 't')
            return id.empty() ? "no agent" : "thread " + id;
        const auto agent = std::ranges::find(agents, AgentId(id), &Agent::id);
        return agent == agents.end() || agent->name.empty() ? id : agent->name;
    }

private:
    std::unordered_map<std::string, std::size_t> m_numbers;
    std::vector<std::string> m_keys;
};

class ChromeExport
{
public:
    ChromeExport(
        StoreReader &reader, const SessionSummary &session, const ExportSink &sink, const ExportSteps &step)
        : m_reader(reader)
        , m_session(session)
        , m_step(step)
        , m_out(sink)
    { }

    Result<void> run(Timestamp now)
    {
        Result<void> done = readAll();
        if (done)
            done = writeOpening(now);
        if (done)
            done = writeNames();
        if (done)
            done = writeEvents();
        if (done)
            done = writeDelivery(m_delivery, m_out);
        return done ? m_out.writeRaw("\n]}\n") : done;
    }

private:
    Result<void> readAll();
    void giveThreads(const std::vector<std::uint32_t> &rows, const std::vector<GroupedBar> &bars);
    Result<void> writeOpening(Timestamp now);
    Result<void> writeNames();
    Result<void> writeEvents();
    Result<void> writeEvent(const StoredEvent &event, std::size_t index);
    std::string argsOf(const StoredEvent &event);
    void addError(JsonMembers &args, const StoredEvent &event);

    StoreReader &m_reader;
    const SessionSummary &m_session;
    const ExportSteps &m_step;
    ChromeWriter m_out;
    Groups m_groups;
    std::vector<std::uint32_t> m_threadOf; ///< of each event, in the order of their rows
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_threads; ///< group and row of each thread
    std::vector<Agent> m_agents;
    ChromeDelivery m_delivery;
    JsonDocument m_document;
};

Result<void> ChromeExport::readAll()
{
    auto agents = m_reader.agents(m_session.id);
    auto delivery = readDelivery(m_reader, m_session.id);
    if (!agents || !delivery)
        return !agents ? agents.error() : delivery.error();
    m_agents = std::move(*agents);
    m_delivery = std::move(*delivery);
    Timestamp base = std::min(m_session.started, m_delivery.first());
    std::vector<GroupedBar> bars;
    const auto read = m_reader.eachHead(
        m_session.id, 0, std::numeric_limits<std::size_t>::max(), [&](const EventHeadView &head) {
            bars.push_back({head.start, head.end, m_groups.of(head.agent, head.thread)});
            base = std::min(base, head.start);
            return true;
        });
    if (!read)
        return read.error();
    m_out.setBase(base);
    giveThreads(rowsOf(bars), bars);
    return {};
}

/// Threads are numbered through all groups, each group's rows side by side.
void ChromeExport::giveThreads(const std::vector<std::uint32_t> &rows, const std::vector<GroupedBar> &bars)
{
    std::vector<std::uint32_t> rowsOfGroup(m_groups.size(), 0);
    for (std::size_t i = 0; i < bars.size(); ++i)
        rowsOfGroup[bars[i].group] = std::max(rowsOfGroup[bars[i].group], rows[i] + 1);
    std::vector<std::uint32_t> firstOfGroup;
    for (std::size_t group = 0; group < rowsOfGroup.size(); ++group) {
        firstOfGroup.push_back(static_cast<std::uint32_t>(m_threads.size() + 1));
        for (std::uint32_t row = 0; row < rowsOfGroup[group]; ++row)
            m_threads.emplace_back(static_cast<std::uint32_t>(group), row);
    }
    m_threadOf.resize(bars.size());
    for (std::size_t i = 0; i < bars.size(); ++i)
        m_threadOf[i] = firstOfGroup[bars[i].group] + rows[i];
}

Result<void> ChromeExport::writeOpening(Timestamp now)
{
    std::string agents = "[";
    for (const Agent &agent : m_agents) {
        JsonMembers members;
        members.text("id", agent.id.text());
        members.text("name", agent.name);
        agents += (agents.size() > 1 ? "," : "") + members.end();
    }
    JsonMembers other;
    other.text("sluice_base", toIsoText(m_out.base()));
    other.json("sluice_session", sessionToJson(m_session, now));
    other.json("sluice_agents", agents + ']');
    return m_out.writeRaw(R"({"displayTimeUnit":"ms","otherData":)" + other.end() + R"(,"traceEvents":[)");
}

Result<void> ChromeExport::writeNames()
{
    Result<void> done = m_out.name("process_name", eventsProcess, 0, m_session.displayName());
    for (std::size_t i = 0; done && i < m_threads.size(); ++i) {
        const auto &[group, row] = m_threads[i];
        std::string text = m_groups.nameOf(group, m_agents);
        if (row > 0)
            text += " · " + std::to_string(row + 1);
        done = m_out.name("thread_name", eventsProcess, i + 1, text);
    }
    return done;
}

Result<void> ChromeExport::writeEvents()
{
    std::size_t index = 0;
    Result<void> fate;
    const Result<void> read = m_reader.eachEvent(m_session.id, [&](const StoredEvent &event) {
        if (index < m_threadOf.size())
            fate = writeEvent(event, index++);
        return fate.ok() && m_step();
    });
    return fate ? read : fate;
}

Result<void> ChromeExport::writeEvent(const StoredEvent &event, std::size_t index)
{
    const std::string_view kind = wireName(event.type);
    const std::string_view title = event.name.empty() ? kind : std::string_view(event.name);
    std::string json = m_out.bar(title, kind, {eventsProcess, m_threadOf[index]}, event.start, event.end);
    if (event.type == EventType::Error)
        json += R"(,"cname":"terrible")";
    return m_out.write(json + ",\"args\":" + argsOf(event) + '}');
}

std::string ChromeExport::argsOf(const StoredEvent &event)
{
    JsonMembers args;
    args.text("event_type", wireName(event.type));
    args.text("id", event.id.text());
    args.textIfAny(nameMember(event.type), event.name);
    args.text("init_timestamp", toIsoText(event.start));
    args.text("end_timestamp", toIsoText(event.end));
    args.textIfAny("agent_id", event.agent.text());
    args.textIfAny("trigger_event_id", event.trigger.text());
    if (event.facts.parent != event.trigger)
        args.textIfAny("parent_id", event.facts.parent.text());
    args.textIfAny("thread_id", event.facts.thread);
    args.numberIfAny("prompt_tokens", event.facts.promptTokens);
    args.numberIfAny("completion_tokens", event.facts.completionTokens);
    if (event.facts.cost)
        args.json("cost", event.facts.cost->text());
    if (event.type == EventType::Error)
        addError(args, event);
    return args.end();
}

void ChromeExport::addError(JsonMembers &args, const StoredEvent &event)
{
    if (!m_document.read(event.body) || !m_document.root().is_object())
        return;
    for (const char *key : {"code", "details"}) {
        simdjson::dom::element value;
        if (m_document.root().at_key(key).get(value) == simdjson::SUCCESS && !value.is_null())
            args.json(key, simdjson::to_string(value));
    }
}

} // namespace

Result<void> exportChrome(StoreReader &reader, const SessionSummary &session, Timestamp now,
    const ExportSink &sink, const ExportSteps &step)
{
    return ChromeExport(reader, session, sink, step).run(now);
}

} // namespace sluice
