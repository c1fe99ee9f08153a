// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Bodies of version 2: read, masked and stored as JSON, or refused with words.

#include "core/agentops/decode.h"
#include "core/collector/secret_mask.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace sluice;

constexpr Timestamp arrival{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

void require(bool claim)
{
    if (!claim)
        std::abort();
}

void requireJson(std::string &text)
{
    require(nlohmann::json::accept(text));
    maskSecrets(text);
    require(nlohmann::json::accept(text));
}

void checkEvents(V2Decoder &decoder, std::string_view body)
{
    auto events = decoder.events(body, arrival);
    if (!events) {
        require(!events.error().message.empty());
        return;
    }
    const auto again = V2Decoder().events(body, arrival);
    for (std::size_t i = 0; i < events->events.size(); ++i) {
        StoredEvent &event = events->events[i];
        require(!event.id.isEmpty() && event.id == again->events[i].id && event.end >= event.start);
        requireJson(event.body);
    }
}

void checkSession(V2Decoder &decoder, std::string_view body)
{
    auto session = decoder.session(body);
    if (!session) {
        require(!session.error().message.empty());
        return;
    }
    if (session->change.hostEnv)
        requireJson(*session->change.hostEnv);
    if (session->change.sdkCounts)
        requireJson(*session->change.sdkCounts);
    require(session->change.ended || !session->change.endState);
}

void checkTexts(V2Decoder &decoder, std::string_view body)
{
    const auto text = decoder.text(body, "body");
    auto object = decoder.object(body);
    require(object || !text);
    if (object)
        requireJson(*object);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view body(reinterpret_cast<const char *>(data), size);
    static V2Decoder decoder;
    checkEvents(decoder, body);
    checkSession(decoder, body);
    checkTexts(decoder, body);
    static_cast<void>(decoder.agent(body));
    return 0;
}
