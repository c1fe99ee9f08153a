// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/event_filter.h"

#include <algorithm>

namespace sluice {

namespace {

void collectTexts(const FilterNode &node, std::vector<std::string> &texts)
{
    if (node.kind == FilterNode::Kind::Term && node.term.field == FilterField::Text
        && std::ranges::find(texts, node.term.text) == texts.end())
        texts.push_back(node.term.text);
    for (const FilterNode &part : node.parts)
        collectTexts(part, texts);
}

std::vector<std::string> byFrequency(const EventSnapshot &events, const std::vector<std::uint64_t> &counts)
{
    std::vector<std::uint32_t> names;
    for (std::uint32_t name = 0; name < counts.size(); ++name) {
        if (counts[name] > 0 && !events.nameText(name).empty())
            names.push_back(name);
    }
    std::ranges::stable_sort(names, [&](std::uint32_t a, std::uint32_t b) { return counts[a] > counts[b]; });
    std::vector<std::string> texts;
    texts.reserve(names.size());
    for (const std::uint32_t name : names)
        texts.emplace_back(events.nameText(name));
    return texts;
}

} // namespace

std::vector<std::string> searchedTexts(const FilterNode &filter)
{
    std::vector<std::string> texts;
    collectTexts(filter, texts);
    return texts;
}

Result<FilterVocabulary> vocabularyOf(
    const EventSnapshot &events, const FilterContext &context, const StillWanted &wanted)
{
    std::vector<std::uint64_t> all(events.nameCount());
    std::vector<std::uint64_t> models(events.nameCount());
    std::vector<std::uint64_t> tools(events.nameCount());
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (i % eventsAChunk == 0 && !isWanted(wanted))
            return notWanted();
        const auto event = static_cast<EventIndex>(i);
        const std::uint32_t name = events.nameId(event);
        ++all[name];
        models[name] += events.type(event) == EventType::Llm ? 1 : 0;
        tools[name] += events.type(event) == EventType::Tool ? 1 : 0;
    }
    FilterVocabulary vocabulary{
        byFrequency(events, all), byFrequency(events, models), byFrequency(events, tools), {}, context.tags};
    for (std::size_t agent = 0; agent < events.agentCount(); ++agent) {
        const bool hasName = agent < context.agentNames.size() && !context.agentNames[agent].empty();
        const std::string name(hasName ? std::string_view(context.agentNames[agent])
                                       : events.agentId(static_cast<std::uint16_t>(agent)));
        if (!name.empty() && std::ranges::find(vocabulary.agents, name) == vocabulary.agents.end())
            vocabulary.agents.push_back(name);
    }
    return vocabulary;
}

} // namespace sluice
