// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

// What search_intake.cpp works with.

#include "core/sqlite/checkpoints.h"
#include "core/sqlite/connection.h"
#include "core/sqlite/statement.h"
#include "core/store/search_intake.h"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace sluice {

/// An event as it goes into the index.
struct SearchIntake::Document
{
    std::int64_t row = 0;
    bool isReplaced = false;
    StoredEvent event; ///< type, name and body alone
};

struct SearchIntake::Portion
{
    std::vector<Document> documents;
    std::size_t bytes = 0;
    std::map<std::int64_t, std::pair<std::string, std::int64_t>> through; ///< by session

    bool isFull() const { return documents.size() >= mostEvents || bytes >= mostBytes; }
    void add(Document document)
    {
        bytes += document.event.body.size();
        documents.push_back(std::move(document));
    }
};

/// A session of which there is something to take in this round.
struct SearchIntake::Todo
{
    std::int64_t key = 0;
    std::string id;
    std::int64_t through = 0; ///< row up to which its new events are in
    std::int64_t oldThrough = 0; ///< the same when the round began: replaced events beyond it are new ones
    bool newIsDone = false;
    std::int64_t replacedAt = 0; ///< of the last replaced event that was taken
    std::int64_t replacedRow = 0;
};

/// Both files, and where the intake stands.
struct SearchIntake::Open
{
    Open(std::unique_ptr<Connection> storeFile, std::unique_ptr<Connection> indexFile)
        : store(std::move(storeFile))
        , index(std::move(indexFile))
    { }

    std::unique_ptr<Connection> store;
    std::unique_ptr<Connection> index;
    Checkpoints checkpoints{*index};

    // Of the store
    Statement storeRevision{*store, "SELECT revision FROM store"};
    Statement changedSessions{*store, "SELECT key, id FROM sessions WHERE revision > ? ORDER BY key"};
    Statement sessionAt{*store, "SELECT id, next_event FROM sessions WHERE key = ?"};
    Statement newEvents{*store,
        "SELECT events.row, type, name, body FROM events JOIN bodies ON bodies.row = events.row"
        " WHERE events.row > ? AND events.row < ? ORDER BY events.row"};
    Statement replacedEvents{*store,
        "SELECT events.row, type, name, body, replaced FROM event_facts"
        " JOIN events ON events.row = event_facts.row JOIN bodies ON bodies.row = event_facts.row"
        " WHERE event_facts.session = ? AND replaced >= ? AND (replaced, event_facts.row) > (?, ?)"
        " AND event_facts.row <= ? ORDER BY replaced, event_facts.row"};

    // Of the index
    Statement state{*index, "SELECT revision, events, renewals FROM state"};
    Statement keepState{*index, "UPDATE state SET revision = ?, events = ?, renewals = ?"};
    Statement progress{*index, "SELECT session, id, through FROM progress"};
    Statement throughOf{*index, "SELECT through FROM progress WHERE session = ?"};
    Statement keepProgress{*index, "INSERT OR REPLACE INTO progress (session, id, through) VALUES (?, ?, ?)"};
    Statement renew{*index, "INSERT OR REPLACE INTO renewed (row, docid) VALUES (?, ?)"};
    Statement add{*index,
        "INSERT INTO texts (rowid, name, prompt, completion, params, returns, logs, error)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};

    std::uint64_t revision = 0;
    std::uint64_t events = 0;
    std::uint64_t renewals = 0;

    // The round in hand: everything up to commit `target`
    std::uint64_t target = 0;
    std::deque<Todo> todo;
};

} // namespace sluice
