// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/filter_values.h"

#include "core/analysis/filter_numbers.h"
#include "core/analysis/text_match.h"
#include "core/model/event_type.h"

#include <limits>
#include <utility>

namespace sluice {

namespace {

constexpr std::int64_t leastNumber = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t mostNumber = std::numeric_limits<std::int64_t>::max();
constexpr std::string_view relations = ":=<>!";

bool isNumber(const FilterFieldInfo &field)
{
    return field.value == FilterValue::Duration || field.value == FilterValue::Dollars
        || field.value == FilterValue::Count;
}

bool isEqual(FilterRelation relation)
{
    return relation == FilterRelation::Is || relation == FilterRelation::IsNot;
}

void failValue(FilterReader &reader, const FilterFieldInfo &field, const FilterPiece &piece)
{
    reader.fail(piece.place,
        "'" + std::string(field.name) + "' expects " + std::string(expectedValue(field.value)) + "; found '"
            + piece.text + "'");
}

FilterRelation readRelation(FilterReader &reader, FilterPlace &place)
{
    const std::size_t from = reader.at();
    const char first = reader.here();
    reader.next();
    const bool hasEqual = reader.here() == '=' && first != '=' && first != ':';
    if (hasEqual)
        reader.next();
    place = reader.note(FilterToken::Kind::Relation, from);
    switch (first) {
    case '<':
        return hasEqual ? FilterRelation::AtMost : FilterRelation::Less;
    case '>':
        return hasEqual ? FilterRelation::AtLeast : FilterRelation::More;
    case '!':
        if (!hasEqual)
            reader.fail(place, "expected '!='");
        return FilterRelation::IsNot;
    default:
        // `dur:>2s` is what other filters write.
        return first == ':' && reader.isAtOneOf("<>") ? readRelation(reader, place) : FilterRelation::Is;
    }
}

void readWord(FilterReader &reader, const FilterFieldInfo &field, const FilterPiece &piece, FilterTerm &term)
{
    term.text = piece.text;
    if (field.value == FilterValue::Type) {
        const std::optional<EventType> type = eventTypeFromWire(piece.text);
        if (!type)
            return failValue(reader, field, piece);
        term.text = wireName(*type);
    } else if (field.value == FilterValue::State) {
        if (!isSameText(piece.text, "done") && !isSameText(piece.text, "open")
            && !isSameText(piece.text, "error"))
            return failValue(reader, field, piece);
    } else {
        term.isPart = field.field == FilterField::Text;
        setFilterPattern(term, piece);
    }
}

void setBounds(FilterRelation relation, std::int64_t number, FilterTerm &term)
{
    term.least = leastNumber;
    term.most = mostNumber;
    switch (relation) {
    case FilterRelation::Is:
    case FilterRelation::IsNot:
        term.least = term.most = number;
        break;
    case FilterRelation::Less:
        term.most = number - 1; // a number is never below 0
        break;
    case FilterRelation::AtMost:
        term.most = number;
        break;
    case FilterRelation::More:
        term.least = number == mostNumber ? mostNumber : number + 1;
        break;
    case FilterRelation::AtLeast:
        term.least = number;
        break;
    }
}

void readRange(FilterReader &reader, const FilterFieldInfo &field, const FilterPiece &piece, FilterTerm &term)
{
    const std::size_t dots = piece.text.find("..");
    const std::string_view least = std::string_view(piece.text).substr(0, dots);
    const std::string_view most = std::string_view(piece.text).substr(dots + 2);
    term.least = leastNumber;
    term.most = mostNumber;
    if (least.empty() && most.empty())
        return failValue(reader, field, piece);
    for (const auto &[text, bound] : {std::pair(least, &term.least), std::pair(most, &term.most)}) {
        if (text.empty())
            continue;
        const std::optional<std::int64_t> number = filterNumber(field.value, text);
        if (!number)
            return failValue(reader, field, piece);
        *bound = *number;
    }
    if (term.least > term.most)
        reader.fail(piece.place, "the range '" + piece.text + "' ends before it begins");
}

void readNumber(FilterReader &reader, const FilterFieldInfo &field, FilterRelation relation,
    const FilterPiece &piece, FilterTerm &term)
{
    if (isEqual(relation) && isSameText(piece.text, "unknown") && field.value != FilterValue::Duration) {
        term.isUnknown = true;
        return;
    }
    if (isEqual(relation) && piece.text.find("..") != std::string::npos)
        return readRange(reader, field, piece, term);
    const std::optional<std::int64_t> number = filterNumber(field.value, piece.text);
    if (!number)
        return failValue(reader, field, piece);
    setBounds(relation, *number, term);
}

FilterNode parseValue(FilterReader &reader, const FilterFieldInfo &field, FilterRelation relation)
{
    const FilterPiece piece = reader.readPiece({});
    if (reader.failed())
        return {};
    if (piece.place.length == 0 || (piece.text.empty() && field.value != FilterValue::Text)) {
        reader.fail({piece.place.at, 1}, "expected " + std::string(expectedValue(field.value)));
        return {};
    }
    FilterNode node{FilterNode::Kind::Term};
    node.term.field = field.field;
    if (isNumber(field))
        readNumber(reader, field, relation, piece, node.term);
    else
        readWord(reader, field, piece, node.term);
    reader.note(FilterToken::Kind::Value, piece.place.at);
    return node;
}

/// Behind the `|` here comes a value without a field of its own.
bool valueFollows(const FilterReader &reader)
{
    const std::string_view rest = reader.rest().substr(1);
    if (rest.empty() || std::string_view(" \t\r\n|)-(").find(rest.front()) != std::string_view::npos)
        return false;
    const std::size_t end = rest.find_first_of(" \t\r\n:=<>!|)\"");
    const bool hasRelation
        = end != std::string_view::npos && relations.find(rest[end]) != std::string_view::npos;
    return !hasRelation || !filterFieldNamed(rest.substr(0, end));
}

} // namespace

void setFilterPattern(FilterTerm &term, const FilterPiece &piece)
{
    term.isPattern = !piece.isQuoted && piece.text.find_first_of("*?") != std::string::npos;
    if (term.isPattern)
        term.isPart = false;
}

FilterNode parseFilterValues(FilterReader &reader, const FilterFieldInfo &field)
{
    FilterPlace place;
    const FilterRelation relation = readRelation(reader, place);
    if (reader.failed())
        return {};
    if (!isNumber(field) && !isEqual(relation)) {
        reader.fail(place,
            "'" + std::string(field.name) + "' cannot be larger or smaller; write " + std::string(field.name)
                + ':' + std::string(field.example));
        return {};
    }
    FilterNode any{FilterNode::Kind::Or};
    any.parts.push_back(parseValue(reader, field, relation));
    while (!reader.failed() && reader.here() == '|' && valueFollows(reader)) {
        const std::size_t from = reader.at();
        reader.next();
        reader.note(FilterToken::Kind::Or, from);
        any.parts.push_back(parseValue(reader, field, relation));
    }
    FilterNode values = any.parts.size() == 1 ? std::move(any.parts.front()) : std::move(any);
    if (relation != FilterRelation::IsNot)
        return values;
    FilterNode opposite{FilterNode::Kind::Not};
    opposite.parts.push_back(std::move(values));
    return opposite;
}

} // namespace sluice
