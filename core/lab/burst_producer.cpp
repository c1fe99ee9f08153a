// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/burst_producer.h"

#include <algorithm>
#include <chrono>
#include <type_traits>
#include <utility>
#include <variant>

namespace sluice {

BurstProducer::BurstProducer(
    const BurstPlan &plan, RecordingSession &session, unsigned index, std::uint64_t seed)
    : m_plan(plan)
    , m_session(session)
    , m_index(index)
    , m_began(m_clock.wallNow())
    , m_maker(plan)
    , m_arrivals(plan)
    , m_ids(seed)
{ }

void BurstProducer::run(const Turn &turn, const std::function<void()> &recorded)
{
    for (std::uint64_t event = m_index; event < m_plan.events; event += m_plan.producers) {
        RecordableEvent made = m_maker.make(event);
        if (!turn(m_arrivals.due(event)))
            return;
        record(event, std::move(made));
        recorded();
    }
}

void BurstProducer::record(std::uint64_t event, RecordableEvent &&made)
{
    complete(event, made);
    const Uuid id = std::visit([](const auto &given) { return given.id; }, made);
    const bool mayTrigger = !std::holds_alternative<ErrorEvent>(made);
    const auto before = std::chrono::steady_clock::now();
    const RecordOutcome outcome
        = std::visit([this](auto &given) { return m_session.record(std::move(given)); }, made);
    m_costs.add(static_cast<std::uint64_t>(Nanos(std::chrono::steady_clock::now() - before).count()));
    if (mayTrigger && wasAccepted(outcome)) {
        m_last = id;
        m_lastKind = m_maker.kindOf(event);
    }
}

/// What the maker cannot know: an error points at what was recorded before it, and what took its time ends
/// now.
void BurstProducer::complete(std::uint64_t event, RecordableEvent &made)
{
    if (auto *error = std::get_if<ErrorEvent>(&made)) {
        error->trigger = m_last;
        error->triggerType = m_lastKind;
        return;
    }
    const Micros length = m_maker.lengthOf(event);
    if (m_plan.mix.errors == 0 && length == Micros(0))
        return;
    const Timestamp now = m_clock.wallNow();
    std::visit(
        [&](auto &given) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(given)>, ErrorEvent>) {
                given.id = m_ids.make(now);
                given.end = now;
                given.start = std::max(now - length, m_began);
            }
        },
        made);
}

} // namespace sluice
