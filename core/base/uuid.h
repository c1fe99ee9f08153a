// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

class Random;

/// 16 bytes of RFC 9562. The default one is nil: "none".
struct Uuid
{
    std::array<std::uint8_t, 16> bytes{};

    bool isNil() const
    {
        const auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(bytes);
        return (halves[0] | halves[1]) == 0; // == would call memcmp, twice for each event written
    }
    auto operator<=>(const Uuid &) const = default;

    /// Lower case, with dashes, 36 characters.
    std::string toText() const;

    /// Appends what toText() returns.
    void appendTo(std::string &out) const;

    static constexpr std::size_t textLength = 36;
    /// Writes what toText() returns to textLength characters from `text` on.
    void writeTo(char *text) const;

    /// Reads 36 characters with dashes or 32 without, either case (as Python's uuid.UUID takes them,
    /// without its braces and urn: prefix). Any version.
    static std::optional<Uuid> parse(std::string_view text);

    /// Version 4: 122 random bits.
    static Uuid random(Random &random);
};

/// Makes UUIDs of version 7: ordered by time, and within one millisecond by a counter, so that ids made one
/// after the other sort so. thread: any.
class UuidV7Source
{
public:
    /// `seed` fills the random bits; two sources with one seed and one clock make the same ids.
    explicit UuidV7Source(std::uint64_t seed);
    UuidV7Source(const UuidV7Source &) = delete;
    UuidV7Source &operator=(const UuidV7Source &) = delete;

    /// Never repeats and never goes back, even when `now` does.
    Uuid make(Timestamp now);

private:
    std::uint64_t m_seed;
    /// Milliseconds << 16 | counter; moved on with one compare-and-swap.
    std::uint64_t m_last = 0;
};

} // namespace sluice
