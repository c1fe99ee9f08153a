// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/random.h"

#include <cstdint>

namespace sluice {

/// What chance decides in a burst. Each has sequences of its own, so that a plan's arrivals stay as they are
/// when its mix changes.
enum class Chance : std::uint64_t { Arrivals, Kind, Size, Content, Length };

/// The randomness of one event: the same for the same seed and number, whoever asks and in whatever order.
inline SeededRandom numberedRandom(std::uint64_t seed, Chance chance, std::uint64_t number)
{
    // Mixed once before the number is added: neighbours' sequences would else be the same, shifted by one.
    const std::uint64_t mixed = SeededRandom(seed + (static_cast<std::uint64_t>(chance) << 32U)).next();
    return SeededRandom(SeededRandom(mixed + number).next());
}

} // namespace sluice
