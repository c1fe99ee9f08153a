// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/request_framing.h"

#include "core/collector/request_text.h"

#include <algorithm>
#include <string>

namespace sluice {

namespace {

namespace http = boost::beast::http;

constexpr std::size_t longestTarget = 8U << 10U;

std::string_view asView(boost::beast::string_view text)
{
    return {text.data(), text.size()};
}

template <typename Name>
std::string_view fieldOf(const HttpRequest &request, const Name &name)
{
    const auto found = request.find(name);
    return found == request.end() ? std::string_view() : asView(found->value());
}

bool hasStrangeCoding(const HttpRequest &request)
{
    const std::size_t fields = request.count(http::field::transfer_encoding);
    if (fields == 0)
        return false;
    return fields > 1 || request.version() < 11
        || !equalIgnoringCase(fieldOf(request, http::field::transfer_encoding), "chunked");
}

/// Beast takes "2, 2", and 2 twice, for 2.
bool hasStrangeLength(const HttpRequest &request)
{
    if (request.count(http::field::content_length) > 1)
        return true;
    const std::string_view length = fieldOf(request, http::field::content_length);
    return !std::ranges::all_of(length, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

RequestHead headOf(const HttpRequest &request)
{
    RequestHead head;
    head.method = asView(request.method_string());
    head.target = asView(request.target());
    head.host = fieldOf(request, http::field::host);
    head.hosts = request.count(http::field::host);
    head.origin = fieldOf(request, http::field::origin);
    head.hasOrigin = request.count(http::field::origin) > 0;
    head.secFetchSite = fieldOf(request, "Sec-Fetch-Site");
    head.contentType = fieldOf(request, http::field::content_type);
    head.contentEncoding = fieldOf(request, http::field::content_encoding);
    head.expect = fieldOf(request, http::field::expect);
    head.authorization = fieldOf(request, http::field::authorization);
    head.apiKey = fieldOf(request, "X-Agentops-Api-Key");
    head.oldKey = fieldOf(request, "X-Agentops-Auth");
    head.userAgent = fieldOf(request, http::field::user_agent);
    head.traceId = fieldOf(request, "Trace-Id");
    return head;
}

std::string_view textOf(const boost::beast::flat_buffer &buffer)
{
    return {static_cast<const char *>(buffer.data().data()), buffer.size()};
}

std::string fieldsOf(const HttpRequest &request)
{
    std::string lines;
    for (const auto &field : request)
        lines.append(asView(field.name_string())).append(": ").append(asView(field.value())).append("\n");
    return lines;
}

std::optional<ServedAnswer> framingRefusal(const HttpRequest &request)
{
    if (hasStrangeCoding(request))
        return detailAnswer(400, "Transfer-Encoding: expected chunked, in HTTP/1.1");
    if (hasStrangeLength(request))
        return detailAnswer(400, "Content-Length: expected one number");
    for (const http::field name : {http::field::authorization, http::field::content_type,
             http::field::content_encoding, http::field::expect, http::field::origin}) {
        if (request.count(name) > 1)
            return detailAnswer(400, std::string(asView(http::to_string(name))) + " was sent twice");
    }
    if (request.target().size() > longestTarget)
        return detailAnswer(414, "the request's target is longer than 8192 bytes");
    if (request.target().empty() || request.target().front() != '/')
        return detailAnswer(400, "the request's target must be a path");
    return std::nullopt;
}

} // namespace sluice
