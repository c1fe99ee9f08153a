// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/outbox.h"

#include "core/recorder/recorder_config.h"

#include <cassert>

namespace sluice {

namespace {

constexpr std::string_view opening = "{\"events\":[";
constexpr std::string_view closing = "]}";

OutgoingBody slice(const OutgoingBody &body, std::size_t first, std::size_t last)
{
    const std::size_t from = body.starts[first];
    // An event ends before the comma of the next, or before the closing of the body.
    const std::size_t to
        = last < body.starts.size() ? body.starts[last] - 1 : body.text.size() - closing.size();
    OutgoingBody part;
    part.term = body.term;
    part.text.reserve(opening.size() + to - from + closing.size());
    part.text += opening;
    part.text.append(body.text, from, to - from);
    part.text += closing;
    for (std::size_t i = first; i < last; ++i)
        part.starts.push_back(body.starts[i] - from + opening.size());
    return part;
}

} // namespace

void BodyBuilder::begin()
{
    if (m_text.empty())
        m_text = opening;
    m_bodyEnd = m_text.size();
    if (!m_starts.empty())
        m_text += ',';
    m_eventStart = m_text.size();
}

std::optional<OutgoingBody> BodyBuilder::commit()
{
    std::optional<OutgoingBody> full;
    if (!m_starts.empty() && m_text.size() + closing.size() > mostBodyBytes) {
        const std::string event = m_text.substr(m_eventStart);
        full = close(m_bodyEnd);
        begin();
        m_text += event;
    }
    m_starts.push_back(m_eventStart);
    return full;
}

void BodyBuilder::rollback()
{
    m_text.resize(m_bodyEnd);
}

std::optional<OutgoingBody> BodyBuilder::finish()
{
    if (m_starts.empty())
        return std::nullopt;
    return close(m_text.size());
}

OutgoingBody BodyBuilder::close(std::size_t length)
{
    OutgoingBody body;
    m_text.resize(length);
    m_text += closing;
    body.text.swap(m_text);
    body.starts.swap(m_starts);
    return body;
}

std::pair<OutgoingBody, OutgoingBody> halves(const OutgoingBody &body)
{
    assert(body.starts.size() >= 2 && "one event has no halves");
    const std::size_t middle = body.starts.size() / 2;
    return {slice(body, 0, middle), slice(body, middle, body.starts.size())};
}

} // namespace sluice
