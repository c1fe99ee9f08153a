// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/curl_version.h"

#include <curl/curl.h>

namespace sluice {

std::string curlVersion()
{
    return curl_version();
}

} // namespace sluice
