// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/byte_scan.h"

namespace sluice {

namespace {

/// How a character of UTF-8 that begins so goes on (Unicode 15, table 3-7).
struct Lead
{
    std::size_t bytes = 0; ///< 0: no character begins so
    unsigned char lowest = 0x80; ///< second byte
    unsigned char highest = 0xbf;
};

Lead leadOf(unsigned char byte)
{
    if (byte < 0x80)
        return {1};
    if (byte < 0xc2 || byte > 0xf4)
        return {};
    if (byte < 0xe0)
        return {2};
    if (byte < 0xf0)
        return {3, static_cast<unsigned char>(byte == 0xe0 ? 0xa0 : 0x80),
            static_cast<unsigned char>(byte == 0xed ? 0x9f : 0xbf)};
    return {4, static_cast<unsigned char>(byte == 0xf0 ? 0x90 : 0x80),
        static_cast<unsigned char>(byte == 0xf4 ? 0x8f : 0xbf)};
}

} // namespace

Utf8Step utf8StepAt(const char *at, const char *end)
{
    const Lead lead = leadOf(static_cast<unsigned char>(*at));
    if (lead.bytes == 0)
        return {1, false};
    const auto left = static_cast<std::size_t>(end - at);
    for (std::size_t i = 1; i < lead.bytes; ++i) {
        if (i == left)
            return {i, false};
        const auto byte = static_cast<unsigned char>(at[i]);
        const unsigned char lowest = i == 1 ? lead.lowest : 0x80;
        const unsigned char highest = i == 1 ? lead.highest : 0xbf;
        if (byte < lowest || byte > highest)
            return {i, false};
    }
    return {lead.bytes, true};
}

} // namespace sluice
