// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/filter_syntax.h"
#include "core/analysis/text_match.h"

#include <algorithm>
#include <cassert>

namespace sluice {

const std::vector<FilterFieldInfo> &filterFields()
{
    using enum FilterField;
    static const std::vector<FilterFieldInfo> fields{
        {Type, "type", FilterValue::Type, "action, llm, tool, error or api", "llm"},
        {Duration, "dur", FilterValue::Duration, "how long it took, with a unit: us ms s m h", "2s"},
        {Agent, "agent", FilterValue::Text, "the agent's name or id", "writer"},
        {Model, "model", FilterValue::Text, "the model of an LLM call", "gpt*"},
        {Tool, "tool", FilterValue::Text, "the name of a tool call", "search"},
        {Name, "name", FilterValue::Text, "what its bar is labelled with", "plan*"},
        {Text, "text", FilterValue::Text, "words anywhere in it: prompts, answers, messages", "\"timeout\""},
        {Cost, "cost", FilterValue::Dollars, "US dollars, given or by the price table", "0.01"},
        {Tokens, "tokens", FilterValue::Count, "prompt and completion tokens together; k and M", "1k"},
        {PromptTokens, "prompt", FilterValue::Count, "prompt tokens", "500"},
        {CompletionTokens, "completion", FilterValue::Count, "completion tokens", "500"},
        {At, "at", FilterValue::Duration, "its start, counted from the session's start", "1m"},
        {State, "state", FilterValue::State, "done, open or error", "open"},
        {Tag, "tag", FilterValue::Text, "a tag of the session", "prod"},
    };
    return fields;
}

const FilterFieldInfo *filterFieldNamed(std::string_view name)
{
    const auto &fields = filterFields();
    const auto found = std::ranges::find_if(
        fields, [name](const FilterFieldInfo &field) { return isSameText(field.name, name); });
    return found == fields.end() ? nullptr : &*found;
}

const FilterFieldInfo &infoOf(FilterField field)
{
    const auto found = std::ranges::find(filterFields(), field, &FilterFieldInfo::field);
    assert(found != filterFields().end() && "every field is in the list");
    return *found;
}

} // namespace sluice
