// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/decode_session.h"

#include "core/agentops/json_slices.h"

namespace sluice {

namespace {

/// Up to 0.3.18 the SDK says is_running even in its last update; those versions also send their queue and
/// thread. Later ones send an end_timestamp with is_running while they run (analytics).
bool hasEnded(const JsonFields &fields)
{
    if (!fields.find("end_timestamp"))
        return false;
    bool running = false;
    const auto flag = fields.find("is_running");
    if (!flag || flag->get(running) != simdjson::SUCCESS || !running)
        return true;
    return fields.indexOf("queue").has_value() || fields.indexOf("thread").has_value();
}

Result<void> decodeEnd(const JsonFields &fields, SessionChange &change)
{
    const auto ended = fields.time("end_timestamp");
    const auto state = fields.text({"end_state"});
    const auto reason = fields.text({"end_state_reason"});
    for (const Error *error : {ended ? nullptr : &ended.error(), state ? nullptr : &state.error(),
             reason ? nullptr : &reason.error()}) {
        if (error)
            return *error;
    }
    if (!hasEnded(fields))
        return {};
    change.ended = *ended;
    if (!state->empty()) {
        change.endState = endStateFromWire(*state);
        const bool isOurWord = change.endState && wireName(*change.endState) == *state;
        change.endStateText = isOurWord ? std::string() : *state;
    }
    if (!reason->empty())
        change.endReason = *reason;
    return {};
}

/// The text of a member that must be an object when it is there.
Result<std::optional<std::string>> objectText(
    const JsonFields &fields, std::string_view name, const std::vector<std::string_view> &slices)
{
    const auto object = fields.object(name);
    if (!object)
        return object.error();
    const auto index = fields.indexOf(name);
    if (!object->has_value() || !index)
        return std::optional<std::string>();
    return std::optional(std::string(slices.at(*index)));
}

} // namespace

Result<SessionChange> decodeSession(const JsonFields &fields, std::string_view text)
{
    SessionChange change;
    auto id = fields.text({"session_id", "id"});
    if (!id)
        return id.error();
    change.id = SessionId(std::move(*id));

    const auto started = fields.time("init_timestamp");
    if (!started)
        return started.error();
    change.started = *started;

    auto tags = fields.texts("tags");
    if (!tags)
        return tags.error();
    if (fields.find("tags"))
        change.tags = std::move(*tags);

    if (const auto end = decodeEnd(fields, change); !end)
        return end.error();

    const auto slices = jsonSlices(text);
    auto hostEnv = objectText(fields, "host_env", slices);
    if (!hostEnv)
        return hostEnv.error();
    change.hostEnv = std::move(*hostEnv);

    auto counts = objectText(fields, "event_counts", slices);
    if (!counts)
        return counts.error();
    change.sdkCounts = std::move(*counts);
    return change;
}

} // namespace sluice
