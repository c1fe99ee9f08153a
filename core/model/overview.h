// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/event_facts.h"
#include "core/model/session.h"

#include <vector>

namespace sluice {

/// A session as a page over all sessions counts it. Costs are those that were given; what a price table says
/// of Usage::unpriced* is added where it is shown.
struct SessionFigures
{
    SessionSummary session;
    std::vector<ModelUse> models; ///< by name
};

} // namespace sluice
