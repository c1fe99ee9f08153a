// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/name_member.h"
#include "core/exchange/json_members.h"
#include "core/exchange/read_chrome.h"
#include "core/exchange/read_parts.h"

#include <cstdint>
#include <string>
#include <utility>

namespace sluice {

namespace {

std::string foreignBody(const StoredEvent &event, const ChromeBar &bar)
{
    JsonMembers body;
    body.text("event_type", wireName(event.type));
    body.text("id", event.id.text());
    body.text("init_timestamp", toIsoText(event.start));
    body.text("end_timestamp", toIsoText(event.end));
    body.text("agent_id", event.agent.text());
    body.text(nameMember(event.type), event.name);
    body.textIfAny("category", bar.category);
    if (!bar.args.empty())
        body.json("params", bar.args);
    return body.end();
}

} // namespace

Result<void> ChromeReader::addBar(const ChromeBar &bar, PieceWriter &out)
{
    if (!m_isOurs)
        return addForeignBar(bar, out);
    if (bar.category != "flushes") {
        auto event = m_events.unwrap(bar.args, "args");
        if (!event)
            return event.error();
        event->session = m_change.id;
        out.add(std::move(*event));
        return {};
    }
    simdjson::dom::object args;
    if (!m_args.read(bar.args) || m_args.root().get(args) != simdjson::SUCCESS)
        return Error{ErrorKind::Invalid, "args: expected what is known of the flush"};
    auto flush = readFlush(JsonFields(args, "args"));
    if (!flush)
        return flush.error();
    flush->session = m_change.id;
    out.add(std::move(*flush));
    return {};
}

Result<void> ChromeReader::addForeignBar(const ChromeBar &bar, PieceWriter &out)
{
    StoredEvent event;
    event.session = m_change.id;
    event.id = EventId("bar-" + std::to_string(++m_number));
    event.type = eventTypeFromWire(bar.category).value_or(EventType::Action);
    event.name = bar.name;
    event.agent = AgentId(bar.track.first + '/' + bar.track.second);
    event.start = bar.start;
    event.end = bar.end;
    event.facts.isOpen = bar.isOpen;
    event.body = foreignBody(event, bar);
    m_threads.try_emplace(bar.track);
    out.add(std::move(event));
    return {};
}

Result<void> ChromeReader::addOwnInstant(const ChromeBar &bar, PieceWriter &out)
{
    simdjson::dom::object args;
    if (bar.category != "drops" || !m_args.read(bar.args) || m_args.root().get(args) != simdjson::SUCCESS) {
        out.leaveOut("instants");
        return {};
    }
    auto drops = readDrops(JsonFields(args, "args"));
    if (!drops)
        return drops.error();
    drops->session = m_change.id;
    out.add(std::move(*drops));
    return {};
}

Result<void> ChromeReader::addCounter(const ChromeBar &bar, PieceWriter &out)
{
    simdjson::dom::object args;
    if (!m_isOurs || !m_args.read(bar.args) || m_args.root().get(args) != simdjson::SUCCESS) {
        out.leaveOut("counter samples");
        return {};
    }
    const auto count = [&args](const char *name) {
        std::uint64_t value = 0;
        const bool good = args.at_key(name).get(value) == simdjson::SUCCESS && value <= UINT32_MAX;
        return good ? static_cast<std::uint32_t>(value) : 0;
    };
    if (bar.name == "queue capacity")
        m_capacity = count("capacity");
    else
        out.add(DepthSample{m_change.id, bar.start, count("lowest"), count("highest"), m_capacity});
    return {};
}

} // namespace sluice
