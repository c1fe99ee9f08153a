// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <curl/curl.h>

#include <string>
#include <string_view>

namespace sluice {

/// Why one POST came to no whole answer.
struct CurlFailure
{
    /// What our own callbacks stopped, which libcurl reports as a mere write error or abort.
    enum class Stop { None, Aborted, AnswerTooLarge, HeadersTooLarge, DiedAfterSending };

    CURLcode code = CURLE_OK;
    Stop stop = Stop::None;
    bool sent = false; ///< some bytes of the request may have left
    std::string_view words; ///< CURLOPT_ERRORBUFFER's
};

/// One sentence for a person that names the server by `origin` and holds nothing of the request.
std::string sentenceOf(const CurlFailure &failure, const std::string &origin);

/// For a 407 on the way to `origin`.
std::string proxyWantsLogin(const std::string &origin);

} // namespace sluice
