// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/event_body.h"

#include "core/agentops/json_writer.h"
#include "core/agentops/name_member.h"

#include <charconv>
#include <utility>

namespace sluice {

EventBody::EventBody(const StoredEvent &event)
{
    m_text.reserve(1024);
    m_text = '{';
    addText("event_type", wireName(event.type));
    addText("id", event.id.text());
    addTime("init_timestamp", event.start);
    if (!event.facts.isOpen)
        addTime("end_timestamp", event.end);
    addTextIfAny("agent_id", event.agent.text());
    addTextIfAny("parent_id", event.facts.parent.text());
    addTextIfAny("thread_id", event.facts.thread);
    addTextIfAny(nameMember(event.type), event.name);
}

void EventBody::addText(std::string_view name, std::string_view text)
{
    addName(name);
    appendJsonString(m_text, text);
}

void EventBody::addTextIfAny(std::string_view name, std::string_view text)
{
    if (!text.empty())
        addText(name, text);
}

void EventBody::addJson(std::string_view name, std::string_view json)
{
    addName(name);
    m_text += json;
}

void EventBody::addCountIfAny(std::string_view name, std::uint64_t count)
{
    if (count == 0)
        return;
    char digits[24];
    const std::to_chars_result done = std::to_chars(digits, digits + sizeof digits, count);
    addJson(name, std::string_view(digits, static_cast<std::size_t>(done.ptr - digits)));
}

void EventBody::addTime(std::string_view name, Timestamp time)
{
    addName(name);
    m_text += '"';
    appendIsoText(m_text, time);
    m_text += '"';
}

void EventBody::addValue(std::string_view name, const Attribute &value)
{
    addName(name);
    if (value.kind == Attribute::Kind::Text)
        appendTextOrJson(m_text, value.text);
    else
        m_text += value.text;
}

void EventBody::addAttribute(const Attribute &attribute)
{
    addName(attribute.key);
    appendAttributeJson(m_text, attribute);
}

void EventBody::addAttributes(std::string_view name, const Attributes &attributes)
{
    if (attributes.isEmpty())
        return;
    open(name);
    for (const Attribute &attribute : attributes.all())
        addAttribute(attribute);
    close();
}

void EventBody::open(std::string_view name)
{
    addName(name);
    m_text += '{';
}

void EventBody::openItem()
{
    if (m_text.back() != '[')
        m_text += ',';
    m_text += '{';
}

void EventBody::close()
{
    m_text += '}';
}

void EventBody::openList(std::string_view name)
{
    addName(name);
    m_text += '[';
}

void EventBody::closeList()
{
    m_text += ']';
}

std::string EventBody::take()
{
    m_text += '}';
    return std::move(m_text);
}

void EventBody::addName(std::string_view name)
{
    if (m_text.back() != '{')
        m_text += ',';
    appendJsonString(m_text, name);
    m_text += ':';
}

void appendTextOrJson(std::string &out, std::string_view text)
{
    const bool mayBeJson = text.starts_with('{') || text.starts_with('[');
    if (!mayBeJson || !appendJsonText(out, text))
        appendJsonString(out, text);
}

} // namespace sluice
