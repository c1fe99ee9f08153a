// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/json_document.h"

#include "core/agentops/json_mend.h"

#include <algorithm>

namespace sluice {

namespace {

/// The parser needs about ten times the body: kept for bodies as SDKs send them, not for the largest.
constexpr std::size_t keptCapacity = 1U << 20U;

/// simdjson counts the levels a little otherwise: it never takes more than the limit it is given, and what it
/// refuses is looked at by mendJson(), which counts exactly; so the second reading may be generous.
constexpr std::size_t secondDepth = jsonDepthLimit + 4;

/// At least as many as there are; commas and brackets within strings count too.
std::size_t valuesAtMost(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (c == ',') | (c == '[') | (c == '{'); }));
}

simdjson::error_code parse(
    simdjson::dom::parser &parser, std::string_view text, std::size_t depth, simdjson::dom::element &root)
{
    if (parser.capacity() < text.size() || parser.max_depth() != depth) {
        const std::size_t capacity = std::max({parser.capacity(), text.size(), std::size_t{4096}});
        if (const auto error = parser.allocate(capacity, depth))
            return error;
    }
    // An empty view may point nowhere, and the parser copies from where it points.
    return parser.parse(text.empty() ? "" : text.data(), text.size()).get(root);
}

} // namespace

Result<void> JsonDocument::read(std::string_view body)
{
    m_text = body.substr(0, 3) == "\xef\xbb\xbf" ? body.substr(3) : body;
    m_mendedCount = 0;
    if (m_text.size() > mostValues && valuesAtMost(m_text) > mostValues)
        return Error{ErrorKind::Limit,
            "expected at most " + std::to_string(mostValues) + " values, found more: send them in parts"};
    if (parse(m_parser, m_text, jsonDepthLimit, m_root) == simdjson::SUCCESS)
        return {};

    auto mended = mendJson(body);
    if (!mended)
        return Error{ErrorKind::Invalid, "not JSON: " + mended.error().message};
    m_mendedText = std::move(mended->text);
    m_mendedCount = mended->mended;
    m_text = m_mendedText;
    if (const auto error = parse(m_parser, m_text, secondDepth, m_root))
        return Error{ErrorKind::Invalid, std::string("not JSON: ") + simdjson::error_message(error)};
    return {};
}

void JsonDocument::release()
{
    if (m_parser.capacity() > keptCapacity)
        m_parser = simdjson::dom::parser();
    if (m_mendedText.capacity() > keptCapacity)
        m_mendedText = {};
    m_root = {};
    m_text = {};
}

} // namespace sluice
