// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/support/gunzip.h"

#include <zlib.h>

#include <array>

namespace sluice {

std::optional<std::string> gunzipped(std::string_view member)
{
    constexpr int gzipWindow = 15 + 16;
    z_stream stream{};
    if (inflateInit2(&stream, gzipWindow) != Z_OK)
        return std::nullopt;
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(member.data()));
    stream.avail_in = static_cast<uInt>(member.size());
    std::string text;
    std::array<char, 1U << 16U> some{};
    int result = Z_OK;
    while (result == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef *>(some.data());
        stream.avail_out = static_cast<uInt>(some.size());
        result = inflate(&stream, Z_NO_FLUSH);
        text.append(some.data(), some.size() - stream.avail_out);
    }
    const bool whole = result == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);
    return whole ? std::optional(std::move(text)) : std::nullopt;
}

} // namespace sluice
