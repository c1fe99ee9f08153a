// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/filter_syntax.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace sluice {

/// A text as it was typed: what it says and where it stands.
struct FilterPiece
{
    std::string text;
    FilterPlace place{};
    bool isQuoted = false;
};

/// Walks through a filter's text, notes the tokens that it passes and the first problem.
class FilterReader
{
public:
    explicit FilterReader(std::string_view text)
        : m_text(text)
    { }

    bool failed() const { return m_problem.has_value(); }
    /// Only the first problem counts.
    void fail(FilterPlace place, std::string message);

    bool atEnd() const { return m_at >= m_text.size(); }
    std::size_t at() const { return m_at; }
    /// The byte here; 0 at the end.
    char here() const { return atEnd() ? '\0' : m_text[m_at]; }
    bool isAtOneOf(std::string_view bytes) const
    {
        return !atEnd() && bytes.find(here()) != std::string_view::npos;
    }
    bool isAtBlank() const { return isAtOneOf(" \t\r\n"); }
    std::string_view rest() const { return m_text.substr(m_at); }
    void skipBlanks();
    void next() { ++m_at; }

    /// A token from `from` up to here.
    FilterPlace note(FilterToken::Kind kind, std::size_t from);

    /// Up to a blank, a bracket that closes, `|`, a quote or one of `ends`; or a whole text in quotes.
    FilterPiece readPiece(std::string_view ends);

    /// The tokens and the problem; the tree is to be filled in.
    ParsedFilter take();

private:
    FilterPiece readQuoted();

    std::string_view m_text;
    std::size_t m_at = 0;
    std::vector<FilterToken> m_tokens;
    std::optional<FilterProblem> m_problem;
};

} // namespace sluice
