// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/uuid.h"
#include "core/model/life_line.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sluice {

/// What a flush carried, as the table flush_contents keeps it: 24 bytes an event, or 16 where no time is
/// known. Reading takes what is whole of bytes that were cut.
struct PackedContents
{
    Uuid lowest;
    Uuid highest;
    std::vector<std::uint8_t> ids; ///< 16 bytes each
    std::vector<std::uint8_t> enqueued; ///< microseconds since 1970, 8 bytes each, the lowest first; or empty
};

/// `events` is not empty.
PackedContents pack(const std::vector<CarriedEvent> &events);
std::vector<CarriedEvent> unpack(std::span<const std::uint8_t> ids, std::span<const std::uint8_t> enqueued);

/// Where `id` stands in `ids`; nullopt: it is not there.
std::optional<std::size_t> placeOf(const Uuid &id, std::span<const std::uint8_t> ids);
/// The time of the event at `place`; epoch 0: not known.
Timestamp enqueuedAt(std::size_t place, std::span<const std::uint8_t> enqueued);

} // namespace sluice
