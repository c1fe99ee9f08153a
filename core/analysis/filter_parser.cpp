// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/filter_reader.h"
#include "core/analysis/filter_syntax.h"
#include "core/analysis/filter_values.h"
#include "core/analysis/text_match.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

class Parser
{
public:
    explicit Parser(std::string_view text)
        : m_reader(text)
    { }

    ParsedFilter parse()
    {
        FilterNode root = parseAll(0);
        if (!m_reader.atEnd())
            m_reader.fail({m_reader.at(), 1}, "there is no bracket that this ')' closes");
        ParsedFilter parsed = m_reader.take();
        if (!parsed.problem)
            parsed.root = std::move(root);
        return parsed;
    }

private:
    /// Terms beside each other, up to the end or a closing bracket.
    FilterNode parseAll(int depth)
    {
        FilterNode all;
        for (m_reader.skipBlanks(); goesOn() && m_reader.here() != ')'; m_reader.skipBlanks())
            all.parts.push_back(parseAny(depth));
        return single(std::move(all));
    }

    /// One term, or several with `|` between them.
    FilterNode parseAny(int depth)
    {
        FilterNode any{FilterNode::Kind::Or};
        any.parts.push_back(parseOne(depth));
        for (m_reader.skipBlanks(); goesOn() && m_reader.here() == '|'; m_reader.skipBlanks()) {
            const std::size_t from = m_reader.at();
            m_reader.next();
            m_reader.note(FilterToken::Kind::Or, from);
            m_reader.skipBlanks();
            if (m_reader.atEnd() || m_reader.isAtOneOf("|)"))
                m_reader.fail({from, 1}, "'|' stands between two terms; the second is missing");
            else
                any.parts.push_back(parseOne(depth));
        }
        return single(std::move(any));
    }

    FilterNode parseOne(int depth)
    {
        switch (m_reader.here()) {
        case '-':
            return parseOpposite(depth);
        case '(':
            return parseBracket(depth);
        case '|':
            m_reader.fail({m_reader.at(), 1}, "'|' stands between two terms; the first is missing");
            return {};
        default:
            return parseTerm();
        }
    }

    FilterNode parseOpposite(int depth)
    {
        const std::size_t from = m_reader.at();
        m_reader.next();
        m_reader.note(FilterToken::Kind::Not, from);
        if (m_reader.atEnd() || m_reader.isAtBlank() || m_reader.isAtOneOf(")|-")) {
            m_reader.fail({from, 1}, "'-' stands right in front of what must not hold");
            return {};
        }
        FilterNode opposite{FilterNode::Kind::Not};
        opposite.parts.push_back(parseOne(depth));
        return opposite;
    }

    FilterNode parseBracket(int depth)
    {
        const std::size_t from = m_reader.at();
        m_reader.next();
        m_reader.note(FilterToken::Kind::Bracket, from);
        if (depth >= deepestFilter) {
            m_reader.fail({from, 1}, "brackets are 32 deep at most");
            return {};
        }
        FilterNode inside = parseAll(depth + 1);
        if (m_reader.here() != ')')
            m_reader.fail({from, 1}, "this '(' is not closed");
        else if (inside.kind == FilterNode::Kind::And && inside.parts.empty())
            m_reader.fail({from, m_reader.at() + 1 - from}, "there is nothing in these brackets");
        if (m_reader.failed())
            return {};
        const std::size_t close = m_reader.at();
        m_reader.next();
        m_reader.note(FilterToken::Kind::Bracket, close);
        return inside;
    }

    FilterNode parseTerm()
    {
        const FilterPiece word = m_reader.readPiece(":=<>!(");
        if (m_reader.failed())
            return {};
        if (!word.isQuoted && m_reader.isAtOneOf(":=<>!"))
            return parseField(word);
        if (word.place.length == 0) {
            m_reader.fail({m_reader.at(), 1}, "expected a field, a word, or a text in quotes");
            return {};
        }
        m_reader.note(FilterToken::Kind::Word, word.place.at);
        return bareWord(word);
    }

    FilterNode parseField(const FilterPiece &word)
    {
        const FilterFieldInfo *field = filterFieldNamed(word.text);
        if (!field) {
            m_reader.fail({word.place.at, std::max<std::size_t>(word.place.length, 1)}, noField(word.text));
            return {};
        }
        m_reader.note(FilterToken::Kind::Field, word.place.at);
        return parseFilterValues(m_reader, *field);
    }

    static std::string noField(const std::string &name)
    {
        std::string message
            = name.empty() ? "there is no field in front of this" : "there is no field '" + name + "'";
        message += "; the fields are";
        for (const FilterFieldInfo &field : filterFields())
            message += (&field == &filterFields().front() ? " " : ", ") + std::string(field.name);
        return message;
    }

    static FilterNode bareWord(const FilterPiece &word)
    {
        FilterNode node{FilterNode::Kind::Term};
        node.term.text = word.text;
        if (!word.isQuoted && (isSameText(word.text, "error") || isSameText(word.text, "open"))) {
            node.term.field = FilterField::State;
            return node;
        }
        node.term.field = FilterField::Name;
        node.term.isPart = true;
        setFilterPattern(node.term, word);
        return node;
    }

    static FilterNode single(FilterNode node)
    {
        if (node.parts.size() != 1)
            return node;
        FilterNode only = std::move(node.parts.front());
        return only;
    }

    bool goesOn() const { return !m_reader.failed() && !m_reader.atEnd(); }

    FilterReader m_reader;
};

} // namespace

ParsedFilter parseFilter(std::string_view text)
{
    if (text.size() > longestFilter) {
        FilterReader reader(text);
        reader.fail({longestFilter, text.size() - longestFilter}, "the filter is longer than 4,096 bytes");
        return reader.take();
    }
    return Parser(text).parse();
}

std::string quotedForFilter(std::string_view text)
{
    const bool isPlain = !text.empty()
        && text.find_first_of(" \t\r\n()|\"*?<>=:!\\") == std::string_view::npos && !text.starts_with('-');
    if (isPlain)
        return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

} // namespace sluice
