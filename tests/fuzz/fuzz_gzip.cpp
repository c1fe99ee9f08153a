// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/gunzip.h"
#include "core/transport/gzip.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace sluice;

constexpr std::size_t limit = 1U << 20U;

void require(bool claim)
{
    if (!claim)
        std::abort();
}

/// What comes out is within the limit, and every byte of it was asked for.
void checkInflated(std::string_view input)
{
    std::size_t grown = 0;
    const Gunzipped out = gunzip(input, limit, [&grown](std::size_t bytes) {
        require(bytes > 0 && bytes <= 64U << 10U);
        grown += bytes;
        return true;
    });
    require(grown <= limit);
    require(out.fate == Gunzipped::Fate::Whole ? out.text.size() == grown : out.text.empty());
}

void checkRoundTrip(std::string_view input)
{
    const auto packed = gzipped(input);
    if (!packed)
        return;
    const auto always = [](std::size_t) { return true; };
    require(gunzip(*packed, limit, always).text == input);
    require(gunzip(*packed, input.size(), always).fate == Gunzipped::Fate::Whole);
    require(gunzip(*packed, input.size() - 1, always).fate == Gunzipped::Fate::TooLarge);
    require(gunzip(*packed, limit, [](std::size_t) { return false; }).fate == Gunzipped::Fate::NoRoom);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    checkInflated(input);
    checkRoundTrip(input);
    return 0;
}
