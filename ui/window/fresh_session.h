// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/session.h"

#include <string>
#include <utility>
#include <vector>

namespace sluice::ui {

/// A session that was just made here, before the store knows of it.
inline SessionSummary freshSession(const SessionId &id, std::vector<std::string> tags, Timestamp now)
{
    SessionSummary session;
    session.id = id;
    session.origin = Origin::Recorded;
    session.tags = std::move(tags);
    session.started = now;
    session.lastNews = now;
    return session;
}

} // namespace sluice::ui
