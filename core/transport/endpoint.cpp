// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/endpoint.h"

#include <curl/curl.h>

#include <memory>

namespace sluice {

namespace {

struct FreeUrl
{
    void operator()(CURLU *url) const { curl_url_cleanup(url); }
};

struct FreePart
{
    void operator()(char *part) const { curl_free(part); }
};

std::string partOf(CURLU *url, CURLUPart part)
{
    char *raw = nullptr;
    if (curl_url_get(url, part, &raw, 0) != CURLUE_OK)
        return {};
    const std::unique_ptr<char, FreePart> text(raw);
    return text.get();
}

/// `host` as libcurl normalises it: lower-case names aside, "127.1" has become "127.0.0.1".
bool isLoopback(const std::string &host)
{
    return host == "localhost" || host.ends_with(".localhost") || host == "[::1]"
        || (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos);
}

} // namespace

Endpoint endpointOf(const std::string &url)
{
    Endpoint endpoint;
    const std::unique_ptr<CURLU, FreeUrl> parsed(curl_url());
    if (!parsed
        || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        return endpoint;
    const std::string host = partOf(parsed.get(), CURLUPART_HOST);
    const std::string port = partOf(parsed.get(), CURLUPART_PORT);
    endpoint.origin
        = partOf(parsed.get(), CURLUPART_SCHEME) + "://" + host + (port.empty() ? "" : ":" + port);
    endpoint.loopback = isLoopback(host);
    return endpoint;
}

bool isSameServer(const std::string &url, const std::string &other)
{
    const Endpoint one = endpointOf(url);
    const Endpoint two = endpointOf(other);
    const auto port
        = [](const Endpoint &endpoint) { return endpoint.origin.substr(endpoint.origin.rfind(':')); };
    return one.origin == two.origin || (one.loopback && two.loopback && port(one) == port(two));
}

} // namespace sluice
