// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/event_bounds.h"

#include "core/recorder/recorder_config.h"

#include <nlohmann/json.hpp>

namespace sluice {

namespace {

/// What its JSON has at least: of texts, which are no larger in memory than on the wire.
std::size_t leastBytes(const Payload &payload)
{
    if (const JsonText *text = payload.asText())
        return text->text.size();
    const nlohmann::json *value = payload.asValue();
    return value && value->is_string() ? value->get_ref<const std::string &>().size() : 0;
}

} // namespace

bool isCertainlyTooLarge(const Event &event)
{
    std::size_t bytes = event.name.size() + leastBytes(event.params) + leastBytes(event.returns);
    if (const EventDetails *details = event.details.get()) {
        bytes += leastBytes(details->logs) + leastBytes(details->prompt) + leastBytes(details->completion)
            + leastBytes(details->errorDetails) + details->screenshot.size();
    }
    return bytes > mostEventBytes;
}

} // namespace sluice
