// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/name_member.h"

namespace sluice {

std::string_view nameMember(EventType type)
{
    switch (type) {
    case EventType::Llm:
        return "model";
    case EventType::Tool:
        return "name";
    case EventType::Error:
        return "error_type";
    case EventType::Action:
    case EventType::Api:
        break;
    }
    return "action_type";
}

} // namespace sluice
