// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sluice {

/// One attribute of a span. A value that is a list or a map is kept as the plain JSON that it says.
struct Attribute
{
    enum class Kind : std::uint8_t {
        Text, ///< `text` is the string itself
        Integer, ///< its digits
        Real, ///< its digits
        Truth, ///< "true" or "false"
        Json, ///< an array or an object as JSON text
    };

    std::string key;
    Kind kind = Kind::Text;
    std::string text;

    bool operator==(const Attribute &) const = default;
};

/// A whole number of 0 or more, also as text and as "12.0": some senders have no integers.
std::optional<std::uint64_t> countOf(const Attribute &attribute);

/// The attributes of a span, in their order. Senders write a number also as a string (agentops-contract.md
/// 3.7): numbers are read from both.
class Attributes
{
public:
    void add(std::string key, std::string text);
    void add(std::string key, Attribute::Kind kind, std::string text);
    void add(Attribute &&attribute) { m_all.push_back(std::move(attribute)); }
    void addInteger(std::string key, std::uint64_t number);

    const std::vector<Attribute> &all() const { return m_all; }
    bool isEmpty() const { return m_all.empty(); }

    /// Of several with one key the first counts; null: none.
    const Attribute *find(std::string_view key) const;

    /// The first that is there and not empty, as text; "" when none is.
    std::string_view firstText(std::initializer_list<std::string_view> keys) const;

    /// The first of the keys that is a whole number of 0 or more.
    std::optional<std::uint64_t> firstCount(std::initializer_list<std::string_view> keys) const;

private:
    std::vector<Attribute> m_all;
};

/// Appends the value as JSON: a string with its quotes, a number with its digits.
void appendAttributeJson(std::string &out, const Attribute &attribute);

} // namespace sluice
