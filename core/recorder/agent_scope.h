// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/uuid.h"

#include <cstddef>

namespace sluice {

class RecordingSession;

/// While it lives, events that this thread records in `session` without an agent of their own get `agent`:
///
///     const AgentScope scope(*session, session->createAgent("planner"));
///
/// Scopes nest: the innermost one of the event's session counts, and its end brings back the one around it.
/// An agent is known within its session only, so an event of another session never gets it: that session's
/// own scopes count there, however the two are nested. A nil agent stands for "none": it hides the scopes
/// around it. Another thread has scopes of its own and inherits none.
///
/// thread: made, used and ended on one, as the local variable that it is. The session is not kept alive; a
/// scope that outlives it gives its agent to nobody.
class [[nodiscard]] AgentScope
{
public:
    AgentScope(const RecordingSession &session, Uuid agent);
    ~AgentScope();
    AgentScope(const AgentScope &) = delete;
    AgentScope &operator=(const AgentScope &) = delete;

    /// A scope of the heap could end in any order and on any thread.
    static void *operator new(std::size_t) = delete;
    static void *operator new[](std::size_t) = delete;

    /// The agent that an event of `session` gets now on this thread; nil = none.
    static Uuid agentFor(const RecordingSession &session);

private:
    const RecordingSession *const m_session; ///< compared, never looked into
    const Uuid m_agent;
    const AgentScope *const m_outer;
};

} // namespace sluice
