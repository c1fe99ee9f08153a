// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Prints how long the long pieces of core/analysis take: analysis_bench [EVENTS].
// A program and not a test: it asserts nothing.

#include "core/analysis/event_filter.h"
#include "core/analysis/event_order.h"
#include "core/analysis/event_statistics.h"
#include "core/analysis/session_comparison.h"
#include "tests/core/analysis/made_events.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <numeric>

using namespace sluice;

namespace {

/// What the thread itself has worked: others on a busy machine do not count.
double workedMillis()
{
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

void measure(const char *what, const std::function<void()> &work)
{
    double best = 1e9;
    for (int round = 0; round < 5; ++round) {
        const double from = workedMillis();
        work();
        best = std::min(best, workedMillis() - from);
    }
    std::printf("%-72s %8.1f ms\n", what, best);
}

void measureFilters(const EventSnapshot &events, const FilterContext &context)
{
    for (const char *text : {"error", "type:llm", "dur>2s", "agent:agent-1", "model:gpt*", "cost>0.01",
             "tokens>1k", "text:timeout",
             "type:llm error dur>2s agent:writer model:gpt* text:\"timeout\" cost>0.01 tag:prod"}) {
        const ParsedFilter parsed = parseFilter(text);
        measure(text, [&] {
            if (!EventFilter(events, parsed.root, context).matches(0, {}))
                std::abort();
        });
    }
}

void measureSorting(const EventSnapshot &events, const FilterContext &context)
{
    constexpr std::pair<const char *, EventKey> keys[]{{"sort by start", EventKey::Start},
        {"sort by type", EventKey::Type}, {"sort by name", EventKey::Name},
        {"sort by duration", EventKey::Duration}, {"sort by tokens", EventKey::Tokens},
        {"sort by cost", EventKey::Cost}};
    std::vector<EventIndex> order(events.size());
    for (const auto &[what, key] : keys) {
        measure(what, [&, sorting = EventSorting{key, true}] {
            std::iota(order.begin(), order.end(), EventIndex{0});
            if (!sortEvents(order, events, sorting, context.costs, {}, {}))
                std::abort();
        });
    }
}

} // namespace

int main(int argc, char *argv[])
{
    const std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    const EventSnapshot events = manyEvents(count);
    const PriceTable prices
        = *PriceTable::of({}, {}, {{"gpt-4o", *Money::fromDecimal("2.5"), *Money::fromDecimal("10")}}, {});
    FilterContext context;
    context.zero = MadeEvents::zero;
    context.costs = EventCosts(events, prices);
    std::printf("%zu events, processor time, best of 5\n", count);
    measureFilters(events, context);
    measureSorting(events, context);
    measure("statistics", [&] {
        if (!statisticsOf(events, nullptr, {}, context.costs, {}))
            std::abort();
    });
    const EventSnapshot first = manyEvents(100'000);
    const EventSnapshot second = manyEvents(99'000);
    measure("compare 100,000 with its own first 99,000", [&] {
        if (!compareSessions(first, second, prices, {}))
            std::abort();
    });
    return 0;
}
