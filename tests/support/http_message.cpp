// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/support/http_message.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace sluice {

namespace {

constexpr std::size_t longestHead = 1U << 20U;

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Takes the text before `mark` off the front, and the mark; the whole text when there is no mark.
std::string_view takeUntil(std::string_view &text, std::string_view mark)
{
    const std::size_t at = text.find(mark);
    const std::string_view taken = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + mark.size());
    return taken;
}

ReceivedRequest parseHead(std::string_view head)
{
    ReceivedRequest request;
    std::string_view line = takeUntil(head, "\r\n");
    request.method = takeUntil(line, " ");
    request.path = takeUntil(line, " ");
    while (!head.empty()) {
        std::string_view value = takeUntil(head, "\r\n");
        const std::string_view name = takeUntil(value, ":");
        value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
        request.headers.emplace_back(name, value);
    }
    return request;
}

std::optional<std::size_t> contentLength(const ReceivedRequest &request)
{
    const std::string text = request.header("Content-Length");
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return length;
}

} // namespace

bool sameHeaderText(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, {}, lower, lower);
}

std::string ReceivedRequest::header(std::string_view name) const
{
    const auto found = std::ranges::find_if(
        headers, [name](const auto &field) { return sameHeaderText(field.first, name); });
    return found == headers.end() ? std::string() : found->second;
}

bool RequestReader::readMore()
{
    std::array<char, 1U << 16U> some; // NOLINT(cppcoreguidelines-pro-type-member-init): written by read()
    const std::size_t got = m_socket.read(some.data(), some.size());
    m_read.append(some.data(), got);
    return got > 0;
}

std::optional<std::string> RequestReader::takeHead()
{
    std::size_t end = m_read.find("\r\n\r\n");
    while (end == std::string::npos) {
        if (m_read.size() > longestHead || !readMore())
            return std::nullopt;
        end = m_read.find("\r\n\r\n");
    }
    std::string head = m_read.substr(0, end);
    m_read.erase(0, end + 4);
    return head;
}

std::optional<ReceivedRequest> RequestReader::next()
{
    const std::optional<std::string> head = takeHead();
    if (!head)
        return std::nullopt;
    ReceivedRequest request = parseHead(*head);
    const bool bodiless = request.method == "GET" || request.method == "CONNECT";
    const std::optional<std::size_t> length
        = bodiless ? std::optional<std::size_t>(0) : contentLength(request);
    if (!length)
        return std::nullopt;
    if (sameHeaderText(request.header("Expect"), "100-continue"))
        m_socket.write("HTTP/1.1 100 Continue\r\n\r\n");
    while (m_read.size() < *length) {
        if (!readMore())
            return std::nullopt;
    }
    request.body = m_read.substr(0, *length);
    m_read.erase(0, *length);
    return request;
}

std::string printAnswer(const FaultAnswer &answer)
{
    std::string text = "HTTP/1.1 " + std::to_string(answer.status) + " By Script\r\n";
    for (const auto &[name, value] : answer.headers)
        text.append(name).append(": ").append(value).append("\r\n");
    text.append("Content-Length: ").append(std::to_string(answer.body.size())).append("\r\n\r\n");
    return text + answer.body;
}

} // namespace sluice
