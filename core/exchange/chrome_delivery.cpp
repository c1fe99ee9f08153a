// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/chrome_delivery.h"

#include "core/exchange/bar_rows.h"
#include "core/exchange/json_members.h"
#include "core/store/store_reader.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace sluice {

namespace {

constexpr int process = 2;
constexpr std::size_t dropsThread = 1'000'000; ///< behind all rows of flushes

std::string argsOf(const FlushRecord &flush)
{
    JsonMembers args;
    args.number("sequence", flush.sequence);
    args.text("cause", wireName(flush.cause));
    args.text("outcome", wireName(flush.outcome));
    args.text("started", toIsoText(flush.started));
    args.text("ended", toIsoText(flush.ended));
    args.number("events", flush.events);
    args.number("bytes", flush.bytes);
    args.number("attempts", flush.attempts);
    if (flush.httpStatus > 0)
        args.number("http_status", static_cast<std::uint64_t>(flush.httpStatus));
    args.textIfAny("message", flush.message);
    return args.end();
}

Result<void> writeFlushes(const std::vector<FlushRecord> &flushes, ChromeWriter &out)
{
    std::vector<GroupedBar> bars;
    for (const FlushRecord &flush : flushes)
        bars.push_back({flush.started, flush.ended, 0});
    const std::vector<std::uint32_t> rows = rowsOf(bars);
    std::uint32_t named = 0;
    for (std::size_t i = 0; i < flushes.size(); ++i) {
        const FlushRecord &flush = flushes[i];
        for (; named <= rows[i]; ++named) {
            const std::string text = named == 0 ? "Flushes" : "Flushes · " + std::to_string(named + 1);
            if (Result<void> told = out.name("thread_name", process, named + 1, text); !told)
                return told;
        }
        const std::string json = out.bar("flush " + std::to_string(flush.sequence), "flushes",
            {process, rows[i] + 1}, flush.started, flush.ended);
        if (Result<void> written = out.write(json + ",\"args\":" + argsOf(flush) + '}'); !written)
            return written;
    }
    return {};
}

Result<void> writeDrops(const std::vector<DropRun> &drops, ChromeWriter &out)
{
    Result<void> done
        = drops.empty() ? Result<void>() : out.name("thread_name", process, dropsThread, "Drops");
    for (const DropRun &run : drops) {
        if (!done)
            break;
        JsonMembers args;
        args.text("reason", wireName(run.reason));
        args.text("first", toIsoText(run.first));
        args.text("last", toIsoText(run.last));
        args.number("count", run.count);
        const std::string title
            = std::to_string(run.count) + " dropped: " + std::string(wireName(run.reason));
        done = out.write(out.head(title, "drops", 'i', {process, dropsThread}, run.first)
            + R"(,"s":"p","cname":"terrible","args":)" + args.end() + '}');
    }
    return done;
}

Result<void> writeCounter(const char *name, Timestamp time, const std::string &args, ChromeWriter &out)
{
    return out.write(out.head(name, "queue", 'C', {process, 0}, time) + ",\"args\":" + args + '}');
}

/// A counter's arguments are its series: the capacity is a counter of its own, or it would be stacked upon
/// the depth.
Result<void> writeDepths(const std::vector<DepthSample> &depths, ChromeWriter &out)
{
    std::optional<std::uint32_t> capacity;
    for (const DepthSample &depth : depths) {
        if (capacity != depth.capacity) {
            capacity = depth.capacity;
            JsonMembers args;
            args.number("capacity", depth.capacity);
            if (Result<void> written = writeCounter("queue capacity", depth.time, args.end(), out); !written)
                return written;
        }
        JsonMembers args;
        args.number("lowest", depth.lowest);
        args.number("highest", depth.highest);
        if (Result<void> written = writeCounter("queue depth", depth.time, args.end(), out); !written)
            return written;
    }
    return {};
}

} // namespace

Timestamp ChromeDelivery::first() const
{
    Timestamp first = Timestamp::max();
    for (const FlushRecord &flush : flushes)
        first = std::min(first, flush.started);
    for (const DropRun &run : drops)
        first = std::min(first, run.first);
    for (const DepthSample &depth : depths)
        first = std::min(first, depth.time);
    return first;
}

Result<ChromeDelivery> readDelivery(StoreReader &reader, const SessionId &session)
{
    auto flushes = reader.flushes(session);
    auto drops = reader.drops(session);
    auto depths = reader.depths(session);
    if (!flushes || !drops || !depths)
        return !flushes ? flushes.error() : !drops ? drops.error() : depths.error();
    return ChromeDelivery{std::move(*flushes), std::move(*drops), std::move(*depths)};
}

Result<void> writeDelivery(const ChromeDelivery &delivery, ChromeWriter &out)
{
    Result<void> done
        = delivery.isEmpty() ? Result<void>() : out.name("process_name", process, 0, "Delivery");
    if (done)
        done = writeFlushes(delivery.flushes, out);
    if (done)
        done = writeDrops(delivery.drops, out);
    return done ? writeDepths(delivery.depths, out) : done;
}

} // namespace sluice
