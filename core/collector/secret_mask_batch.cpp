// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/secret_mask.h"

#include <optional>

namespace sluice {

std::uint64_t maskSecrets(StoreBatch &batch)
{
    std::uint64_t masked = 0;
    for (StoredEvent &event : batch.events)
        masked += maskSecrets(event.body) + maskSecrets(event.name);
    for (StoredAgent &agent : batch.agents)
        masked += maskSecrets(agent.agent.name);
    for (SessionChange &session : batch.sessions) {
        for (std::optional<std::string> *text :
            {&session.endReason, &session.endStateText, &session.hostEnv, &session.sdkCounts})
            masked += *text ? maskSecrets(**text) : 0;
        if (!session.tags)
            continue;
        for (std::string &tag : *session.tags)
            masked += maskSecrets(tag);
    }
    return masked;
}

} // namespace sluice
