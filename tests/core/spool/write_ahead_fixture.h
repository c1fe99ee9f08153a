// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/spool/write_ahead.h"

#include <string>

namespace sluice {

inline std::string eventText(int number)
{
    return "{\"event\":" + std::to_string(number) + ",\"padding\":\""
        + std::string(static_cast<std::size_t>(number % 97), 'x') + "\"}";
}

/// Records `text`, making room when it is wanted.
inline WriteAhead::Place record(WriteAhead &writeAhead, const std::string &text)
{
    WriteAhead::Place place = writeAhead.reserve(text.size());
    if (writeAhead.wantsRoom() && !writeAhead.makeRoom())
        return {};
    if (place.bytes == 0)
        place = writeAhead.reserve(text.size());
    if (place.bytes != 0)
        writeAhead.fill(place, text);
    return place;
}

} // namespace sluice
