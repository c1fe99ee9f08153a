// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/base/uuid.h"

#include <array>
#include <cassert>
#include <cstddef>
#include <cstring>
#include <string_view>

namespace sluice {

/// A few hundred bytes that are put together on the stack and appended at once: the pieces of an event's
/// envelope have a known greatest length, so no piece pays for a look at a string's capacity.
class FixedText
{
public:
    static constexpr std::size_t capacity = 384;

    template <std::size_t n>
    void put(const char (&literal)[n])
    {
        put(std::string_view(literal, n - 1));
    }

    void put(std::string_view text)
    {
        assert(m_size + text.size() <= capacity && "an envelope's pieces are counted when it is written");
        std::memcpy(m_text.data() + m_size, text.data(), text.size());
        m_size += text.size();
    }

    /// As Uuid::appendTo().
    void putUuid(const Uuid &uuid);

    /// As appendIsoText().
    void putTime(Timestamp time);

    std::string_view view() const { return {m_text.data(), m_size}; }

private:
    std::array<char, capacity> m_text; // not cleared: only what was put is read
    std::size_t m_size = 0;
};

} // namespace sluice
