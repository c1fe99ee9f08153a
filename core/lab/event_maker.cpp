// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/event_maker.h"

#include "core/lab/numbered_random.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace sluice {

namespace {

/// Plain words, so that nothing of it has to be escaped.
constexpr std::string_view prose
    = "The lock was full of boats when the keeper opened the upper gate, and the water that came through it "
      "lifted all of them at once. Nobody had counted how many would fit. A small one turned across the "
      "stream and stayed there, and those behind it waited, each for the one ahead, until the keeper let a "
      "little water out below. Then they moved again, one by one, in the order in which they had come, and "
      "by the evening the basin was empty and the book in the gatehouse had a line for every boat. ";

/// `bytes` of prose from somewhere in it, without blanks at the ends.
std::string proseOf(std::size_t bytes, Random &random)
{
    std::string text;
    text.reserve(bytes);
    std::size_t at = random.below(prose.size());
    while (text.size() < bytes) {
        const std::string_view piece = prose.substr(at, bytes - text.size());
        text += piece;
        at = 0;
    }
    if (!text.empty() && text.front() == ' ')
        text.front() = 'A';
    if (!text.empty() && text.back() == ' ')
        text.back() = '.';
    return text;
}

/// `before`, prose and `after` as one text of `bytes`, or of what the two take alone.
JsonText filled(std::string_view before, std::size_t bytes, std::string_view after, Random &random)
{
    const std::size_t around = before.size() + after.size();
    std::string text(before);
    text += proseOf(bytes - std::min(bytes, around), random);
    text += after;
    return {std::move(text)};
}

std::string numbered(std::string_view before, std::uint64_t event, std::string_view after)
{
    return std::string(before) + std::to_string(event) + std::string(after);
}

/// {"n":17,"pad":"xxxx"} of `bytes` bytes, or a little more when that is too few.
JsonText padded(std::uint64_t event, std::size_t bytes)
{
    std::string text = numbered("{\"n\":", event, "");
    static constexpr std::size_t padding = 10; // ,"pad":""}
    if (bytes > text.size() + padding) {
        const std::size_t fill = bytes - text.size() - padding;
        text += ",\"pad\":\"";
        text.append(fill, 'x');
        text += '"';
    }
    text += '}';
    return {std::move(text)};
}

/// Prices in nano-dollars a token, as listed at the end of 2024: they make plausible numbers, nobody pays
/// them.
struct Model
{
    std::string_view name;
    std::uint64_t prompt;
    std::uint64_t completion;
};
constexpr std::array models = {Model{"gpt-4o", 2'500, 10'000}, Model{"gpt-4o-mini", 150, 600},
    Model{"claude-3-5-sonnet-20241022", 3'000, 15'000}, Model{"claude-3-5-haiku-20241022", 800, 4'000}};

constexpr std::array tools = {std::string_view("search_web"), std::string_view("read_file"),
    std::string_view("run_sql"), std::string_view("send_mail"), std::string_view("fetch_url")};

struct Failure
{
    std::string_view type;
    std::string_view code;
};
constexpr std::array failures = {Failure{"TimeoutError", "ETIMEDOUT"}, Failure{"RateLimitError", "429"},
    Failure{"ValueError", "E_VALUE"}, Failure{"ToolNotFoundError", "E_TOOL"}};

template <typename T, std::size_t n>
const T &anyOf(const std::array<T, n> &list, Random &random)
{
    return list[random.below(n)];
}

/// What tokenizers make of English prose: about four bytes a token.
std::int64_t tokensOf(const JsonText &text)
{
    return static_cast<std::int64_t>(text.text.size() / 4 + 1);
}

/// "0.000123456": nano-dollars as dollars.
std::string dollars(std::uint64_t nanos)
{
    static constexpr std::uint64_t inOne = 1'000'000'000;
    const std::string fraction = std::to_string(inOne + nanos % inOne); // a one, and nine digits
    return std::to_string(nanos / inOne) + '.' + fraction.substr(1);
}

ActionEvent makeAction(std::uint64_t event, std::size_t bytes)
{
    ActionEvent action;
    action.actionType = "burst";
    action.params = padded(event, bytes);
    return action;
}

LlmEvent makeLlm(std::uint64_t event, std::size_t bytes, Random &random)
{
    const Model &model = anyOf(models, random);
    const std::size_t asked = bytes / 3; // answers are longer than questions
    JsonText prompt = filled(numbered(R"([{"role":"user","content":")", event, ". "), asked, "\"}]", random);
    JsonText completion = filled(
        R"({"role":"assistant","content":")", bytes - std::min(bytes, prompt.text.size()), "\"}", random);
    LlmEvent llm;
    llm.model = model.name;
    llm.promptTokens = tokensOf(prompt);
    llm.completionTokens = tokensOf(completion);
    llm.cost = dollars(static_cast<std::uint64_t>(*llm.promptTokens) * model.prompt
        + static_cast<std::uint64_t>(*llm.completionTokens) * model.completion);
    llm.prompt = std::move(prompt);
    llm.completion = std::move(completion);
    return llm;
}

ToolEvent makeTool(std::uint64_t event, std::size_t bytes, Random &random)
{
    ToolEvent tool;
    tool.name = anyOf(tools, random);
    JsonText params = filled(numbered("{\"call\":", event, ",\"query\":\""), bytes / 4, "\"}", random);
    tool.returns = filled("{\"found\":\"", bytes - std::min(bytes, params.text.size()), "\"}", random);
    tool.params = std::move(params);
    return tool;
}

ErrorEvent makeError(std::uint64_t event, std::size_t bytes, Random &random)
{
    const Failure &failure = anyOf(failures, random);
    ErrorEvent error;
    error.errorType = failure.type;
    error.code = failure.code;
    JsonText details = filled(numbered("\"", event, ": "), bytes / 4, "\"", random);
    error.logs = filled("\"Traceback (most recent call last):\\n",
        bytes - std::min(bytes, details.text.size()), "\"", random);
    error.details = std::move(details);
    return error;
}

} // namespace

EventMaker::EventMaker(const BurstPlan &plan)
    : m_plan(plan)
    , m_weights(plan.mix.total())
{ }

EventType EventMaker::kindOf(std::uint64_t event) const
{
    const EventMix &mix = m_plan.mix;
    if (mix.actions == m_weights)
        return EventType::Action;
    const std::uint64_t drawn = numberedRandom(m_plan.seed, Chance::Kind, event).below(m_weights);
    if (drawn < mix.actions)
        return EventType::Action;
    if (drawn < std::uint64_t{mix.actions} + mix.llms)
        return EventType::Llm;
    return drawn < m_weights - mix.errors ? EventType::Tool : EventType::Error;
}

std::size_t EventMaker::payloadOf(std::uint64_t event) const
{
    if (m_plan.payloadMost <= m_plan.payloadBytes)
        return m_plan.payloadBytes;
    const std::uint64_t sizes = m_plan.payloadMost - m_plan.payloadBytes + 1;
    return m_plan.payloadBytes + numberedRandom(m_plan.seed, Chance::Size, event).below(sizes);
}

RecordableEvent EventMaker::make(std::uint64_t event) const
{
    const std::size_t bytes = payloadOf(event);
    SeededRandom random = numberedRandom(m_plan.seed, Chance::Content, event);
    switch (kindOf(event)) {
    case EventType::Llm:
        return makeLlm(event, bytes, random);
    case EventType::Tool:
        return makeTool(event, bytes, random);
    case EventType::Error:
        return makeError(event, bytes, random);
    case EventType::Action:
    case EventType::Api:
        break;
    }
    return makeAction(event, bytes);
}

Micros EventMaker::lengthOf(std::uint64_t event) const
{
    SeededRandom random = numberedRandom(m_plan.seed, Chance::Length, event);
    switch (kindOf(event)) {
    case EventType::Llm:
        return Millis(200) + Micros(random.below(2'800'001));
    case EventType::Tool:
        return Millis(20) + Micros(random.below(380'001));
    default:
        return Micros(0);
    }
}

} // namespace sluice
