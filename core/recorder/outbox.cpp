// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/outbox.h"

#include "core/recorder/recorder_config.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace sluice {

namespace {

using Indices = std::vector<std::size_t>;

constexpr std::string_view opening = "{\"events\":[";
constexpr std::string_view closing = "]}";
constexpr std::string_view errorOpening = "{\"event_type\":\"errors\"";

std::string_view eventText(const OutgoingBody &body, std::size_t i)
{
    const std::size_t from = body.starts[i];
    // An event ends before the comma of the next, or before the closing of the body.
    const std::size_t to
        = i + 1 < body.starts.size() ? body.starts[i + 1] - 1 : body.text.size() - closing.size();
    return std::string_view(body.text).substr(from, to - from);
}

/// Of an event as appendEvent() writes it: its type, then its id.
Uuid idIn(std::string_view event)
{
    constexpr std::string_view key = ",\"id\":\"";
    constexpr std::size_t longestHead = 40;
    const std::size_t at = event.substr(0, longestHead).find(key);
    if (at == std::string_view::npos)
        return {};
    return Uuid::parse(event.substr(at + key.size(), Uuid::textLength)).value_or(Uuid{});
}

bool isError(const OutgoingBody &body, std::size_t i)
{
    return eventText(body, i).starts_with(errorOpening);
}

OutgoingBody part(const OutgoingBody &body, const Indices &events)
{
    OutgoingBody part;
    part.term = body.term;
    part.take = body.take;
    part.inDoubt = body.inDoubt;
    part.taken = body.taken;
    part.record.session = body.record.session;
    part.record.cause = body.record.cause;
    part.text = opening;
    for (const std::size_t i : events) {
        if (!part.starts.empty())
            part.text += ',';
        part.starts.push_back(part.text.size());
        part.text += eventText(body, i);
        if (!body.places.empty())
            part.places.push_back(body.places[i]);
        if (!body.carried.empty())
            part.carried.push_back(body.carried[i]);
    }
    part.text += closing;
    return part;
}

Indices allOf(const OutgoingBody &body)
{
    Indices all(body.starts.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
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

std::optional<OutgoingBody> BodyBuilder::commit(const CarriedEvent &event, const JournalPlace &place)
{
    std::optional<OutgoingBody> full;
    if (!m_starts.empty() && m_text.size() + closing.size() > mostBodyBytes) {
        const std::string text = m_text.substr(m_eventStart);
        full = close(m_bodyEnd);
        begin();
        m_text += text;
    }
    // All or none: the first event with a place stands for those before it that have none.
    if (place && m_places.empty())
        m_places.resize(m_starts.size());
    if (place || !m_places.empty())
        m_places.push_back(place);
    m_starts.push_back(m_eventStart);
    m_carried.push_back(event);
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
    body.places.swap(m_places);
    body.carried.swap(m_carried);
    return body;
}

std::vector<CarriedEvent> eventsIn(const OutgoingBody &body)
{
    std::vector<CarriedEvent> events;
    events.reserve(body.starts.size());
    for (std::size_t i = 0; i < body.starts.size(); ++i)
        events.push_back({idIn(eventText(body, i)), {}});
    return events;
}

bool holdsErrors(const OutgoingBody &body)
{
    const Indices all = allOf(body);
    return std::ranges::any_of(all, [&body](std::size_t i) { return isError(body, i); });
}

std::vector<OutgoingBody> halves(const OutgoingBody &body)
{
    assert(body.starts.size() >= 2 && "one event has no halves");
    const Indices all = allOf(body);
    const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
    return {part(body, Indices(all.begin(), middle)), part(body, Indices(middle, all.end()))};
}

std::vector<OutgoingBody> partsForResending(const OutgoingBody &body)
{
    Indices others = allOf(body);
    const auto firstError = std::stable_partition(
        others.begin(), others.end(), [&body](std::size_t i) { return !isError(body, i); });
    const Indices errors(firstError, others.end());
    others.erase(firstError, others.end());
    if (others.empty() || body.events() < 2)
        return {};
    if (errors.empty())
        return halves(body);
    return {part(body, others), part(body, errors)};
}

} // namespace sluice
