// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/json_members.h"

#include "core/agentops/json_writer.h"

#include <utility>

namespace sluice {

void JsonMembers::json(std::string_view key, std::string_view value)
{
    if (m_json.size() > 1)
        m_json += ',';
    appendJsonString(m_json, key);
    m_json += ':';
    m_json += value;
}

void JsonMembers::text(std::string_view key, std::string_view value)
{
    json(key, "");
    appendJsonString(m_json, value);
}

void JsonMembers::textIfAny(std::string_view key, std::string_view value)
{
    if (!value.empty())
        text(key, value);
}

void JsonMembers::number(std::string_view key, std::uint64_t value)
{
    json(key, std::to_string(value));
}

void JsonMembers::numberIfAny(std::string_view key, const std::optional<std::uint64_t> &value)
{
    if (value)
        number(key, *value);
}

std::string JsonMembers::end()
{
    return openEnd() + '}';
}

std::string JsonMembers::openEnd()
{
    return std::move(m_json);
}

} // namespace sluice
