// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/json_index.h"

#include "core/agentops/json_index_scan.h"

#include <algorithm>
#include <charconv>

namespace sluice {

namespace {

std::size_t afterSpace(std::string_view text, std::size_t at)
{
    while (at < text.size() && isJsonSpace(text[at]))
        ++at;
    return at;
}

bool isOpening(char c)
{
    return c == '{' || c == '[';
}

bool isClosing(char c)
{
    return c == '}' || c == ']';
}

/// The place after a container that begins at `at`.
std::size_t afterContainer(std::string_view text, std::size_t at)
{
    int depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '"') {
            at = afterJsonString(text, at);
            continue;
        }
        ++at;
        if (isOpening(c))
            ++depth;
        else if (isClosing(c) && --depth == 0)
            break;
    }
    return at;
}

std::size_t afterScalar(std::string_view text, std::size_t at)
{
    return std::min(text.find_first_of(" \t\r\n,]}", at), text.size());
}

void appendUtf8(std::string &out, unsigned code)
{
    if (code < 0x80) {
        out += static_cast<char>(code);
        return;
    }
    const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static constexpr unsigned leads[] = {0, 0xc0, 0xe0, 0xf0};
    out += static_cast<char>(leads[more] | (code >> (6U * static_cast<unsigned>(more))));
    for (int i = more - 1; i >= 0; --i)
        out += static_cast<char>(0x80U | ((code >> (6U * static_cast<unsigned>(i))) & 0x3fU));
}

/// Reads the escapes of a string literal.
class Unescape
{
public:
    explicit Unescape(std::string_view inside)
        : m_text(inside)
    { }

    std::string run(std::size_t most)
    {
        while (m_at < m_text.size() && m_out.size() < most) {
            if (m_text[m_at] == '\\')
                escape();
            else
                plain(most);
        }
        return std::move(m_out);
    }

private:
    void plain(std::size_t most)
    {
        const std::size_t end = std::min(m_text.find('\\', m_at), m_text.size());
        std::size_t cut = m_at + std::min(end - m_at, most - m_out.size());
        while (cut < end && cut > m_at && (static_cast<unsigned char>(m_text[cut]) & 0xc0U) == 0x80U)
            ++cut; // the rest of a character
        m_out.append(m_text, m_at, cut - m_at);
        m_at = cut;
    }

    void escape()
    {
        const char c = m_at + 1 < m_text.size() ? m_text[m_at + 1] : '\\';
        m_at += 2;
        switch (c) {
        case 'n':
            m_out += '\n';
            return;
        case 't':
            m_out += '\t';
            return;
        case 'r':
            m_out += '\r';
            return;
        case 'b':
            m_out += '\b';
            return;
        case 'f':
            m_out += '\f';
            return;
        case 'u':
            unicode();
            return;
        default:
            m_out += c;
        }
    }

    void unicode()
    {
        unsigned code = hex(m_at);
        m_at += 4;
        if (code >= 0xd800 && code < 0xdc00 && m_text.substr(std::min(m_at, m_text.size()), 2) == "\\u") {
            const unsigned low = hex(m_at + 2);
            if (low >= 0xdc00 && low <= 0xdfff) {
                code = 0x10000 + ((code - 0xd800) << 10U) + (low - 0xdc00);
                m_at += 6;
            }
        }
        appendUtf8(m_out, code >= 0xd800 && code <= 0xdfff ? 0xfffd : code);
    }

    unsigned hex(std::size_t at) const
    {
        unsigned code = 0xfffd;
        if (at + 4 <= m_text.size())
            std::from_chars(m_text.data() + at, m_text.data() + at + 4, code, 16);
        return code;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_out;
};

} // namespace

JsonKind JsonIndex::kind(const JsonNode &node) const
{
    switch (m_text[node.begin]) {
    case '{':
        return JsonKind::Object;
    case '[':
        return JsonKind::Array;
    case '"':
        return JsonKind::String;
    case 't':
    case 'f':
        return JsonKind::Bool;
    case 'n':
        return JsonKind::Null;
    default:
        return JsonKind::Number;
    }
}

