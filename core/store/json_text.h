// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/flush_record.h"
#include "core/model/ledger.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// `{recorded, delivered, queued, ..., dropped{reason: n}, rejected}`, in that order.
nlohmann::ordered_json ledgerJson(const Ledger &ledger);
std::string ledgerToText(const Ledger &ledger);

/// nullopt for text that is not such an object; a count that is missing is 0.
std::optional<Ledger> ledgerFromText(std::string_view text);

/// The attempts of a flush: `[[began, ended, status, outcome, "message"], ...]`, times in microseconds since
/// 1970. What is not such an array has no attempts.
std::string triesToText(const std::vector<FlushAttempt> &tries);
std::vector<FlushAttempt> triesFromText(std::string_view text);

/// The sum of the counts of an SDK's event_counts, `{"llms": 3, ...}`; nullopt: it has none, or more than fit
/// into a signed number of 64 bits.
std::optional<std::uint64_t> sumOfCounts(std::string_view object);

/// A JSON array of strings; bytes that are not UTF-8 become U+FFFD.
std::string tagsToText(const std::vector<std::string> &tags);
std::vector<std::string> tagsFromText(std::string_view text);

} // namespace sluice
