// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/export_otlp.h"

#include "core/otlp/event_span.h"
#include "core/otlp/session_span.h"
#include "core/otlp/write_span.h"
#include "core/store/store_reader.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sluice {

namespace {

std::string opening()
{
    Attributes resource;
    resource.add("service.name", "sluice");
    resource.add("telemetry.sdk.name", "sluice");
    resource.add("telemetry.sdk.language", "cpp");
    std::string text = R"({"resourceSpans":[{"resource":{"attributes":)";
    appendAttributes(text, resource);
    return text + R"(},"scopeSpans":[{"scope":{"name":"sluice"},"spans":[)" + '\n';
}

constexpr std::string_view closing = "\n]}]}]}\n";

} // namespace

Result<void> exportOtlp(
    StoreReader &reader, const SessionSummary &session, const ExportSink &sink, const ExportSteps &step)
{
    const auto agents = reader.agents(session.id);
    const auto extras = reader.extras(session.id);
    if (!agents || !extras)
        return !agents ? agents.error() : extras.error();
    std::unordered_map<AgentId, std::string> names;
    for (const Agent &agent : *agents)
        names[agent.id] = agent.name;

    Result<void> fate = sink(opening());
    Timestamp last = session.started;
    EventSpans spans(session.id);
    std::string text;
    const Result<void> read = !fate ? fate : reader.eachEvent(session.id, [&](const StoredEvent &event) {
        const auto name = names.find(event.agent);
        last = std::max(last, event.end);
        text.clear();
        appendSpan(text, spans.spanOf(event, name == names.end() ? std::string_view() : name->second));
        fate = sink(text += ",\n");
        return fate.ok() && step();
    });
    if (!fate || !read)
        return fate ? read : fate;
    text.clear();
    appendSpan(text, sessionSpan(session, extras->hostEnv, last));
    fate = sink(text);
    return fate ? sink(closing) : fate;
}

} // namespace sluice
