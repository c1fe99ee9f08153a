// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/event.h"

namespace sluice {

namespace {

bool anyOf(const Payload &a, const Payload &b)
{
    return !a.isAbsent() || !b.isAbsent();
}

Timestamp orUnset(const std::optional<Timestamp> &time)
{
    return time.value_or(Timestamp{});
}

std::size_t heapBytes(const std::string &text)
{
    // A short text lives in the object itself (15 characters with libstdc++).
    return text.size() <= 15 ? 0 : text.size();
}

} // namespace

Event::Event(ActionEvent &&action)
    : id(action.id)
    , agent(action.agent)
    , start(orUnset(action.start))
    , end(orUnset(action.end))
    , type(EventType::Action)
    , name(std::move(action.actionType))
    , params(std::move(action.params))
    , returns(std::move(action.returns))
{
    if (action.logs.isAbsent() && action.screenshot.empty())
        return;
    details = std::make_unique<EventDetails>();
    details->logs = std::move(action.logs);
    details->screenshot = std::move(action.screenshot);
}

Event::Event(LlmEvent &&llm)
    : id(llm.id)
    , agent(llm.agent)
    , start(orUnset(llm.start))
    , end(orUnset(llm.end))
    , type(EventType::Llm)
    , name(std::move(llm.model))
    , params(std::move(llm.params))
    , returns(std::move(llm.returns))
{
    if (!anyOf(llm.prompt, llm.completion) && !llm.promptTokens && !llm.completionTokens && !llm.cost)
        return;
    details = std::make_unique<EventDetails>();
    details->prompt = std::move(llm.prompt);
    details->completion = std::move(llm.completion);
    details->promptTokens = llm.promptTokens;
    details->completionTokens = llm.completionTokens;
    details->cost = std::move(llm.cost);
}

Event::Event(ToolEvent &&tool)
    : id(tool.id)
    , agent(tool.agent)
    , start(orUnset(tool.start))
    , end(orUnset(tool.end))
    , type(EventType::Tool)
    , name(std::move(tool.name))
    , params(std::move(tool.params))
    , returns(std::move(tool.returns))
{
    if (tool.logs.isAbsent())
        return;
    details = std::make_unique<EventDetails>();
    details->logs = std::move(tool.logs);
}

Event::Event(ErrorEvent &&error)
    : id(error.id)
    , agent(error.agent)
    , start(orUnset(error.time))
    , end(orUnset(error.time))
    , type(EventType::Error)
    , name(std::move(error.errorType))
    , details(std::make_unique<EventDetails>())
{
    details->errorCode = std::move(error.code);
    details->errorDetails = std::move(error.details);
    details->logs = std::move(error.logs);
    details->trigger = error.trigger;
    details->triggerType = error.triggerType;
}

std::size_t Event::approximateBytes() const
{
    std::size_t bytes
        = sizeof(Event) + heapBytes(name) + params.approximateBytes() + returns.approximateBytes();
    if (details) {
        bytes += sizeof(EventDetails) + heapBytes(details->screenshot) + heapBytes(details->errorCode)
            + (details->cost ? heapBytes(*details->cost) : 0) + details->logs.approximateBytes()
            + details->prompt.approximateBytes() + details->completion.approximateBytes()
            + details->errorDetails.approximateBytes();
    }
    return bytes;
}

} // namespace sluice
