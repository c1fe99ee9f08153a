// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/encode.h"
#include "core/transport/retry_after.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace sluice;

void require(bool claim)
{
    if (!claim)
        std::abort();
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

bool isVisibleAscii(char c)
{
    return c > ' ' && c <= '~';
}

bool isUtf8(const std::string &text)
{
    try {
        static_cast<void>(nlohmann::json(text).dump());
        return true;
    } catch (const nlohmann::json::type_error &) {
        return false;
    }
}

void checkGrant(std::string_view answer)
{
    const Result<SessionGrant> grant = parseGrant(answer);
    if (!grant) {
        require(!grant.error().message.empty());
        return;
    }
    // The token becomes a header of every later request.
    require(!grant->token.empty() && std::ranges::all_of(grant->token, isVisibleAscii));
    require(isUtf8(grant->sessionUrl) && std::ranges::none_of(grant->sessionUrl, isControl));
}

void checkSuccess(std::string_view answer)
{
    if (!isSuccess(answer))
        return;
    // What counts as delivered is one whole JSON text with nothing after it.
    require(answer.size() >= std::string_view("\"success\"").size());
    require(nlohmann::json::accept(answer) && answer.find('\0') == std::string_view::npos);
    require(isSuccess(std::string(answer) + "\r\n"));
    require(!isSuccess(std::string(answer) + "}"));
    require(!isSuccess(answer.substr(0, answer.find_last_of("}\""))));
}

void checkWords(std::string_view answer)
{
    const std::string words = serverWords(answer);
    require(words.size() <= 200);
    // They are stored, exported as JSON and shown in terminals.
    require(isUtf8(words) && std::ranges::none_of(words, isControl));
}

void checkRetryAfter(std::string_view value)
{
    constexpr Timestamp times[] = {Timestamp(Micros(0)), Timestamp(Micros(1'790'000'000'000'000)),
        Timestamp(Micros(253'402'300'799'000'000))}; // 1970, 2026, the end of 9999
    for (const Timestamp now : times) {
        const std::optional<Millis> wait = parseRetryAfter(value, now);
        require(!wait || (*wait >= Millis(0) && *wait <= longestRetryAfter));
        require(parseRetryAfter(" " + std::string(value) + "\t", now) == wait);
    }
}

} // namespace

/// Claims: any answer of a server can be read; what comes back is fit to be sent, stored and shown.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    checkGrant(bytes);
    checkSuccess(bytes);
    checkWords(bytes);
    checkRetryAfter(bytes);
    return 0;
}
