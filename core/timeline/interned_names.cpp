// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/interned_names.h"

#include <algorithm>

namespace sluice {

namespace {

/// Bytes of text in one allocation; a longer text has one of its own.
constexpr std::size_t textBlock = 16 * 1024;

} // namespace

void InternedNames::clear()
{
    m_ids.clear();
    m_list = {};
    m_room = 0;
    m_free = nullptr;
    intern({});
}

std::uint32_t InternedNames::intern(std::string_view text)
{
    const auto known = m_ids.find(text);
    if (known != m_ids.end())
        return known->second;
    const std::size_t slot = m_list.m_size % NameList::blockSize;
    if (slot == 0)
        m_list.m_blocks.push_back(std::make_shared<NameList::Block>());
    const std::string_view kept = keep(text);
    (*m_list.m_blocks.back())[slot] = kept;
    const auto id = static_cast<std::uint32_t>(m_list.m_size++);
    m_ids.emplace(kept, id);
    return id;
}

std::string_view InternedNames::keep(std::string_view text)
{
    if (text.empty())
        return {};
    if (text.size() > m_room) {
        m_room = std::max(textBlock, text.size());
        m_list.m_texts.push_back(std::make_shared<char[]>(m_room));
        m_free = m_list.m_texts.back().get();
    }
    const std::string_view kept(m_free, text.size());
    std::copy(text.begin(), text.end(), m_free);
    m_free += text.size();
    m_room -= text.size();
    return kept;
}

} // namespace sluice
