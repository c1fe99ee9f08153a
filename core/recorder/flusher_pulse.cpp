// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The loop body with its sign of life: what others see of a flusher.

#include "core/recorder/flusher.h"
#include "core/recorder/inside_flusher.h"

#include <chrono>

namespace sluice {

Flusher::Next Flusher::step()
{
    const InsideFlusher mark;
    m_pulse.begin("takes, encodes and sends");
    const std::uint64_t takesBefore = m_takes;
    const Next next = advance();
    if (m_takes != takesBefore)
        m_pulse.done();
    restOnPulse(next);
    return next;
}

void Flusher::restOnPulse(const Next &next)
{
    const bool listens = next.kind == Next::Kind::Answers;
    if (next.kind == Next::Kind::Again || next.kind == Next::Kind::Finished)
        return;
    if (m_backOff.holds())
        m_pulse.rest("backs off");
    else if (m_delivery.isEmpty())
        m_pulse.rest(listens ? "waits for the server's answer" : "waits for events");
    else
        m_pulse.begin(listens ? "waits for the server's answer to events" : "waits to send events");
}

// It may have taken events since it failed.
void Flusher::tellBackOff()
{
    if (m_news.status().state == FlusherState::BackingOff)
        return;
    const auto left = std::chrono::ceil<Millis>(m_backOff.until() - m_parts.clock.steadyNow());
    m_news.setStatus(FlusherState::BackingOff, m_backOff.failures(), m_parts.clock.wallNow() + left);
}

} // namespace sluice
