// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/read_facts.h"

#include "core/agentops/facts.h"
#include "core/agentops/json_slices.h"

#include <charconv>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

namespace sluice {

namespace {

std::string textOf(const JsonFields &fields, std::initializer_list<std::string_view> names)
{
    Result<std::string> text = fields.text(names);
    return text ? std::move(*text) : std::string();
}

std::optional<std::uint64_t> tokensOf(const JsonFields &fields, std::string_view name)
{
    const auto value = fields.find(name);
    if (!value)
        return std::nullopt;
    std::uint64_t tokens = 0;
    if (std::string_view text; value->get(text) == simdjson::SUCCESS) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), tokens);
        if (error != std::errc() || end != text.data() + text.size())
            return std::nullopt;
    } else if (value->get(tokens) != simdjson::SUCCESS) {
        return std::nullopt;
    }
    return tokens <= FactsReader::mostTokens ? std::optional(tokens) : std::nullopt;
}

/// From the digits that were sent: a double would have lost some.
std::optional<Money> costOf(const JsonFields &fields, std::string_view text)
{
    const auto value = fields.find("cost");
    if (!value)
        return std::nullopt;
    std::string_view digits;
    if (value->get(digits) != simdjson::SUCCESS) {
        if (!value->is<double>())
            return std::nullopt;
        digits = jsonSlices(text).at(fields.indexOf("cost").value());
    }
    const std::optional<Money> cost = Money::fromDecimal(digits);
    return cost && cost->pico() >= 0 ? cost : std::nullopt;
}

} // namespace

EventFacts readFacts(const JsonFields &fields, std::string_view text, EventType type, const EventId &trigger)
{
    EventFacts facts;
    facts.parent = EventId(textOf(fields, {"parent_id", "parent_event_id"}));
    if (facts.parent.isEmpty() && type == EventType::Error)
        facts.parent = trigger;
    facts.thread = textOf(fields, {"thread_id", "thread_name"});
    facts.isOpen = type != EventType::Error && fields.find("init_timestamp") && !fields.find("end_timestamp");
    if (type != EventType::Llm)
        return facts;
    facts.promptTokens = tokensOf(fields, "prompt_tokens");
    facts.completionTokens = tokensOf(fields, "completion_tokens");
    facts.cost = costOf(fields, text);
    return facts;
}

} // namespace sluice
