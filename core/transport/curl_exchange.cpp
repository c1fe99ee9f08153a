// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/curl_exchange.h"

#include <string_view>

namespace sluice {

namespace {

// A good server's headers are some hundred bytes; 1,000 interim answers ("100 Continue") are 27 KB.
constexpr std::size_t headerLimit = 128U << 10U;

/// "HTTP/1.1 100 Continue": an answer is to follow.
bool isInterim(std::string_view statusLine)
{
    const std::size_t blank = statusLine.find(' ');
    return blank != std::string_view::npos && statusLine.substr(blank + 1).starts_with('1');
}

} // namespace

void CurlExchange::restart()
{
    body.clear();
    headerBytes = 0;
    interim = false;
    headersWhole = false;
    stop = CurlFailure::Stop::None;
    begun = false;
    sizeBefore = 0;
}

bool CurlExchange::sent() const
{
    long size = 0;
    return begun && (curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &size) != CURLE_OK || size > sizeBefore);
}

std::size_t onBody(char *data, std::size_t, std::size_t size, void *user)
{
    auto &exchange = *static_cast<CurlExchange *>(user);
    if (size > exchange.answerLimit - exchange.body.size()) {
        exchange.stop = CurlFailure::Stop::AnswerTooLarge;
        return CURL_WRITEFUNC_ERROR;
    }
    exchange.body.append(data, size);
    return size;
}

std::size_t onHeader(char *data, std::size_t, std::size_t size, void *user)
{
    auto &exchange = *static_cast<CurlExchange *>(user);
    exchange.headerBytes += size;
    if (exchange.headerBytes > headerLimit) {
        exchange.stop = CurlFailure::Stop::HeadersTooLarge;
        return CURL_WRITEFUNC_ERROR;
    }
    const std::string_view line(data, size);
    if (line.starts_with("HTTP/"))
        exchange.interim = isInterim(line);
    else if (line == "\r\n" || line == "\n")
        exchange.headersWhole = exchange.headersWhole || !exchange.interim;
    return size;
}

int onReadyToSend(void *user, char *, char *, int, int)
{
    auto &exchange = *static_cast<CurlExchange *>(user);
    if (exchange.sent()) {
        exchange.stop = CurlFailure::Stop::DiedAfterSending;
        return CURL_PREREQFUNC_ABORT;
    }
    exchange.begun = true;
    exchange.headersWhole = false; // those were a proxy's
    curl_easy_getinfo(exchange.easy, CURLINFO_REQUEST_SIZE, &exchange.sizeBefore);
    return CURL_PREREQFUNC_OK;
}

} // namespace sluice
