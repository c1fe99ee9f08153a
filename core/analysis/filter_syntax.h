// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

// The filter language. Terms beside each other must all hold; `|` between terms wants one of them and binds
// tighter; `-` in front of a term is its opposite; brackets group. A term is
//   field:value   field=value   field!=value   field>value >= < <=   field:least..most
// or a bare word: `error`, `open`, or else a part of the name. `type:llm|tool` is short for
// `type:llm | type:tool`. `*` and `?` are wildcards outside of quotes. Letters count the same large or small.

/// A stretch of a filter's text, in bytes.
struct FilterPlace
{
    std::size_t at = 0;
    std::size_t length = 0;

    bool operator==(const FilterPlace &) const = default;
};

enum class FilterField : std::uint8_t {
    Type,
    Name,
    Model, ///< the name of an LLM call
    Tool, ///< the name of a tool call
    Agent,
    Tag, ///< of the session
    Text, ///< anywhere in the event's body
    State,
    Duration,
    At, ///< the start, counted from the session's
    Cost,
    Tokens,
    PromptTokens,
    CompletionTokens,
};

/// What a field's values are.
enum class FilterValue : std::uint8_t { Type, State, Text, Duration, Dollars, Count };

struct FilterFieldInfo
{
    FilterField field;
    std::string_view name; ///< as it is typed
    FilterValue value;
    std::string_view meaning; ///< one line for the completion
    std::string_view example; ///< a value
};

/// All fields in the order in which they are offered.
const std::vector<FilterFieldInfo> &filterFields();

/// By its name, large or small; nullptr: none.
const FilterFieldInfo *filterFieldNamed(std::string_view name);

const FilterFieldInfo &infoOf(FilterField field);

enum class EventStateWord : std::uint8_t { Done, Open, Error };

struct FilterTerm
{
    FilterField field = FilterField::Name;

    /// Text fields, type and state: what was typed, without its quotes.
    std::string text{};
    bool isPattern = false; ///< `*` and `?` in `text` are wildcards
    bool isPart = false; ///< it may stand anywhere in the value

    /// Number fields, both ends belonging to it: nanoseconds, millionths of a millionth of a dollar, tokens.
    std::int64_t least = 0;
    std::int64_t most = 0;
    bool isUnknown = false; ///< `cost:unknown`: there is no number

    bool operator==(const FilterTerm &) const = default;
};

/// A filter as a tree. And of no parts holds for every event.
struct FilterNode
{
    enum class Kind : std::uint8_t { Term, Not, And, Or };

    Kind kind = Kind::And;
    FilterTerm term{};
    std::vector<FilterNode> parts{};

    bool operator==(const FilterNode &) const = default;
};

/// Why a text is no filter.
struct FilterProblem
{
    FilterPlace place;
    std::size_t column = 1; ///< of its first character, counted in characters from 1
    std::string message; ///< what was found and what was expected, without the column
};

struct FilterToken
{
    enum class Kind : std::uint8_t { Field, Relation, Value, Word, Or, Not, Bracket };

    Kind kind;
    FilterPlace place;

    bool operator==(const FilterToken &) const = default;
};

struct ParsedFilter
{
    FilterNode root{};
    std::vector<FilterToken> tokens{}; ///< in order; when there is a problem, those in front of it
    std::optional<FilterProblem> problem{};

    bool isEmpty() const { return root.kind == FilterNode::Kind::And && root.parts.empty(); }
};

/// A longer text is a problem, and so are more than 32 brackets in each other.
inline constexpr std::size_t longestFilter = 4'096;
inline constexpr int deepestFilter = 32;

ParsedFilter parseFilter(std::string_view text);

/// `text` as a value that the parser reads back as exactly this: with quotes where it needs them.
std::string quotedForFilter(std::string_view text);

} // namespace sluice
