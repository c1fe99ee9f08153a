// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/transport/transport.h"

#include <curl/curl.h>

#include <memory>

namespace sluice {

struct FreeList
{
    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};

using HeaderList = std::unique_ptr<curl_slist, FreeList>;

/// The request's headers as libcurl takes them. An error for a name or a value that would break out of its
/// line; its message names the header, never the value.
Result<HeaderList> headerListOf(const HttpRequest &request);

} // namespace sluice
