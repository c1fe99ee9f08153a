// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <string>

namespace sluice {

/// "1.81.0": what this program was built with. thread: any
std::string boostVersion();

} // namespace sluice
