// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/stored.h"

namespace sluice {

EventHead EventHeadView::toHead() const
{
    return {row, type, start, end, std::string(name), AgentId(std::string(agent)), parent,
        std::string(thread), promptTokens, completionTokens, cost, isOpen};
}

} // namespace sluice
