// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/search_query.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

constexpr std::string_view blanks = " \t\r\n\f\v";

Error wrong(std::string message)
{
    return {ErrorKind::Usage, std::move(message)};
}

} // namespace

Result<SearchQuery> SearchQuery::parse(std::string_view text, const TextTokens &tokens)
{
    if (text.size() > mostBytes)
        return wrong("a search text has at most " + std::to_string(mostBytes) + " bytes; this one has "
            + std::to_string(text.size()));
    SearchQuery query;
    std::string_view rest = text;
    while (!rest.empty()) {
        if (blanks.find(rest.front()) != std::string_view::npos) {
            rest.remove_prefix(1);
            continue;
        }
        const bool isQuoted = rest.front() == '"';
        if (isQuoted)
            rest.remove_prefix(1);
        std::size_t end = isQuoted ? rest.find('"') : rest.find_first_of(" \t\r\n\f\v\"");
        if (isQuoted && end == std::string_view::npos)
            return wrong("the quotation mark before '" + std::string(rest.substr(0, 40))
                + "' has no second one; leave it out, or add one");
        end = std::min(end, rest.size());
        const std::string_view part = rest.substr(0, end);
        const bool isBeginning = !isQuoted && part.ends_with('*');
        if (const Result<void> added = query.add(part, isBeginning, tokens); !added)
            return added.error();
        rest.remove_prefix(isQuoted ? end + 1 : end);
    }
    if (query.m_parts.empty())
        return wrong("there is nothing to search for in '" + std::string(text)
            + "': a search text needs a letter or a digit");
    return query;
}

Result<void> SearchQuery::add(std::string_view text, bool isBeginning, const TextTokens &tokens)
{
    Part part;
    for (TextToken &token : tokens.of(text))
        part.words.push_back(std::move(token.text));
    if (part.words.empty())
        return {};
    part.isBeginning = isBeginning;
    m_parts.push_back(std::move(part));
    if (m_parts.size() > mostParts)
        return wrong("a search text has at most " + std::to_string(mostParts) + " words");
    return {};
}

std::string SearchQuery::match() const
{
    std::string match;
    for (const Part &part : m_parts) {
        match += match.empty() ? "\"" : " AND \"";
        for (const std::string &word : part.words) {
            for (const char c : word)
                match += c == '"' ? "\"\"" : std::string(1, c);
            match += ' ';
        }
        match.back() = '"';
        if (part.isBeginning)
            match += " *";
    }
    return match;
}

bool SearchQuery::isAt(const Part &part, const std::vector<TextToken> &words, std::size_t first)
{
    const std::size_t count = part.words.size();
    if (first + count > words.size())
        return false;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string &there = words[first + i].text;
        const bool isLast = i + 1 == count;
        const bool fits
            = isLast && part.isBeginning ? there.starts_with(part.words[i]) : there == part.words[i];
        if (!fits)
            return false;
    }
    return true;
}

std::vector<SearchQuery::Found> SearchQuery::placesIn(const std::vector<TextToken> &words) const
{
    std::vector<Found> found;
    for (std::size_t first = 0; first < words.size(); ++first) {
        for (std::size_t part = 0; part < m_parts.size(); ++part) {
            if (isAt(m_parts[part], words, first))
                found.push_back({part, first, m_parts[part].words.size()});
        }
    }
    return found;
}

} // namespace sluice
