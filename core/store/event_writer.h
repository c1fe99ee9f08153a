// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/stored.h"
#include "core/sqlite/statement.h"
#include "core/store/fact_rows.h"
#include "core/store/model_rows.h"
#include "core/store/session_rows.h"

#include <cstdint>
#include <optional>
#include <string>

namespace sluice {

class Connection;

/// Writes events, new ones and replaced ones, with their facts: parents become rows as soon as both are
/// stored, and the sums of a session and of its models follow each event. thread: the writer's, within a
/// transaction.
class EventWriter
{
public:
    explicit EventWriter(Connection &connection);

    /// Before each batch. Rows below `factsBelow` that have no facts were stored by an earlier version.
    void begin(std::uint64_t revision, std::int64_t factsBelow);

    /// The event has an id. One that names no agent keeps the one that it has.
    Result<void> put(const StoredEvent &event, SessionRow &session);

    /// Gives the stored event `id` to an agent; nothing when it is not stored, or is of that agent already.
    Result<void> putAgent(const EventId &id, const AgentId &agent, const SessionRow &session);

    /// Takes `facts` as those of an event of an earlier version that is stored already. Nothing when they are
    /// known by now. Such events come in the falling order of their rows.
    struct OldEvent
    {
        std::int64_t row = 0;
        EventId id;
        EventType type = EventType::Action;
        std::string name;
    };
    Result<void> putOldFacts(const OldEvent &event, const EventFacts &facts, SessionRow &session);

    /// The models' sums, at the end of the batch.
    Result<void> writeSums() { return m_models.writeAll(); }

private:
    /// What sums are made of.
    struct Counted
    {
        EventType type;
        const std::string &model;
        const EventFacts &facts;
        std::int64_t parent;
        std::uint64_t errors; ///< under it
    };
    enum class Sign { Add, Remove };

    struct Before;
    Result<void> add(const StoredEvent &event, SessionRow &session, std::int64_t row);
    Result<void> replace(const StoredEvent &event, SessionRow &session);
    Result<std::optional<Before>> before(const SessionRow &session, const EventId &id);
    Result<void> takeBack(const Before &before, SessionRow &session);
    Result<std::int64_t> parentOf(const EventFacts &facts, const EventId &self, const SessionRow &session);
    Result<void> count(const Counted &event, SessionRow &session, Sign sign);
    Result<void> countErrorUnder(std::int64_t parent, const SessionRow &session, Sign sign);
    bool isFromEarlierVersion(std::int64_t row) const { return row < m_factsBelow; }

    Connection &m_connection;
    FactRows m_facts;
    ModelRows m_models;
    Statement m_newEvent;
    Statement m_newBody;
    Statement m_knownEvent;
    Statement m_rowOf;
    Statement m_typeOf;
    Statement m_changeEvent;
    Statement m_changeBody;
    Statement m_changeAgent;
    std::uint64_t m_revision = 0;
    std::int64_t m_factsBelow = 0;

    /// The parent that was looked up last in this batch: siblings come together.
    struct FoundParent
    {
        std::int64_t session = 0;
        EventId id;
        std::int64_t row = 0; ///< 0: none was looked up; -1: it is not stored yet
    };
    FoundParent m_foundParent;
};

} // namespace sluice
