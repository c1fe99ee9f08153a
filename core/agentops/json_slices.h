// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <string_view>
#include <vector>

namespace sluice {

/// The values in a JSON array or object, each as its own text, in their order; an object's names are left
/// out. `container` must be valid JSON (it was parsed before); anything else gives an unspecified answer,
/// never a read outside it. thread: any.
std::vector<std::string_view> jsonSlices(std::string_view container);

} // namespace sluice
