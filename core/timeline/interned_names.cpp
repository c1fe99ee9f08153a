// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/interned_names.h"

namespace sluice {

void InternedNames::clear()
{
    m_ids.clear();
    m_texts.clear();
    intern({});
}

std::uint32_t InternedNames::intern(std::string_view text)
{
    const auto known = m_ids.find(text);
    if (known != m_ids.end())
        return known->second;
    const auto id = static_cast<std::uint32_t>(m_texts.size());
    m_ids.emplace(m_texts.emplace_back(text), id);
    return id;
}

} // namespace sluice
