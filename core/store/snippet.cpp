// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/snippet.h"

#include <algorithm>
#include <bitset>
#include <string_view>
#include <utility>
#include <vector>

namespace sluice {

namespace {

/// Bytes: about two lines of a list.
constexpr std::size_t bytesBefore = 60;
constexpr std::size_t bytesInAll = 240;

using Parts = std::bitset<SearchQuery::mostParts + 1>;

struct FieldPlaces
{
    std::vector<TextPlace> places; ///< in the field's text; none overlaps the one before
    Parts parts; ///< which of the query's are among them
};

FieldPlaces placesIn(std::string_view text, const SearchQuery &query, const TextTokens &tokens)
{
    FieldPlaces field;
    const std::vector<TextToken> words = tokens.of(text);
    std::size_t end = 0;
    for (const SearchQuery::Found &found : query.placesIn(words)) {
        field.parts.set(found.part);
        const TextToken &last = words[found.first + found.count - 1];
        const std::size_t at = words[found.first].at;
        if (at < end)
            continue;
        end = last.at + last.size;
        field.places.push_back({at, end - at});
    }
    return field;
}

bool isInsideCharacter(std::string_view text, std::size_t at)
{
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U;
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

void cutOut(std::string_view text, const std::vector<TextPlace> &places, SearchHit &hit)
{
    const std::size_t first = places.front().at;
    std::size_t begin = first > bytesBefore ? first - bytesBefore : 0;
    while (isInsideCharacter(text, begin))
        ++begin;
    // A place that is longer than a snippet is shown from its beginning.
    std::size_t end = std::min(text.size(), begin + bytesInAll);
    while (isInsideCharacter(text, end))
        --end;
    hit.isCutBefore = begin > 0;
    hit.isCutAfter = end < text.size();
    hit.snippet = text.substr(begin, end - begin);
    std::ranges::replace_if(hit.snippet, isControl, ' ');
    for (const TextPlace &place : places) {
        if (place.at >= end)
            break;
        hit.places.push_back({place.at - begin, std::min(place.at + place.size, end) - place.at});
    }
}

} // namespace

bool showPlaces(const EventTexts &texts, const SearchQuery &query, const TextTokens &tokens, SearchHit &hit)
{
    Parts found;
    FieldPlaces best;
    std::size_t bestField = 0;
    for (std::size_t field = 0; field < texts.size(); ++field) {
        FieldPlaces here = placesIn(texts[field], query, tokens);
        found |= here.parts;
        if (here.parts.count() <= best.parts.count())
            continue;
        best = std::move(here);
        bestField = field;
    }
    if (found.count() < query.partCount())
        return false;
    hit.field = static_cast<TextField>(bestField);
    cutOut(texts[bestField], best.places, hit);
    return true;
}

} // namespace sluice
