// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/search.h"
#include "core/store/search_query.h"

#include <optional>

namespace sluice {

/// Shows where an event has what was searched for: the field with the most of the query's parts, around its
/// first place. Fills `field`, `snippet`, `places` and what is cut. False: the texts do not match (any more).
bool showPlaces(const EventTexts &texts, const SearchQuery &query, const TextTokens &tokens, SearchHit &hit);

} // namespace sluice
