// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <string>

namespace sluice {

/// "3.40.1": what this process runs with. thread: any
std::string sqliteVersion();

} // namespace sluice
