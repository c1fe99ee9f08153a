// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/transport/curl_failure.h"

#include <curl/curl.h>

#include <cstddef>
#include <string>

namespace sluice {

/// One POST under way: what libcurl's callbacks read and add to.
struct CurlExchange
{
    CURL *easy = nullptr;
    std::size_t answerLimit = 0;
    std::string body;
    std::size_t headerBytes = 0;
    bool interim = false; ///< the headers that come are those of a "100 Continue"
    bool headersWhole
        = false; ///< up to their empty line: libcurl takes a connection that ends before it for good
    CurlFailure::Stop stop = CurlFailure::Stop::None;
    bool begun = false; ///< a connection stood ready, and the request was about to be written
    long sizeBefore = 0; ///< bytes that were written until then: a proxy's CONNECT

    /// Before the next POST on the same handle.
    void restart();

    /// Whether bytes of the request may have left. libcurl counts what the socket took.
    bool sent() const;
};

/// CURLOPT_WRITEFUNCTION: keeps the answer's body, up to its limit.
std::size_t onBody(char *data, std::size_t, std::size_t size, void *exchange);

/// CURLOPT_HEADERFUNCTION: counts the answer's headers, stops it at 128 KiB of them, and looks for their end.
std::size_t onHeader(char *data, std::size_t, std::size_t size, void *exchange);

/// CURLOPT_PREREQFUNCTION, called before each writing of the request: lets it be written once. libcurl writes
/// it a second time, by itself, when a kept-alive connection dies before the first byte of an answer. That is
/// right when nothing was written, but a server may have stored what it got before it died; whether to send
/// again is the retry policy's to say.
int onReadyToSend(void *exchange, char *, char *, int, int);

} // namespace sluice
