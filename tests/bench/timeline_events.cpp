// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/bench/timeline_events.h"

#include <algorithm>
#include <string>

namespace sluice::bench {

namespace {

constexpr std::array drawnTypes = {EventType::Llm, EventType::Tool, EventType::Action};
constexpr std::uint64_t drawnNames = 50;

} // namespace

EventHead TimelineEvents::next()
{
    const auto lane = static_cast<std::size_t>(m_row % timelineLanes);
    EventHead head;
    head.row = ++m_row;
    head.type = draw(100) == 0 ? EventType::Error : drawnTypes[draw(drawnTypes.size())];
    head.start = m_free[lane] + Micros(draw(8'000));
    const std::uint64_t stretch = draw(1'000) == 0 ? 100 : 1;
    head.end = head.start + Micros((100 + draw(9'000)) * stretch);
    head.name = "name-" + std::to_string(draw(drawnNames));
    head.agent = AgentId("agent-" + std::to_string(lane));
    if (head.type == EventType::Llm) {
        head.promptTokens = draw(4'000);
        head.completionTokens = draw(1'000);
        head.cost = Money::fromPico(static_cast<std::int64_t>(draw(1'000'000'000)));
    }
    m_free[lane] = head.end;
    m_end = std::max(m_end, head.end);
    return head;
}

std::shared_ptr<const ReadyHeads> TimelineEvents::nextPiece(std::size_t count)
{
    auto piece = std::make_shared<ReadyHeads>();
    piece->reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        piece->add(next());
    return piece;
}

void TimelineEvents::moveTo(Timestamp time)
{
    for (Timestamp &free : m_free)
        free = std::max(free, time);
}

/// xorshift: the same on each machine, and cheap beside what is measured.
std::uint64_t TimelineEvents::draw(std::uint64_t below)
{
    m_state ^= m_state << 13;
    m_state ^= m_state >> 7;
    m_state ^= m_state << 17;
    return m_state % below;
}

} // namespace sluice::bench
