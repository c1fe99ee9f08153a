// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/filter_reader.h"

#include <utility>

namespace sluice {

namespace {

std::size_t columnOf(std::string_view text, std::size_t at)
{
    std::size_t column = 1;
    for (std::size_t i = 0; i < at && i < text.size(); ++i)
        column += (static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80U ? 1 : 0;
    return column;
}

} // namespace

void FilterReader::fail(FilterPlace place, std::string message)
{
    if (!failed())
        m_problem = FilterProblem{place, columnOf(m_text, place.at), std::move(message)};
}

void FilterReader::skipBlanks()
{
    while (isAtBlank())
        next();
}

FilterPlace FilterReader::note(FilterToken::Kind kind, std::size_t from)
{
    const FilterPlace place{from, m_at - from};
    if (!failed())
        m_tokens.push_back({kind, place});
    return place;
}

FilterPiece FilterReader::readPiece(std::string_view ends)
{
    if (here() == '"')
        return readQuoted();
    FilterPiece piece{{}, {m_at, 0}};
    while (!atEnd() && !isAtBlank() && !isAtOneOf(")|\"") && !isAtOneOf(ends))
        piece.text += m_text[m_at++];
    piece.place.length = m_at - piece.place.at;
    return piece;
}

FilterPiece FilterReader::readQuoted()
{
    FilterPiece piece{{}, {m_at, 0}, true};
    next();
    while (!atEnd() && here() != '"') {
        const bool isEscape = rest().starts_with("\\\"") || rest().starts_with("\\\\");
        m_at += isEscape ? 1 : 0;
        piece.text += m_text[m_at++];
    }
    if (atEnd())
        fail({piece.place.at, 1}, "this quote is not closed");
    else
        next();
    piece.place.length = m_at - piece.place.at;
    return piece;
}

ParsedFilter FilterReader::take()
{
    return {{}, std::move(m_tokens), std::move(m_problem)};
}

} // namespace sluice
