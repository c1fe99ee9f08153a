// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/timeline/demo_session.h"

#include "core/base/random.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace sluice::test {

namespace {

using namespace std::chrono_literals;

class Script
{
public:
    DemoSession make();

private:
    void round(Timestamp at, const Agent &agent);
    Timestamp event(EventType type, const char *name, const Agent &agent, Timestamp at, Micros duration);
    void deliver();
    void flushAt(
        Timestamp at, std::uint32_t events, FlushOutcome outcome, std::uint32_t attempts, int status);
    Micros around(Millis middle)
    {
        return middle / 2
            + Micros(static_cast<std::int64_t>(
                m_random.below(static_cast<std::uint64_t>(Micros(middle).count()))));
    }
    template <std::size_t N>
    const char *oneOf(const std::array<const char *, N> &names)
    {
        return names[m_random.below(N)];
    }

    SeededRandom m_random{20};
    std::uint32_t m_swamp = 0; ///< dropped since the last flush
    DemoSession m_demo;
};

DemoSession Script::make()
{
    m_demo.session = summaryOf("638552b9-1f4c-4b0e-9a51-2f6f3f0f7c11", Origin::Recorded);
    m_demo.session.tags = {"research", "nightly"};
    m_demo.agents = {{AgentId("a1"), "planner"}, {AgentId("a2"), "researcher"}, {AgentId("a3"), "writer"}};
    Timestamp at = sessionStart + 120ms;
    for (int i = 0; i < 13; ++i) {
        round(at, m_demo.agents[m_random.below(3)]);
        if (i % 3 == 1)
            round(at + around(300ms), m_demo.agents[m_random.below(3)]);
        at += around(2'600ms);
    }
    std::sort(m_demo.events.begin(), m_demo.events.end(),
        [](const EventHead &a, const EventHead &b) { return a.end < b.end; });
    for (std::size_t i = 0; i < m_demo.events.size(); ++i)
        m_demo.events[i].row = static_cast<std::int64_t>(i) + 1;
    deliver();
    m_demo.session.ended = m_demo.events.back().end + 400ms;
    m_demo.session.endState = EndState::Success;
    m_demo.session.lastNews = *m_demo.session.ended;
    return std::move(m_demo);
}

void Script::round(Timestamp at, const Agent &agent)
{
    constexpr std::array models = {"gpt-4o", "gpt-4o-mini", "claude-3-5-sonnet"};
    constexpr std::array tools = {"web_search", "read_file", "run_tests", "sql_query", "fetch_page"};
    constexpr std::array actions = {"plan_step", "summarise", "update_memory", "write_report"};
    const Timestamp answered = event(EventType::Llm, oneOf(models), agent, at, around(1'300ms));
    const auto calls = 1 + m_random.below(4);
    Timestamp last = answered;
    for (std::uint64_t i = 0; i < calls; ++i) {
        const Timestamp start = answered + around(60ms);
        last = std::max(last, event(EventType::Tool, oneOf(tools), agent, start, around(700ms)));
    }
    if (m_random.below(5) == 0)
        event(EventType::Error, "ToolTimeout", agent, last, 0us);
    event(EventType::Action, oneOf(actions), agent, last + 20ms, around(380ms));
    if (m_random.below(2) == 0)
        event(EventType::Api, "POST /v1/embeddings", agent, last + 450ms, around(160ms));
}

Timestamp Script::event(EventType type, const char *name, const Agent &agent, Timestamp at, Micros duration)
{
    EventHead head;
    head.type = type;
    head.name = name;
    head.agent = agent.id;
    head.start = at;
    head.end = at + duration;
    m_demo.events.push_back(head);
    return head.end;
}

void Script::deliver()
{
    std::uint32_t depth = 0;
    std::uint32_t flushed = 0;
    const auto sample = [this](Timestamp at, std::uint32_t lowest, std::uint32_t highest) {
        m_demo.depths.push_back({m_demo.session.id, at, lowest, highest, 100});
    };
    for (const EventHead &head : m_demo.events) {
        const std::uint32_t before = depth;
        depth += 7 + static_cast<std::uint32_t>(m_random.below(7)); // the burst around each event, scaled up
        const bool stalled = flushed == 6;
        const bool swamped = flushed == 7; // the flusher is still busy with the sixth
        const std::uint32_t limit = swamped ? 130 : 50;
        sample(head.end, before, std::min(depth, 100U));
        if (depth > 100) {
            m_swamp += depth - 100;
            m_demo.drops.push_back(
                {m_demo.session.id, DropReason::QueueFull, head.end, head.end + 8ms, depth - 100});
            depth = 100;
        }
        if (depth + m_swamp < limit)
            continue;
        m_swamp = 0;
        const bool refused = flushed == 11;
        flushAt(head.end, depth, refused ? FlushOutcome::Refused : FlushOutcome::Delivered, stalled ? 3 : 1,
            refused ? 400 : 200);
        sample(head.end + 20ms, 0, depth);
        sample(head.end + 40ms, 0, 0);
        depth = 0;
        ++flushed;
    }
    flushAt(m_demo.events.back().end, depth, FlushOutcome::Delivered, 1, 200);
    sample(m_demo.events.back().end + 20ms, 0, depth);
    sample(m_demo.events.back().end + 40ms, 0, 0);
    std::sort(m_demo.depths.begin(), m_demo.depths.end(),
        [](const DepthSample &a, const DepthSample &b) { return a.time < b.time; });
}

void Script::flushAt(
    Timestamp at, std::uint32_t events, FlushOutcome outcome, std::uint32_t attempts, int status)
{
    FlushRecord flush;
    flush.session = m_demo.session.id;
    flush.sequence = m_demo.flushes.size() + 1;
    flush.cause = events >= 50 ? FlushCause::Size : FlushCause::End;
    flush.outcome = outcome;
    flush.started = at;
    flush.ended = at + (attempts > 1 ? around(1'900ms) : around(420ms));
    flush.events = events;
    flush.bytes = events * 412;
    flush.attempts = attempts;
    flush.httpStatus = status;
    if (outcome == FlushOutcome::Refused)
        flush.message = "400: 'events[3].init_timestamp' is not a time";
    m_demo.flushes.push_back(flush);
}

} // namespace

DemoSession demoSession()
{
    return Script().make();
}

std::vector<EventHead> manyEvents(std::size_t count)
{
    constexpr std::array names = {"plan", "gpt-4o", "web_search", "timeout", "POST /v1"};
    SeededRandom random(1);
    const Micros every = Micros(10min) / static_cast<std::int64_t>(std::max<std::size_t>(1, count));
    std::vector<EventHead> events(count);
    for (std::size_t i = 0; i < count; ++i) {
        EventHead &head = events[i];
        head.row = static_cast<std::int64_t>(i) + 1;
        head.type = random.below(2000) == 0 ? EventType::Error : allEventTypes[random.below(3)];
        head.name = names[static_cast<std::size_t>(head.type)];
        head.agent = AgentId(random.below(2) == 0 ? "a1" : "a2");
        head.start = sessionStart + static_cast<std::int64_t>(i) * every;
        const auto longest = static_cast<std::uint64_t>(4 * every.count() + 1);
        head.end = head.start + Micros(static_cast<std::int64_t>(random.below(longest)));
    }
    return events;
}

SessionSummary summaryOf(const char *id, Origin origin)
{
    SessionSummary session;
    session.id = SessionId(id);
    session.origin = origin;
    session.started = sessionStart;
    session.lastNews = sessionStart;
    return session;
}

} // namespace sluice::test
