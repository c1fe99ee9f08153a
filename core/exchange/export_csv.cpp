// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/export_csv.h"

#include "core/store/store_reader.h"

#include <cstdint>
#include <optional>
#include <unordered_map>

namespace sluice {

namespace {

constexpr std::string_view header
    = "id,event_type,name,agent_id,agent,start,end,duration_us,parent_id,trigger_event_id,thread,"
      "prompt_tokens,completion_tokens,cost_usd,open,body\r\n";

std::string countText(const std::optional<std::uint64_t> &count)
{
    return count ? std::to_string(*count) : std::string();
}

class Row
{
public:
    void add(std::string_view text)
    {
        if (!m_isFirst)
            m_text += ',';
        m_isFirst = false;
        appendCsvCell(m_text, text);
    }
    const std::string &end() { return m_text += "\r\n"; }

private:
    std::string m_text;
    bool m_isFirst = true;
};

Row rowOf(const StoredEvent &event, std::string_view agentName)
{
    Row row;
    row.add(event.id.text());
    row.add(wireName(event.type));
    row.add(event.name);
    row.add(event.agent.text());
    row.add(agentName);
    row.add(toIsoText(event.start));
    row.add(toIsoText(event.end));
    row.add(std::to_string((event.end - event.start).count()));
    row.add(event.facts.parent.text());
    row.add(event.trigger.text());
    row.add(event.facts.thread);
    row.add(countText(event.facts.promptTokens));
    row.add(countText(event.facts.completionTokens));
    row.add(event.facts.cost ? event.facts.cost->text() : std::string());
    row.add(event.facts.isOpen ? "true" : "false");
    row.add(event.body);
    return row;
}

} // namespace

void appendCsvCell(std::string &out, std::string_view text)
{
    constexpr std::string_view guarded = "=+-@\t\r\n'";
    const bool needsGuard = !text.empty() && guarded.find(text.front()) != std::string_view::npos;
    const bool needsQuotes = text.find_first_of(",\"\r\n") != std::string_view::npos;
    if (needsQuotes)
        out += '"';
    if (needsGuard)
        out += '\'';
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    if (needsQuotes)
        out += '"';
}

Result<void> exportCsv(
    StoreReader &reader, const SessionSummary &session, const ExportSink &sink, const ExportSteps &step)
{
    const auto agents = reader.agents(session.id);
    if (!agents)
        return agents.error();
    std::unordered_map<AgentId, std::string> names;
    for (const Agent &agent : *agents)
        names[agent.id] = agent.name;
    Result<void> fate = sink(header);
    if (!fate)
        return fate;
    const Result<void> read = reader.eachEvent(session.id, [&](const StoredEvent &event) {
        const auto name = names.find(event.agent);
        fate = sink(rowOf(event, name == names.end() ? std::string_view() : name->second).end());
        return fate.ok() && step();
    });
    return fate ? read : fate;
}

} // namespace sluice
