// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace sluice {

/// A UUID (version 8: RFC 9562 5.8) from the SHA-256 of the parts: the same parts in the same order always
/// give the same text, and where one part ends and the next begins counts. thread: any.
std::string contentId(std::initializer_list<std::string_view> parts);

} // namespace sluice
