// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace sluice {

/// The text at `key`; empty when there is none, or something else.
inline std::string textOf(const nlohmann::json &object, const char *key)
{
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace sluice
