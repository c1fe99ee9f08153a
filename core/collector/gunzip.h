// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace sluice {

struct Gunzipped
{
    enum class Fate : std::uint8_t {
        Whole,
        NotGzip, ///< or cut off, or followed by something
        TooLarge,
        NoRoom,
    };
    Fate fate = Fate::NotGzip;
    std::string text; ///< when whole
};

/// What one whole gzip member holds, at most `limit` bytes. Grows in steps of at most 64 KiB, for each of
/// which `mayGrow` is asked first: 64 MiB of zeros are 65 KB of gzip. thread: any.
Gunzipped gunzip(std::string_view member, std::size_t limit, const std::function<bool(std::size_t)> &mayGrow);

} // namespace sluice
