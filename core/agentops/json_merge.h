// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace sluice {

/// The members of `older` with those of `newer` in their place, and what only `newer` has behind them; each
/// value keeps its own text. A member that is null in `newer` says nothing. Error (Invalid): one of them is
/// no JSON object. thread: any.
Result<std::string> mergedObjects(std::string_view older, std::string_view newer);

} // namespace sluice
