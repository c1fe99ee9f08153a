// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/delivery_links.h"

#include <algorithm>

namespace sluice::ui {

template <typename Key>
bool DeliveryLinks::Questions<Key>::isNew(const Key &key) const
{
    return asked != key && std::find(waiting.begin(), waiting.end(), key) == waiting.end();
}

template <typename Key>
void DeliveryLinks::Questions<Key>::add(const Key &key)
{
    waiting.push_front(key);
    if (waiting.size() > mostWaiting)
        waiting.pop_back();
}

/// The key to ask for now; nullopt while one is under way, and when there is none.
template <typename Key>
std::optional<Key> DeliveryLinks::Questions<Key>::next(std::uint64_t now)
{
    if (asked || waiting.empty())
        return std::nullopt;
    asked = waiting.front();
    generation = now;
    waiting.pop_front();
    return asked;
}

void DeliveryLinks::reset(const SessionId &session)
{
    m_session = session;
    m_flushes.clear();
    m_events.clear();
    m_rows = {};
    m_sequences = {};
}

const std::vector<std::uint64_t> *DeliveryLinks::knownFlushesOf(qint64 row) const
{
    const auto known = m_flushes.find(row);
    return known == m_flushes.end() ? nullptr : &known->second.sequences;
}

const std::vector<std::uint64_t> *DeliveryLinks::flushesOf(qint64 row)
{
    const auto known = m_flushes.find(row);
    const bool isFresh = known != m_flushes.end() && known->second.generation == m_generation;
    if (!isFresh && m_session && m_rows.isNew(row)) {
        m_rows.add(row);
        askForFlushes();
    }
    return knownFlushesOf(row);
}

const DeliveryLinks::Carried *DeliveryLinks::eventsOf(std::uint64_t sequence)
{
    const auto isFresh = [this](const auto &known) {
        return known != m_events.end() && known->second.generation == m_generation;
    };
    if (!isFresh(m_events.find(sequence)) && m_session && m_sequences.isNew(sequence)) {
        m_sequences.add(sequence);
        askForEvents();
    }
    const auto known = m_events.find(sequence); // an answer may have come at once
    return known == m_events.end() ? nullptr : &known->second.carried;
}

void DeliveryLinks::askForFlushes()
{
    if (const auto row = m_rows.next(m_generation))
        Q_EMIT flushesWanted(m_session, *row);
}

void DeliveryLinks::askForEvents()
{
    if (const auto sequence = m_sequences.next(m_generation))
        Q_EMIT eventsWanted(m_session, *sequence);
}

void DeliveryLinks::takeFlushes(const SessionId &session, qint64 row, const QList<quint64> &sequences)
{
    if (session != m_session)
        return;
    if (m_flushes.size() >= mostAnswers)
        m_flushes.clear();
    m_flushes[row] = {{sequences.begin(), sequences.end()}, m_rows.generation};
    m_rows.asked.reset();
    askForFlushes();
    Q_EMIT changed();
}

void DeliveryLinks::takeEvents(
    const SessionId &session, quint64 sequence, const std::vector<EventHead> &events)
{
    if (session != m_session)
        return;
    if (m_events.size() >= mostAnswers)
        m_events.clear();
    Carried carried;
    carried.events = events.size();
    for (const EventHead &event : events) {
        carried.begin = carried.rows.empty() ? event.start : std::min(carried.begin, event.start);
        carried.end = std::max(carried.end, event.end);
        carried.rows.push_back(event.row);
    }
    m_events[sequence] = {std::move(carried), m_sequences.generation};
    m_sequences.asked.reset();
    askForEvents();
    Q_EMIT changed();
}

} // namespace sluice::ui
