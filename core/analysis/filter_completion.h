// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/filter_syntax.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// What a session's fields can be: each list without repeats, in the order in which it is offered.
struct FilterVocabulary
{
    std::vector<std::string> names{};
    std::vector<std::string> models{};
    std::vector<std::string> tools{};
    std::vector<std::string> agents{};
    std::vector<std::string> tags{};
};

struct FilterCandidate
{
    std::string text; ///< what is put in the place
    std::string meaning; ///< one line; empty for a value of the session
    bool isWhole = true; ///< a blank may follow; false: a value is still to come

    bool operator==(const FilterCandidate &) const = default;
};

struct FilterCompletion
{
    FilterPlace replaced{}; ///< of the text that was given
    std::vector<FilterCandidate> candidates{};
};

/// What may stand at byte `cursor` of `text`: fields and words where a term begins, behind a field its
/// values. Candidates begin with what is typed already; behind them those that hold it. At most `limit`.
FilterCompletion completeFilter(
    std::string_view text, std::size_t cursor, const FilterVocabulary &vocabulary, std::size_t limit = 50);

} // namespace sluice
