// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/event_logs.h"

#include "core/agentops/json_index.h"

#include <vector>

namespace sluice {

namespace {

void appendLine(std::string &out, std::string_view value)
{
    if (!out.empty() && out.back() != '\n')
        out += '\n';
    out += unescapedJson(value);
}

std::string linesOf(const JsonIndex &index, const JsonNode &list)
{
    std::vector<JsonNode> elements;
    index.children(list, 0, list.end - list.begin, elements);
    std::string text;
    for (const JsonNode &element : elements)
        appendLine(text, index.valueText(element));
    return text;
}

} // namespace

std::string logTextOf(std::string_view body)
{
    if (body.find("\"logs\"") == std::string_view::npos)
        return {};
    const Result<JsonIndex> index = JsonIndex::read(body);
    if (!index)
        return {};
    const auto logs = index->member(index->root(), "logs");
    if (!logs || index->kind(*logs) == JsonKind::Null)
        return {};
    if (index->kind(*logs) == JsonKind::Array)
        return linesOf(*index, *logs);
    return unescapedJson(index->valueText(*logs));
}

} // namespace sluice