bool JsonIndex::hasChildren(const JsonNode &node) const
{
    return isOpening(m_text[node.begin]) && !isClosing(m_text[afterSpace(m_text, node.begin + 1)]);
}

std::size_t JsonIndex::childCount(const JsonNode &node) const
{
    if (!hasChildren(node))
        return 0;
    if (const LongValue *value = longValueAt(node.begin))
        return value->children;
    std::vector<JsonNode> nodes;
    children(node, 0, longValue, nodes);
    return nodes.size();
}

JsonPage JsonIndex::children(
    const JsonNode &container, std::size_t from, std::size_t limit, std::vector<JsonNode> &out) const
{
    JsonPage page;
    if (!hasChildren(container))
        return {container.end, true, 0};
    const bool isObject = m_text[container.begin] == '{';
    std::size_t at = afterSpace(m_text, from == 0 ? container.begin + 1 : from);
    for (std::size_t i = 0; i < limit; ++i) {
        JsonNode node;
        const std::size_t start = at;
        if (isObject) {
            at = afterSpace(m_text, afterValue(at, page.bytesRead));
            at = afterSpace(m_text, at + 1); // the colon
        }
        node.key = static_cast<std::uint32_t>(isObject ? start : at);
        node.begin = static_cast<std::uint32_t>(at);
        at = afterValue(at, page.bytesRead);
        node.end = static_cast<std::uint32_t>(at);
        out.push_back(node);
        at = afterSpace(m_text, at);
        if (isClosing(m_text[at])) {
            page.complete = true;
            break;
        }
        at = afterSpace(m_text, at + 1); // the comma
    }
    page.next = at;
    return page;
}

std::optional<JsonNode> JsonIndex::member(const JsonNode &object, std::string_view name) const
{
    if (kind(object) != JsonKind::Object)
        return std::nullopt;
    std::vector<JsonNode> nodes;
    JsonPage page;
    while (!page.complete) {
        nodes.clear();
        page = children(object, page.next, 256, nodes);
        for (const JsonNode &node : nodes) {
            const std::string_view key = keyText(node);
            if (key.substr(1, key.size() - 2) == name)
                return node;
        }
    }
    return std::nullopt;
}

std::string_view JsonIndex::valueText(const JsonNode &node) const
{
    return m_text.substr(node.begin, node.end - node.begin);
}

std::string_view JsonIndex::keyText(const JsonNode &node) const
{
    if (!node.hasKey())
        return {};
    std::size_t read = 0;
    return m_text.substr(node.key, afterValue(node.key, read) - node.key);
}

const JsonIndex::LongValue *JsonIndex::longValueAt(std::size_t begin) const
{
    const auto found = std::ranges::lower_bound(m_long, begin, {}, &LongValue::begin);
    return found != m_long.end() && found->begin == begin ? &*found : nullptr;
}

std::size_t JsonIndex::afterValue(std::size_t at, std::size_t &bytesRead) const
{
    if (const LongValue *value = longValueAt(at))
        return value->end;
    const char c = m_text[at];
    const std::size_t end = c == '"' ? afterJsonString(m_text, at)
        : isOpening(c)               ? afterContainer(m_text, at)
                                     : afterScalar(m_text, at);
    bytesRead += end - at;
    return end;
}

Result<JsonIndex> JsonIndex::read(std::string_view text)
{
    if (text.size() >= UINT32_MAX)
        return Error{ErrorKind::Limit, "The text is 4 GiB or larger."};
    JsonIndexScan scan(text);
    return scan.run();
}

std::string unescapedJson(std::string_view literal, std::size_t most)
{
    const bool isLiteral = literal.size() >= 2 && literal.front() == '"' && literal.back() == '"';
    if (isLiteral)
        return Unescape(literal.substr(1, literal.size() - 2)).run(most);
    if (literal.size() <= most)
        return std::string(literal);
    std::size_t cut = most;
    while (cut < literal.size() && (static_cast<unsigned char>(literal[cut]) & 0xc0U) == 0x80U)
        ++cut;
    return std::string(literal.substr(0, cut));
}

} // namespace sluice
