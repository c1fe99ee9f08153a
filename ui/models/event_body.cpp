// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/event_body.h"

#include "core/agentops/chat_messages.h"
#include "ui/bridge/convert.h"

namespace sluice::ui {

EventBody::EventBody(const StoredEvent &event)
    : m_type(event.type)
    , m_session(event.session.text())
    , m_text(event.body)
{
    Result<JsonIndex> index = JsonIndex::read(m_text);
    if (index)
        m_index = std::move(*index);
    else
        m_problem = index.error().message;
    m_mayHaveMessages = m_index && sluice::mayHaveMessages(m_type, m_text);
    m_hasLogs = member("logs").has_value();
}

std::optional<JsonNode> EventBody::member(std::string_view name) const
{
    if (!m_index)
        return std::nullopt;
    const auto found = m_index->member(m_index->root(), name);
    return found && m_index->kind(*found) != JsonKind::Null ? found : std::nullopt;
}

QString EventBody::textOf(const JsonNode &value, std::size_t most) const
{
    return toQt(unescapedJson(m_index->valueText(value), most));
}

std::string EventBody::screenshot() const
{
    const auto found = member("screenshot");
    return found ? unescapedJson(m_index->valueText(*found)) : std::string();
}

} // namespace sluice::ui
