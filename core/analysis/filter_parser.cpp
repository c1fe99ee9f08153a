// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/filter_numbers.h"
#include "core/analysis/filter_syntax.h"
#include "core/analysis/text_match.h"
#include "core/model/event_type.h"

#include <limits>
#include <utility>

namespace sluice {

namespace {

constexpr std::int64_t leastNumber = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t mostNumber = std::numeric_limits<std::int64_t>::max();

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::size_t columnOf(std::string_view text, std::size_t at)
{
    std::size_t column = 1;
    for (std::size_t i = 0; i < at && i < text.size(); ++i)
        column += (static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80U ? 1 : 0;
    return column;
}

/// A text as it was typed: what it says and where it stands.
struct Piece
{
    std::string text;
    TextPlace place;
    bool isQuoted = false;
};

enum class Relation { Is, IsNot, Less, AtMost, More, AtLeast };

class Parser
{
public:
    explicit Parser(std::string_view text)
        : m_text(text)
    { }

    ParsedFilter parse()
    {
        if (m_text.size() > longestFilter)
            fail({longestFilter, m_text.size() - longestFilter}, "the filter is longer than 4,096 bytes");
        else
            m_result.root = parseAll(0);
        if (!failed() && m_at < m_text.size())
            fail({m_at, 1}, "there is no bracket that this ')' closes");
        if (failed())
            m_result.root = {};
        return std::move(m_result);
    }

private:
    bool failed() const { return m_result.problem.has_value(); }
    bool atEnd() const { return m_at >= m_text.size(); }
    char here() const { return atEnd() ? '\0' : m_text[m_at]; }

    void fail(TextPlace place, std::string message)
    {
        if (failed())
            return;
        m_result.problem = FilterProblem{place, columnOf(m_text, place.at), std::move(message)};
    }

    void skipBlanks()
    {
        while (!atEnd() && isBlank(here()))
            ++m_at;
    }

    TextPlace note(FilterToken::Kind kind, std::size_t from)
    {
        const TextPlace place{from, m_at - from};
        if (!failed())
            m_result.tokens.push_back({kind, place});
        return place;
    }

    /// Terms beside each other, up to the end or a closing bracket.
    FilterNode parseAll(int depth)
    {
        FilterNode all;
        for (skipBlanks(); !failed() && !atEnd() && here() != ')'; skipBlanks())
            all.parts.push_back(parseAny(depth));
        return all.parts.size() == 1 ? std::move(all.parts.front()) : std::move(all);
    }

    /// One term, or several with `|` between them.
    FilterNode parseAny(int depth)
    {
        FilterNode any{FilterNode::Kind::Or};
        any.parts.push_back(parseOne(depth));
        for (skipBlanks(); !failed() && here() == '|'; skipBlanks()) {
            const std::size_t from = m_at++;
            note(FilterToken::Kind::Or, from);
            skipBlanks();
            if (atEnd() || here() == '|' || here() == ')')
                fail({from, 1}, "'|' stands between two terms; the second is missing");
            else
                any.parts.push_back(parseOne(depth));
        }
        return any.parts.size() == 1 ? std::move(any.parts.front()) : std::move(any);
    }

    FilterNode parseOne(int depth)
    {
        const std::size_t from = m_at;
        if (here() == '-') {
            ++m_at;
            note(FilterToken::Kind::Not, from);
            if (atEnd() || isBlank(here()) || here() == ')' || here() == '|' || here() == '-') {
                fail({from, 1}, "'-' stands right in front of what must not hold");
                return {};
            }
            FilterNode opposite{FilterNode::Kind::Not};
            opposite.parts.push_back(parseOne(depth));
            return opposite;
        }
        if (here() == '(')
            return parseBracket(depth);
        if (here() == '|') {
            fail({from, 1}, "'|' stands between two terms; the first is missing");
            return {};
        }
        return parseTerm();
    }

    FilterNode parseBracket(int depth)
    {
        const std::size_t from = m_at++;
        note(FilterToken::Kind::Bracket, from);
        if (depth >= deepestFilter) {
            fail({from, 1}, "brackets are 32 deep at most");
            return {};
        }
        FilterNode inside = parseAll(depth + 1);
        if (!failed() && here() != ')')
            fail({from, 1}, "this '(' is not closed");
        if (failed())
            return {};
        if (inside.kind == FilterNode::Kind::And && inside.parts.empty()) {
            fail({from, m_at + 1 - from}, "there is nothing in these brackets");
            return {};
        }
        const std::size_t close = m_at++;
        note(FilterToken::Kind::Bracket, close);
        return inside;
    }

    /// Up to a blank, a bracket that closes, `|` or one of `ends`; or a text in quotes.
    Piece readPiece(std::string_view ends)
    {
        if (here() == '"')
            return readQuoted();
        Piece piece{{}, {m_at, 0}};
        while (!atEnd() && !isBlank(here()) && here() != ')' && here() != '|' && here() != '"'
            && ends.find(here()) == std::string_view::npos)
            piece.text += m_text[m_at++];
        piece.place.length = m_at - piece.place.at;
        return piece;
    }

    Piece readQuoted()
    {
        Piece piece{{}, {m_at, 0}, true};
        ++m_at;
        while (!atEnd() && here() != '"') {
            if (here() == '\\' && m_at + 1 < m_text.size()
                && (m_text[m_at + 1] == '"' || m_text[m_at + 1] == '\\'))
                ++m_at;
            piece.text += m_text[m_at++];
        }
        if (atEnd())
            fail({piece.place.at, 1}, "this quote is not closed");
        else
            ++m_at;
        piece.place.length = m_at - piece.place.at;
        return piece;
    }

    FilterNode parseTerm()
    {
        const Piece word = readPiece(":=<>!(");
        if (failed())
            return {};
        const bool isField
            = !word.isQuoted && std::string_view(":=<>!").find(here()) != std::string_view::npos && !atEnd();
        if (!isField) {
            if (word.place.length == 0) {
                fail({m_at, 1}, "expected a field, a word, or a text in quotes");
                return {};
            }
            note(FilterToken::Kind::Word, word.place.at);
            return bareWord(word);
        }
        const FilterFieldInfo *field = filterFieldNamed(word.text);
        if (!field) {
            fail(word.place, noField(word.text));
            return {};
        }
        note(FilterToken::Kind::Field, word.place.at);
        return parseValues(*field);
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

    FilterNode bareWord(const Piece &word)
    {
        FilterNode node{FilterNode::Kind::Term};
        if (!word.isQuoted && isSameText(word.text, "error")) {
            node.term.field = FilterField::State;
            node.term.text = "error";
        } else if (!word.isQuoted && isSameText(word.text, "open")) {
            node.term.field = FilterField::State;
            node.term.text = "open";
        } else {
            node.term.field = FilterField::Name;
            node.term.text = word.text;
            node.term.isPart = true;
            setPattern(node.term, word);
        }
        return node;
    }

    static void setPattern(FilterTerm &term, const Piece &piece)
    {
        term.isPattern = !piece.isQuoted && piece.text.find_first_of("*?") != std::string::npos;
        if (term.isPattern)
            term.isPart = false;
    }

    Relation readRelation(TextPlace &place)
    {
        const std::size_t from = m_at;
        const char first = m_text[m_at++];
        const bool hasEqual = here() == '=' && first != '=';
        if (hasEqual)
            ++m_at;
        place = note(FilterToken::Kind::Relation, from);
        switch (first) {
        case '<':
            return hasEqual ? Relation::AtMost : Relation::Less;
        case '>':
            return hasEqual ? Relation::AtLeast : Relation::More;
        case '!':
            if (!hasEqual)
                fail(place, "expected '!='");
            return Relation::IsNot;
        default:
            // `dur:>2s` is what other filters write.
            if (first == ':' && !hasEqual && (here() == '<' || here() == '>'))
                return readRelation(place);
            return Relation::Is;
        }
    }

    static bool isNumber(const FilterFieldInfo &field)
    {
        return field.value == FilterValue::Duration || field.value == FilterValue::Dollars
            || field.value == FilterValue::Count;
    }

    /// A value, and more of them when `|` follows without a blank and no field behind it.
    FilterNode parseValues(const FilterFieldInfo &field)
    {
        TextPlace place;
        const Relation relation = readRelation(place);
        if (failed())
            return {};
        if (!isNumber(field) && relation != Relation::Is && relation != Relation::IsNot) {
            fail(place,
                "'" + std::string(field.name) + "' cannot be larger or smaller; write "
                    + std::string(field.name) + ':' + std::string(field.example));
            return {};
        }
        FilterNode any{FilterNode::Kind::Or};
        any.parts.push_back(parseValue(field, relation));
        while (!failed() && here() == '|' && valueFollows()) {
            const std::size_t from = m_at++;
            note(FilterToken::Kind::Or, from);
            any.parts.push_back(parseValue(field, relation));
        }
        FilterNode values = any.parts.size() == 1 ? std::move(any.parts.front()) : std::move(any);
        if (relation != Relation::IsNot)
            return values;
        FilterNode opposite{FilterNode::Kind::Not};
        opposite.parts.push_back(std::move(values));
        return opposite;
    }

    /// Behind the `|` here comes a value without a field of its own.
    bool valueFollows() const
    {
        std::size_t at = m_at + 1;
        if (at >= m_text.size() || isBlank(m_text[at])
            || std::string_view("|)-(").find(m_text[at]) != std::string_view::npos)
            return false;
        if (m_text[at] == '"')
            return true;
        while (at < m_text.size() && !isBlank(m_text[at])
            && std::string_view(":=<>!|)\"").find(m_text[at]) == std::string_view::npos)
            ++at;
        const bool hasRelation
            = at < m_text.size() && std::string_view(":=<>!").find(m_text[at]) != std::string_view::npos;
        return !hasRelation || !filterFieldNamed(m_text.substr(m_at + 1, at - m_at - 1));
    }

    FilterNode parseValue(const FilterFieldInfo &field, Relation relation)
    {
        const Piece piece = readPiece({});
        if (failed())
            return {};
        if (piece.place.length == 0 || (piece.text.empty() && field.value != FilterValue::Text)) {
            fail({piece.place.at, 1}, "expected " + std::string(expectedValue(field.value)));
            return {};
        }
        FilterNode node{FilterNode::Kind::Term};
        node.term.field = field.field;
        if (isNumber(field))
            readNumber(field, relation, piece, node.term);
        else
            readWord(field, piece, node.term);
        note(FilterToken::Kind::Value, piece.place.at);
        return node;
    }

    void readWord(const FilterFieldInfo &field, const Piece &piece, FilterTerm &term)
    {
        term.text = piece.text;
        if (field.value == FilterValue::Type) {
            const std::optional<EventType> type = eventTypeFromWire(piece.text);
            if (!type)
                return failValue(field, piece);
            term.text = wireName(*type);
        } else if (field.value == FilterValue::State) {
            if (!isSameText(piece.text, "done") && !isSameText(piece.text, "open")
                && !isSameText(piece.text, "error"))
                return failValue(field, piece);
        } else {
            term.isPart = field.field == FilterField::Text;
            setPattern(term, piece);
        }
    }

    void failValue(const FilterFieldInfo &field, const Piece &piece)
    {
        fail(piece.place,
            "'" + std::string(field.name) + "' expects " + std::string(expectedValue(field.value))
                + "; found '" + piece.text + "'");
    }

    void readNumber(const FilterFieldInfo &field, Relation relation, const Piece &piece, FilterTerm &term)
    {
        const bool isEqual = relation == Relation::Is || relation == Relation::IsNot;
        if (isEqual && isSameText(piece.text, "unknown") && field.value != FilterValue::Duration) {
            term.isUnknown = true;
            return;
        }
        const std::size_t dots = isEqual ? piece.text.find("..") : std::string::npos;
        if (dots != std::string::npos)
            return readRange(field, piece, dots, term);
        const std::optional<std::int64_t> number = filterNumber(field.value, piece.text);
        if (!number)
            return failValue(field, piece);
        setBounds(relation, *number, term);
    }

    static void setBounds(Relation relation, std::int64_t number, FilterTerm &term)
    {
        term.least = leastNumber;
        term.most = mostNumber;
        switch (relation) {
        case Relation::Is:
        case Relation::IsNot:
            term.least = term.most = number;
            break;
        case Relation::Less:
            term.most = number - 1; // a number is never below 0
            break;
        case Relation::AtMost:
            term.most = number;
            break;
        case Relation::More:
            // Nothing is more than the largest number.
            term.least = number == mostNumber ? mostNumber : number + 1;
            break;
        case Relation::AtLeast:
            term.least = number;
            break;
        }
    }

    void readRange(const FilterFieldInfo &field, const Piece &piece, std::size_t dots, FilterTerm &term)
    {
        const std::string_view least = std::string_view(piece.text).substr(0, dots);
        const std::string_view most = std::string_view(piece.text).substr(dots + 2);
        term.least = leastNumber;
        term.most = mostNumber;
        if (least.empty() && most.empty())
            return failValue(field, piece);
        for (const auto &[text, place] : {std::pair(least, &term.least), std::pair(most, &term.most)}) {
            if (text.empty())
                continue;
            const std::optional<std::int64_t> number = filterNumber(field.value, text);
            if (!number)
                return failValue(field, piece);
            *place = *number;
        }
        if (term.least > term.most)
            fail(piece.place, "the range '" + piece.text + "' ends before it begins");
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    ParsedFilter m_result;
};

} // namespace

ParsedFilter parseFilter(std::string_view text)
{
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
