// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

// Not <compare>, which <string> brings: moc 6.4 stumbles when it is the first standard header that it reads.
#include <functional>
#include <string>
#include <utility>

namespace sluice {

/// An id as text, of its own type: a session's id cannot be given where an agent's is wanted. Kept exactly as
/// received (SDKs send UUIDs, the documentation also "agent-123"). Empty means none.
template <typename Tag>
class Id
{
public:
    Id() = default;
    explicit Id(std::string text)
        : m_text(std::move(text))
    { }

    const std::string &text() const { return m_text; }
    bool isEmpty() const { return m_text.empty(); }
    explicit operator bool() const { return !m_text.empty(); }
    auto operator<=>(const Id &) const = default;

private:
    std::string m_text;
};

} // namespace sluice

template <typename Tag>
struct std::hash<sluice::Id<Tag>>
{
    std::size_t operator()(const sluice::Id<Tag> &id) const noexcept
    {
        return std::hash<std::string>{}(id.text());
    }
};
