// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

/// A JSON object that is written member by member, in their order. Invalid UTF-8 becomes U+FFFD.
class JsonMembers
{
public:
    void text(std::string_view key, std::string_view value);
    void textIfAny(std::string_view key, std::string_view value);
    void number(std::string_view key, std::uint64_t value);
    void numberIfAny(std::string_view key, const std::optional<std::uint64_t> &value);
    /// `value` is JSON already.
    void json(std::string_view key, std::string_view value);

    /// The object; nothing may be added behind it.
    std::string end();
    /// The object without its last bracket, for more to follow.
    std::string openEnd();

private:
    std::string m_json = "{";
};

} // namespace sluice
