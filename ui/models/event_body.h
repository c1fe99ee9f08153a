// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/json_index.h"
#include "core/model/stored.h"

#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sluice::ui {

/// An event's body and where its parts stand in it. Made once when the event is read, at a few milliseconds
/// for a MiB, and then shared by all that show it. Immutable; thread: any.
class EventBody
{
public:
    explicit EventBody(const StoredEvent &event);
    EventBody(const EventBody &) = delete; // the index looks into the text
    EventBody &operator=(const EventBody &) = delete;

    EventType type() const { return m_type; }
    const std::string &session() const { return m_session; }
    const std::string &text() const { return m_text; }

    /// nullptr: the body is not JSON, as problem() says.
    const JsonIndex *index() const { return m_index ? &*m_index : nullptr; }
    const std::string &problem() const { return m_problem; }

    /// A member of the body that is there and not null.
    std::optional<JsonNode> member(std::string_view name) const;

    /// What a string says, at most `most` bytes of it; any other value as JSON text.
    QString textOf(const JsonNode &value, std::size_t most) const;

    bool mayHaveMessages() const { return m_mayHaveMessages; }
    bool hasLogs() const { return m_hasLogs; }

    /// The `screenshot` member as it was sent; empty: there is none.
    std::string screenshot() const;

private:
    EventType m_type;
    std::string m_session;
    std::string m_text;
    std::optional<JsonIndex> m_index;
    std::string m_problem;
    bool m_mayHaveMessages = false;
    bool m_hasLogs = false;
};

using SharedBody = std::shared_ptr<const EventBody>;

} // namespace sluice::ui
