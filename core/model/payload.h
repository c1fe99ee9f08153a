// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <variant>

namespace sluice {

/// Text that is one JSON value already. The encoder checks it once before it goes into a body.
struct JsonText
{
    std::string text;
};

/// Any JSON value that an event carries: absent, a nlohmann value, or JSON text (the cheapest to record).
/// Owned by the event: what is recorded is a copy or a move, never a reference.
class Payload
{
public:
    Payload() = default;
    Payload(nlohmann::json value) // NOLINT(google-explicit-constructor): reads like the SDK's params=...
        : m_content(std::move(value))
    { }
    Payload(JsonText text) // NOLINT(google-explicit-constructor): as above
        : m_content(std::move(text))
    { }

    bool isAbsent() const { return std::holds_alternative<std::monostate>(m_content); }
    const nlohmann::json *asValue() const { return std::get_if<nlohmann::json>(&m_content); }
    const JsonText *asText() const { return std::get_if<JsonText>(&m_content); }

    /// Roughly what it holds in memory, in bytes; walks a value at most 64 levels deep.
    std::size_t approximateBytes() const;

private:
    std::variant<std::monostate, nlohmann::json, JsonText> m_content;
};

} // namespace sluice
