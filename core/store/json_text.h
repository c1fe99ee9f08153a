// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

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

/// A JSON array of strings; bytes that are not UTF-8 become U+FFFD.
std::string tagsToText(const std::vector<std::string> &tags);
std::vector<std::string> tagsFromText(std::string_view text);

} // namespace sluice
