// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/contents_row.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace sluice {

namespace {

constexpr std::size_t idBytes = sizeof(Uuid::bytes);
constexpr std::size_t timeBytes = sizeof(std::int64_t);

void append(std::vector<std::uint8_t> &out, Timestamp time)
{
    auto rest = static_cast<std::uint64_t>(time.time_since_epoch().count());
    for (std::size_t i = 0; i < timeBytes; ++i) {
        out.push_back(static_cast<std::uint8_t>(rest));
        rest >>= 8U;
    }
}

} // namespace

PackedContents pack(const std::vector<CarriedEvent> &events)
{
    assert(!events.empty() && "a flush carries events");
    PackedContents packed;
    packed.ids.reserve(events.size() * idBytes);
    const auto [lowest, highest] = std::ranges::minmax_element(events, {}, &CarriedEvent::id);
    packed.lowest = lowest->id;
    packed.highest = highest->id;
    for (const CarriedEvent &event : events)
        packed.ids.insert(packed.ids.end(), event.id.bytes.begin(), event.id.bytes.end());
    const auto isKnown = [](const CarriedEvent &event) { return event.enqueued != Timestamp{}; };
    if (std::ranges::none_of(events, isKnown))
        return packed;
    packed.enqueued.reserve(events.size() * timeBytes);
    for (const CarriedEvent &event : events)
        append(packed.enqueued, event.enqueued);
    return packed;
}

std::vector<CarriedEvent> unpack(std::span<const std::uint8_t> ids, std::span<const std::uint8_t> enqueued)
{
    std::vector<CarriedEvent> events(ids.size() / idBytes);
    for (std::size_t i = 0; i < events.size(); ++i) {
        std::ranges::copy(ids.subspan(i * idBytes, idBytes), events[i].id.bytes.begin());
        events[i].enqueued = enqueuedAt(i, enqueued);
    }
    return events;
}

std::optional<std::size_t> placeOf(const Uuid &id, std::span<const std::uint8_t> ids)
{
    for (std::size_t at = 0; at + idBytes <= ids.size(); at += idBytes) {
        if (std::memcmp(ids.data() + at, id.bytes.data(), idBytes) == 0)
            return at / idBytes;
    }
    return std::nullopt;
}

Timestamp enqueuedAt(std::size_t place, std::span<const std::uint8_t> enqueued)
{
    if ((place + 1) * timeBytes > enqueued.size())
        return {};
    std::uint64_t micros = 0;
    for (std::size_t i = timeBytes; i-- > 0;)
        micros = micros << 8U | enqueued[place * timeBytes + i];
    return Timestamp(Micros(static_cast<std::int64_t>(micros)));
}

} // namespace sluice
