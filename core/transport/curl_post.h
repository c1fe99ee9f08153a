// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/transport/curl_exchange.h"
#include "core/transport/curl_headers.h"
#include "core/transport/curl_transport.h"
#include "core/transport/endpoint.h"

#include <curl/curl.h>

#include <array>
#include <memory>
#include <optional>

namespace sluice {

struct CleanEasy
{
    void operator()(CURL *easy) const { curl_easy_cleanup(easy); }
};

/// One easy handle, which is kept, and the POST that it carries now, if any. Connections are the multi
/// handle's, so they outlive the POST. Borrows the multi handle and the settings.
/// thread: the transport's caller's
class CurlPost
{
public:
    CurlPost(CURLM *multi, const CurlSettings &settings);
    ~CurlPost();
    CurlPost(const CurlPost &) = delete;
    CurlPost &operator=(const CurlPost &) = delete;

    bool isUnderWay() const { return m_underWay; }
    bool isOn(const CURL *easy) const { return m_easy.get() == easy; }
    bool isCompressed() const { return m_compressed.has_value(); }
    Transport::Ticket ticket() const { return m_ticket; }

    /// Gives the POST to the multi handle. Error: nothing is under way and nothing was sent.
    Result<void> begin(Transport::Ticket ticket, HttpRequest request, bool gzip);

    /// Takes the POST off the multi handle, done or not, and says what came of it. Free afterwards.
    HttpAnswer end(CURLcode code);
    HttpAnswer endAborted();

private:
    template <typename Value>
    bool set(CURLoption option, Value value)
    {
        return curl_easy_setopt(m_easy.get(), option, value) == CURLE_OK;
    }
    bool setForAll(const CurlSettings &settings);
    bool setTrust(const CurlSettings &settings);
    bool setForThis();
    void compress();
    void leaveMulti();
    HttpAnswer failed(CURLcode code) const;
    HttpAnswer answered();
    std::string header(const char *name) const;

    CURLM *const m_multi;
    const SystemClock m_clock;
    std::array<char, CURL_ERROR_SIZE> m_words{};
    const std::unique_ptr<CURL, CleanEasy> m_easy;
    bool m_ready = false;

    // Of the POST under way; libcurl borrows all of it.
    bool m_underWay = false;
    Transport::Ticket m_ticket = 0;
    HttpRequest m_request;
    std::optional<std::string> m_compressed;
    HeaderList m_headers;
    Endpoint m_endpoint;
    CurlExchange m_exchange;
};

} // namespace sluice
