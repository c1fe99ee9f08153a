// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <string>
#include <string_view>

namespace sluice {

/// What an event logged (`logs`, agentops-contract.md 2.5), as one text: a string as it is, a list an element
/// a line, anything else as JSON. Empty: nothing, or a body that cannot be read. A body without the word is
/// not read. A pure function; thread: any.
std::string logTextOf(std::string_view body);

} // namespace sluice
