// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sluice {

/// Texts known by number. A copy is cheap, shares the texts and never changes: what is added to the original
/// later lies behind its end. thread: any, for a copy.
class NameList
{
public:
    std::size_t size() const { return m_size; }
    std::string_view text(std::uint32_t id) const { return (*m_blocks[id / blockSize])[id % blockSize]; }

private:
    friend class InternedNames;

    static constexpr std::size_t blockSize = 256;
    using Block = std::array<std::string_view, blockSize>;

    std::vector<std::shared_ptr<Block>> m_blocks;
    std::vector<std::shared_ptr<char[]>> m_texts; ///< what the views point into
    std::size_t m_size = 0;
};

/// Texts kept once, known by number: 0 is always the empty text.
class InternedNames
{
public:
    InternedNames() { clear(); }
    InternedNames(const InternedNames &) = delete; // one writer for each list
    InternedNames &operator=(const InternedNames &) = delete;

    void clear();

    /// The number of `text`; a new text gets the next one.
    std::uint32_t intern(std::string_view text);

    std::string_view text(std::uint32_t id) const { return m_list.text(id); }
    std::size_t size() const { return m_list.size(); }
    const NameList &list() const { return m_list; }

private:
    std::string_view keep(std::string_view text);

    NameList m_list;
    std::size_t m_room = 0; ///< free bytes at the end of the last block of texts
    char *m_free = nullptr;
    std::unordered_map<std::string_view, std::uint32_t> m_ids;
};

} // namespace sluice
