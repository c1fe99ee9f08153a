// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/what_if_takings.h"

#include <algorithm>

namespace sluice {

std::map<Timestamp, Taking> takingsOf(
    std::span<const FlushContents> contents, std::span<const FlushRecord> flushes)
{
    std::map<std::uint64_t, const FlushRecord *> numbered;
    for (const FlushRecord &flush : flushes)
        numbered[flush.sequence] = &flush;
    std::map<Timestamp, Taking> takings;
    for (const FlushContents &carried : contents) {
        const auto flush = numbered.find(carried.flush);
        if (flush == numbered.end() || carried.taken == Timestamp{})
            continue;
        Taking &taking = takings[carried.taken];
        taking.flushes.push_back(flush->second);
        for (const CarriedEvent &event : carried.events)
            taking.enqueued.push_back(event.enqueued);
    }
    for (auto &[taken, taking] : takings)
        std::ranges::sort(taking.enqueued);
    return takings;
}

std::size_t capacityOf(const std::map<Timestamp, Taking> &takings, std::span<const DropRun> drops)
{
    const bool wasFull = std::ranges::any_of(
        drops, [](const DropRun &run) { return run.reason == DropReason::QueueFull && run.count > 0; });
    std::size_t largest = 0;
    for (const auto &[taken, taking] : takings)
        largest = std::max(largest, taking.enqueued.size());
    return wasFull ? largest : 0;
}

std::vector<FullStretch> fullStretches(
    const std::map<Timestamp, Taking> &takings, std::span<const DropRun> drops)
{
    const std::size_t capacity = capacityOf(takings, drops);
    if (capacity == 0)
        return {};
    std::vector<FullStretch> stretches;
    for (const auto &[taken, taking] : takings) {
        if (taking.enqueued.size() == capacity)
            stretches.push_back({std::min(taking.enqueued.back(), taken), taken});
    }
    const Timestamp firstDrop = std::ranges::min(drops, {}, &DropRun::first).first;
    const auto first = std::ranges::find_if(
        stretches, [firstDrop](const FullStretch &stretch) { return stretch.to >= firstDrop; });
    const bool dropsNewest = first != stretches.end() && first->from <= firstDrop;
    return dropsNewest ? stretches : std::vector<FullStretch>{};
}

std::vector<Timestamp> spread(const DropRun &run, std::span<const FullStretch> stretches)
{
    std::vector<FullStretch> within;
    Micros length{0};
    for (auto at = std::ranges::lower_bound(stretches, run.first, {}, &FullStretch::to);
         at != stretches.end() && at->from <= run.last; ++at) {
        within.push_back({std::max(at->from, run.first), std::min(at->to, run.last)});
        length += within.back().to - within.back().from;
    }
    if (within.empty()) {
        within.push_back({run.first, run.last});
        length = run.last - run.first;
    }
    std::vector<Timestamp> times;
    const auto gaps = static_cast<std::int64_t>(std::max<std::uint64_t>(run.count, 2) - 1);
    Micros before{0}; // the length of the stretches that lie behind
    auto stretch = within.begin();
    for (std::uint64_t i = 0; i < run.count; ++i) {
        const Micros at = length * static_cast<std::int64_t>(i) / gaps;
        while (at - before > stretch->to - stretch->from && std::next(stretch) != within.end()) {
            before += stretch->to - stretch->from;
            ++stretch;
        }
        times.push_back(stretch->from + (at - before));
    }
    return times;
}

} // namespace sluice
