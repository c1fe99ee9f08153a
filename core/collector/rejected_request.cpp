// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/rejected_request.h"

#include "core/agentops/byte_scan.h"
#include "core/collector/request_text.h"
#include "core/collector/secret_mask.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace sluice {

namespace {

constexpr std::size_t longestBody = 16U << 10U; // as clients_seen.h says
constexpr std::size_t longestTarget = 1024;

/// A secret is known by what stands before it and by its length: one that the cut would shorten is masked
/// before.
constexpr std::size_t beyondTheCut = 4U << 10U;

/// Whether the name of a field says that its value opens something.
bool isOfSecret(std::string_view name)
{
    constexpr std::array words = {std::string_view("auth"), std::string_view("key"),
        std::string_view("token"), std::string_view("secret"), std::string_view("cookie"),
        std::string_view("password"), std::string_view("credential"), std::string_view("session")};
    const auto holds = [name](std::string_view word) {
        for (std::size_t at = 0; at + word.size() <= name.size(); ++at) {
            if (equalIgnoringCase(name.substr(at, word.size()), word))
                return true;
        }
        return false;
    };
    return std::ranges::any_of(words, holds);
}

std::string masked(std::string text)
{
    maskSecrets(text);
    return text;
}

std::string maskedFields(std::string_view fields)
{
    std::string lines;
    while (!fields.empty()) {
        const std::string_view line = fields.substr(0, fields.find('\n'));
        fields.remove_prefix(std::min(line.size() + 1, fields.size()));
        const std::string_view name = line.substr(0, line.find(':'));
        if (isOfSecret(name))
            lines.append(name).append(": ").append(maskedText).append("\n");
        else
            lines.append(masked(std::string(line))).append("\n");
    }
    return lines;
}

bool isText(std::string_view bytes)
{
    const char *const end = bytes.data() + bytes.size();
    for (const char *at = bytes.data(); at != end;) {
        const auto byte = static_cast<unsigned char>(*at);
        if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r')
            return false;
        const Utf8Step step = utf8StepAt(at, end);
        if (!step.wellFormed)
            return false;
        at += step.bytes;
    }
    return true;
}

/// Two digits a byte, 32 bytes a line.
std::string hexLines(std::string_view bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    constexpr std::size_t perLine = 32;
    std::string lines;
    lines.reserve(bytes.size() * 3);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        lines += digits[byte >> 4U];
        lines += digits[byte & 15U];
        lines += i + 1 == bytes.size() || (i + 1) % perLine == 0 ? '\n' : ' ';
    }
    return lines;
}

std::string shownBody(std::string_view body)
{
    const std::string begin = masked(std::string(body.substr(0, longestBody + beyondTheCut)));
    const std::string_view front = frontOf(begin, longestBody);
    return isText(front) ? std::string(front) : hexLines(std::string_view(begin).substr(0, longestBody));
}

} // namespace

RejectedRequest rejectedRequest(const RawRequest &request, unsigned status, std::string reason, Timestamp now)
{
    RejectedRequest rejected;
    rejected.time = now;
    rejected.userAgent = masked(std::string(request.head.userAgent));
    rejected.method = request.head.method;
    rejected.target = masked(std::string(request.head.target.substr(0, longestTarget)));
    rejected.status = status;
    rejected.reason = masked(std::move(reason));
    rejected.head = maskedFields(request.fields);
    rejected.body = shownBody(request.body);
    rejected.bodyBytes = request.body.size();
    return rejected;
}

} // namespace sluice
