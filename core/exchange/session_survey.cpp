// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/session_survey.h"

#include "core/store/store_reader.h"

namespace sluice {

namespace {

std::uint64_t digestOf(const StoredEvent &event)
{
    std::uint64_t digest = static_cast<std::uint64_t>(event.type);
    for (const std::string_view text : {std::string_view(event.id.text()), std::string_view(event.name),
             std::string_view(event.agent.text()), std::string_view(event.trigger.text()),
             std::string_view(event.body)})
        digest = mixed(digest ^ sluice::digestOf(text));
    digest = mixed(digest ^ static_cast<std::uint64_t>(event.start.time_since_epoch().count()));
    return mixed(digest ^ static_cast<std::uint64_t>(event.end.time_since_epoch().count()));
}

std::string nameOf(const std::vector<std::string> &tags)
{
    std::string name;
    for (const std::string &tag : tags)
        name += (name.empty() ? "" : ", ") + tag;
    return name;
}

} // namespace

// FNV-1a (Fowler, Noll, Vo), then the finaliser of splitmix64.
std::uint64_t digestOf(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return mixed(hash ^ text.size());
}

std::uint64_t mixed(std::uint64_t bits)
{
    bits += 0x9e3779b97f4a7c15U;
    bits = (bits ^ (bits >> 30U)) * 0xbf58476d1ce4e5b9U;
    bits = (bits ^ (bits >> 27U)) * 0x94d049bb133111ebU;
    return bits ^ (bits >> 31U);
}

void SessionSurvey::add(const StoreBatch &piece)
{
    for (const StoredEvent &event : piece.events) {
        SessionTally &tally = m_sessions[event.session];
        ++tally.events;
        tally.digest += digestOf(event);
    }
    for (const FlushRecord &flush : piece.flushes)
        ++m_sessions[flush.session].flushes;
    for (const DropRun &drops : piece.drops)
        ++m_sessions[drops.session].drops;
    for (const DepthSample &depth : piece.depths)
        ++m_sessions[depth.session].depths;
    for (const SessionChange &change : piece.sessions) {
        SessionTally &tally = m_sessions[change.id];
        if (change.tags)
            tally.name = nameOf(*change.tags);
    }
}

void SessionSurvey::rename(const SessionId &from, const SessionId &to)
{
    auto node = m_sessions.extract(from);
    if (node.empty())
        return;
    const SessionTally &counted = node.mapped();
    SessionTally &tally = m_sessions[to];
    tally.events += counted.events;
    tally.flushes += counted.flushes;
    tally.drops += counted.drops;
    tally.depths += counted.depths;
    tally.digest += counted.digest;
}

Result<SessionTally> tallyOf(StoreReader &reader, const SessionId &session)
{
    SessionTally tally;
    const Result<void> read = reader.eachEvent(session, [&tally](const StoredEvent &event) {
        ++tally.events;
        tally.digest += digestOf(event);
        return true;
    });
    if (!read)
        return read.error();
    const auto flushes = reader.flushes(session);
    const auto drops = reader.drops(session);
    const auto depths = reader.depths(session);
    if (!flushes || !drops || !depths)
        return !flushes ? flushes.error() : !drops ? drops.error() : depths.error();
    tally.flushes = flushes->size();
    tally.drops = drops->size();
    tally.depths = depths->size();
    return tally;
}

} // namespace sluice
