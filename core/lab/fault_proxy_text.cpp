// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/fault_proxy_text.h"

#include "core/agentops/json_writer.h"

#include <boost/beast/http/status.hpp>

namespace sluice {

namespace {

namespace http = boost::beast::http;

template <typename View>
std::string_view viewOf(const View &text)
{
    return {text.data(), text.size()};
}

std::string_view pathOf(const ProxiedRequest &request)
{
    const std::string_view target = viewOf(request.target());
    return target.substr(0, target.find('?'));
}

std::string_view reasonOf(unsigned status)
{
    return viewOf(http::obsolete_reason(http::int_to_status(status)));
}

/// Written anew for the endpoint.
bool isReplaced(http::field name)
{
    return name == http::field::host || name == http::field::expect || name == http::field::transfer_encoding
        || name == http::field::content_length;
}

std::string errorBody(const ProxiedRequest &request, unsigned status, std::string_view message)
{
    if (status == 500)
        return R"({"error":"Internal Server Error"})";
    std::string body = "{\"path\":";
    appendJsonString(body, pathOf(request));
    body += ",\"message\":";
    appendJsonString(body, message);
    return body += '}';
}

} // namespace

std::string headForEndpoint(const ProxiedRequest &request, std::string_view host)
{
    std::string head(viewOf(request.method_string()));
    head.append(" ").append(viewOf(request.target()));
    head.append(request.version() < 11 ? " HTTP/1.0\r\nHost: " : " HTTP/1.1\r\nHost: ").append(host);
    head += "\r\n";
    for (const auto &field : request) {
        if (!isReplaced(field.name()))
            head.append(viewOf(field.name_string()))
                .append(": ")
                .append(viewOf(field.value()))
                .append("\r\n");
    }
    if (request.has_content_length() || request.chunked())
        head.append("Content-Length: ").append(std::to_string(request.body().size())).append("\r\n");
    return head += "\r\n";
}

std::string errorText(const ProxiedRequest &request, unsigned status, std::string_view message,
    std::optional<std::uint32_t> retryAfter)
{
    const std::string body = errorBody(request, status, message);
    std::string text = "HTTP/1.1 " + std::to_string(status) + ' ';
    text.append(reasonOf(status)).append("\r\nContent-Type: application/json\r\nContent-Length: ");
    text.append(std::to_string(body.size())).append("\r\n");
    if (retryAfter)
        text.append("Retry-After: ").append(std::to_string(*retryAfter)).append("\r\n");
    if (!request.keep_alive())
        text += "Connection: close\r\n";
    else if (request.version() < 11)
        text += "Connection: keep-alive\r\n";
    return text.append("\r\n").append(body);
}

std::size_t halfOf(std::string_view answer, bool endsWithConnection)
{
    const std::size_t blankLine = answer.find("\r\n\r\n");
    const std::size_t head = blankLine == std::string_view::npos ? answer.size() : blankLine + 4;
    if (endsWithConnection || head == answer.size())
        return head / 2;
    return head + (answer.size() - head) / 2;
}

bool asksForToken(const ProxiedRequest &request)
{
    const std::string_view path = pathOf(request);
    return path.ends_with("/v2/create_session") || path.ends_with("/v2/sessions")
        || path.ends_with("/v2/reauthorize_jwt");
}

std::string_view tokenOf(const ProxiedRequest &request)
{
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view authorization = viewOf(request[http::field::authorization]);
    return authorization.starts_with(scheme) ? authorization.substr(scheme.size()) : std::string_view();
}

} // namespace sluice
