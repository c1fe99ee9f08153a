// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/model/stored.h"
#include "core/otlp/attributes.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace sluice {

/// Writes an event's JSON object, member after member. thread: one at a time.
class EventBody
{
public:
    /// What every event has: its type, id, times (one that is open has no end), agent, parent, thread, name.
    explicit EventBody(const StoredEvent &event);

    void addText(std::string_view name, std::string_view text);
    void addTextIfAny(std::string_view name, std::string_view text);
    void addJson(std::string_view name, std::string_view json);
    void addCountIfAny(std::string_view name, std::uint64_t count);
    void addTime(std::string_view name, Timestamp time);

    /// The value as what it is; text that is a JSON object or array becomes one: instrumentations that may
    /// only send text send JSON in it.
    void addValue(std::string_view name, const Attribute &value);

    /// A member with the attribute's key; text stays text.
    void addAttribute(const Attribute &attribute);

    /// As an object; nothing when there are none.
    void addAttributes(std::string_view name, const Attributes &attributes);

    /// An object within: what is written goes into it until its close().
    void open(std::string_view name);
    void openItem(); ///< of a list
    void close();
    void openList(std::string_view name);
    void closeList();

    /// Ends the object; nothing may be written behind it.
    std::string take();

private:
    void addName(std::string_view name);

    std::string m_text;
};

/// Appends text as JSON: what it says when it is an object or an array (at most mostJsonDepth deep), else a
/// string.
void appendTextOrJson(std::string &out, std::string_view text);

} // namespace sluice
