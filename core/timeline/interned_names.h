// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sluice {

/// Texts kept once, known by number: 0 is always the empty text.
class InternedNames
{
public:
    InternedNames() { clear(); }
    InternedNames(const InternedNames &) = delete; // the map's keys point into the texts
    InternedNames &operator=(const InternedNames &) = delete;

    void clear();

    /// The number of `text`; a new text gets the next one.
    std::uint32_t intern(std::string_view text);

    std::string_view text(std::uint32_t id) const { return m_texts[id]; }
    std::size_t size() const { return m_texts.size(); }

private:
    std::deque<std::string> m_texts; // a deque: its strings never move
    std::unordered_map<std::string_view, std::uint32_t> m_ids;
};

} // namespace sluice
