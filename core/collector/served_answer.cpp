// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/served_answer.h"

#include "core/agentops/json_writer.h"

namespace sluice {

namespace {

std::string_view reasonOf(unsigned status)
{
    switch (status) {
    case 200:
        return "OK";
    case 204:
        return "No Content";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 417:
        return "Expectation Failed";
    case 421:
        return "Misdirected Request";
    case 431:
        return "Request Header Fields Too Large";
    case 503:
        return "Service Unavailable";
    default:
        return "Error";
    }
}

void appendAllowance(std::string &text, std::string_view origin)
{
    text.append("Access-Control-Allow-Origin: ").append(origin).append("\r\nVary: Origin\r\n");
    text.append("Access-Control-Allow-Methods: POST, PUT\r\nAccess-Control-Allow-Headers: ");
    text.append("Authorization, Content-Encoding, Content-Type, Trace-Id, X-Agentops-Api-Key\r\n");
}

} // namespace

ServedAnswer detailAnswer(unsigned status, std::string_view detail)
{
    ServedAnswer answer{status, "{\"detail\":", {}, false, status == 503, {}};
    appendJsonString(answer.body, detail);
    answer.body += '}';
    answer.reason = detail;
    return answer;
}

ServedAnswer errorAnswer(unsigned status, std::string_view path, std::string_view message)
{
    ServedAnswer answer{status, "{\"path\":", {}, false, status == 503, {}};
    appendJsonString(answer.body, path);
    answer.body += ",\"message\":";
    appendJsonString(answer.body, message);
    answer.body += '}';
    answer.reason = message;
    return answer;
}

std::string wireText(const ServedAnswer &answer, KeepAlive keepAlive)
{
    std::string text;
    text.reserve(256 + answer.body.size());
    text.append("HTTP/1.1 ")
        .append(std::to_string(answer.status))
        .append(" ")
        .append(reasonOf(answer.status));
    text.append("\r\nServer: Sluice\r\n");
    if (answer.status != 204) {
        text.append("Content-Type: ").append(answer.contentType).append("\r\nContent-Length: ");
        text.append(std::to_string(answer.body.size())).append("\r\n");
    }
    if (answer.idempotentEvents)
        text.append("Sluice-Idempotent: events\r\n");
    if (answer.retryLater)
        text.append("Retry-After: 1\r\n");
    if (!answer.allow.empty())
        text.append("Allow: ").append(answer.allow).append("\r\n");
    if (!answer.allowOrigin.empty())
        appendAllowance(text, answer.allowOrigin);
    if (keepAlive == KeepAlive::No)
        text.append("Connection: close\r\n");
    else if (keepAlive == KeepAlive::YesToHttp10)
        text.append("Connection: keep-alive\r\n");
    return text.append("\r\n").append(answer.body);
}

} // namespace sluice
