// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sluice {

/// What is in one whole gzip member; nullopt for anything else, and for what is followed by more.
std::optional<std::string> gunzipped(std::string_view member);

} // namespace sluice
