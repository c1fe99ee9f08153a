// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/event.h"

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sluice {

/// What a session's record() takes, one alternative a kind.
using RecordableEvent = std::variant<ActionEvent, LlmEvent, ToolEvent, ErrorEvent>;

struct ReadEvent
{
    RecordableEvent event;
    std::vector<std::string> leftOut; ///< members that an event of this kind has no place for
};

/// One event object of the v2 wire (agentops-contract.md 2.5) as an event to record: the way back of
/// appendEvent(), for programs that have events as text. Takes the names and the leniency of V2Decoder.
/// params, returns, logs, prompt, completion and details stay the text that they are, null included; any
/// other null member is as good as absent. An id must be a UUID and is kept; no id, or the nil one, is left
/// for record() to make.
/// thread: any; each object on one at a time.
class EventReader
{
public:
    /// What becomes of id, agent_id and trigger_event_id.
    enum class Ids {
        Keep,
        LeaveOut, ///< for an event that is to be another one: they may be any text
    };

    EventReader();
    ~EventReader();

    /// `otherwise` is the kind of an event that names none. As on the wire, a kind that is unknown is an
    /// action; so is "apis", which record() has no type for. Error (Invalid): not JSON, deeper than an event
    /// may be, or a member of the wrong shape; names the member, what was expected and what was found.
    Result<ReadEvent> read(std::string_view text, EventType otherwise, Ids ids = Ids::Keep);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace sluice
