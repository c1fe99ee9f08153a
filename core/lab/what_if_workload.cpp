// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/what_if.h"
#include "core/lab/what_if_lags.h"
#include "core/lab/what_if_takings.h"

#include <algorithm>
#include <map>

namespace sluice {

namespace {

/// A taking of 100,000 events is encoded in 20 ms (recorders-measured.md B5); beside that a busy machine lets
/// the thread wait. More is a wait for something else, on the disk or for the server to come back.
constexpr Micros longestEncoding{200'000};

struct Arrival
{
    Timestamp time;
    std::uint32_t bytes = 0;
};

using FlushBySequence = std::map<std::uint64_t, const FlushRecord *>;

FlushBySequence bySequence(std::span<const FlushRecord> flushes)
{
    FlushBySequence map;
    for (const FlushRecord &flush : flushes)
        map[flush.sequence] = &flush;
    return map;
}

const FlushRecord *flushOf(const FlushBySequence &flushes, const FlushContents &contents)
{
    const auto found = flushes.find(contents.flush);
    return found == flushes.end() ? nullptr : found->second;
}

bool cameToAnEnd(const FlushRecord &flush)
{
    return flush.outcome == FlushOutcome::Delivered || flush.outcome == FlushOutcome::Refused;
}

std::uint32_t bytesOfOne(const FlushRecord *flush, std::uint32_t otherwise)
{
    if (!flush || flush->events == 0)
        return otherwise;
    return static_cast<std::uint32_t>(flush->bytes / flush->events);
}

std::uint32_t meanBytes(std::span<const FlushRecord> flushes, std::uint32_t otherwise)
{
    FlushRecord all;
    for (const FlushRecord &flush : flushes) {
        all.events += flush.events;
        all.bytes += flush.bytes;
    }
    return bytesOfOne(&all, otherwise);
}

/// A body that was split was sent again in its parts, which say the same events.
void addDelivered(std::vector<Arrival> &arrivals, std::span<const FlushContents> contents,
    const FlushBySequence &flushes, std::uint32_t mean)
{
    for (const FlushContents &carried : contents) {
        const FlushRecord *flush = flushOf(flushes, carried);
        if (flush && flush->outcome == FlushOutcome::Split)
            continue;
        for (const CarriedEvent &event : carried.events) {
            if (event.enqueued != Timestamp{})
                arrivals.push_back({event.enqueued, bytesOfOne(flush, mean)});
        }
    }
}

void addDropped(std::vector<Arrival> &arrivals, std::span<const DropRun> drops,
    std::span<const FullStretch> stretches, std::uint32_t mean)
{
    for (const DropRun &run : drops) {
        if (run.reason == DropReason::Reentrant)
            continue; // never came near the queue
        for (const Timestamp time : spread(run, stretches))
            arrivals.push_back({time, mean});
    }
}

Micros medianOf(std::vector<Micros> times)
{
    return quantileOf(times, 0.5);
}

/// From taken to sent, of the first flush of each taking.
struct Encodings
{
    std::vector<Micros> times;
    const FlushRecord *first = nullptr; ///< of the session's first flush, when its taking is known
    Micros firstTook{0};
};

Encodings encodingsOf(std::span<const FlushContents> contents, const FlushBySequence &flushes)
{
    std::map<Timestamp, const FlushRecord *> takings;
    for (const FlushContents &carried : contents) {
        const FlushRecord *flush = flushOf(flushes, carried);
        if (!flush || carried.taken == Timestamp{})
            continue;
        const FlushRecord *&first = takings[carried.taken];
        if (!first || flush->sequence < first->sequence)
            first = flush;
    }
    Encodings encodings;
    for (const auto &[taken, flush] : takings) {
        const Micros took = std::max(flush->started - taken, Micros(0));
        if (!encodings.first) {
            encodings.first = flush;
            encodings.firstTook = took;
        } else if (took <= longestEncoding) {
            encodings.times.push_back(took);
        }
    }
    return encodings;
}

/// When a session's first body waited for create_session, its way from taken to sent is no encoding.
void takeUp(Workload &workload, Encodings encodings, Timestamp start)
{
    if (!encodings.first)
        return;
    const Micros ordinary = encodings.times.empty() ? Micros(0) : medianOf(encodings.times);
    if (encodings.firstTook > ordinary * 2 + Millis(1))
        workload.opening = std::max(encodings.first->started - start, Micros(0));
    else
        encodings.times.insert(encodings.times.begin(), encodings.firstTook);
    workload.encodings = std::move(encodings.times);
}

std::optional<Timestamp> endOf(std::span<const FlushContents> contents, const FlushBySequence &flushes)
{
    for (const auto &[sequence, flush] : flushes) {
        if (flush->cause != FlushCause::End)
            continue;
        const auto carried = std::ranges::find(contents, sequence, &FlushContents::flush);
        const bool known = carried != contents.end() && carried->taken != Timestamp{};
        return known ? carried->taken : flush->started;
    }
    return std::nullopt;
}

} // namespace

Result<Workload> workloadOf(std::span<const FlushContents> contents, std::span<const FlushRecord> flushes,
    std::span<const DropRun> drops, unsigned producers)
{
    Workload workload;
    workload.producers = producers;
    workload.eventBytes = meanBytes(flushes, workload.eventBytes);
    const FlushBySequence numbered = bySequence(flushes);
    for (const auto &[sequence, flush] : numbered) {
        if (cameToAnEnd(*flush))
            workload.services.push_back(std::max(flush->ended - flush->started, Micros(0)));
    }
    if (workload.services.empty())
        return Error{
            ErrorKind::NotFound, "no flush of this session came to an end: nothing to simulate from"};

    std::vector<Arrival> arrivals;
    addDelivered(arrivals, contents, numbered, workload.eventBytes);
    if (arrivals.empty())
        return Error{ErrorKind::NotFound,
            "it is not known when the events of this session came: was it recorded here?"};
    addDropped(arrivals, drops, fullStretches(takingsOf(contents, flushes), drops), workload.eventBytes);
    std::ranges::stable_sort(arrivals, {}, &Arrival::time);
    const Timestamp start = arrivals.front().time;
    for (const Arrival &arrival : arrivals) {
        workload.arrivals.push_back(arrival.time - start);
        workload.bytes.push_back(arrival.bytes);
    }
    takeUp(workload, encodingsOf(contents, numbered), start);
    workload.lags = lagsOf(contents, flushes, drops);
    if (const std::optional<Timestamp> end = endOf(contents, numbered))
        workload.end = std::max(*end - start, workload.arrivals.back());
    return workload;
}

} // namespace sluice
