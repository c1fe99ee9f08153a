// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <string>

namespace sluice {

/// "libcurl/7.88.1 OpenSSL/3.0.15 zlib/1.2.13 ...": what this process runs with. thread: any
std::string curlVersion();

} // namespace sluice
