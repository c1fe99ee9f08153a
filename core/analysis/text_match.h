// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <string_view>

namespace sluice {

// Texts compared as a person means them: the letters of ASCII count the same large or small, all others as
// they are. No locale, so that a filter means the same on every machine.

bool isSameText(std::string_view a, std::string_view b);

/// `part` stands somewhere in `text`; the empty part stands in every text.
bool holdsText(std::string_view text, std::string_view part);

bool beginsWithText(std::string_view text, std::string_view beginning);

/// `*` is any number of characters, `?` is one.
bool matchesPattern(std::string_view text, std::string_view pattern);

/// Order of names in lists: less than 0, 0, more than 0. Texts that differ only in their case are not equal.
int compareTexts(std::string_view a, std::string_view b);

} // namespace sluice
