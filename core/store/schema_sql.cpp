// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/schema_sql.h"

namespace sluice {

// An event's row is its session's key and its number there (event_row.h): a session's events lie together, in
// their order, without an index for it. Bodies lie apart, so that reading heads reads only heads. An id is a
// BLOB of 16 bytes (a UUID) or a TEXT. Times are microseconds since 1970.
const char *const schemaSql::version1 = R"(
CREATE TABLE store (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL
) STRICT;
INSERT INTO store VALUES (1, 0);

CREATE TABLE sessions (
    key INTEGER PRIMARY KEY,
    id ANY NOT NULL UNIQUE,
    revision INTEGER NOT NULL DEFAULT 0,
    origin INTEGER,
    tags TEXT NOT NULL DEFAULT '[]',
    started INTEGER NOT NULL DEFAULT 0,
    start_told INTEGER NOT NULL DEFAULT 0,
    ended INTEGER,
    last_news INTEGER NOT NULL DEFAULT 0,
    end_state INTEGER,
    end_state_text TEXT NOT NULL DEFAULT '',
    end_reason TEXT NOT NULL DEFAULT '',
    host_env TEXT,
    sdk_counts TEXT,
    ledger TEXT,
    next_event INTEGER NOT NULL DEFAULT 1,
    actions INTEGER NOT NULL DEFAULT 0,
    llms INTEGER NOT NULL DEFAULT 0,
    tools INTEGER NOT NULL DEFAULT 0,
    errors INTEGER NOT NULL DEFAULT 0,
    apis INTEGER NOT NULL DEFAULT 0,
    drops INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX sessions_by_revision ON sessions (revision);

CREATE TABLE agents (
    row INTEGER PRIMARY KEY,
    session INTEGER NOT NULL,
    id ANY NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (session, id)
) STRICT;

CREATE TABLE events (
    row INTEGER PRIMARY KEY,
    session INTEGER NOT NULL,
    id ANY NOT NULL,
    type INTEGER NOT NULL,
    started INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    name TEXT NOT NULL,
    agent ANY,
    trigger_event ANY,
    UNIQUE (session, id)
) STRICT;
CREATE TABLE bodies (
    row INTEGER PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE flushes (
    session INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    cause INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    started INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    events INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    http_status INTEGER NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (session, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE drops (
    row INTEGER PRIMARY KEY,
    session INTEGER NOT NULL,
    reason INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    count INTEGER NOT NULL
) STRICT;
CREATE INDEX drops_by_session ON drops (session);

CREATE TABLE depths (
    row INTEGER PRIMARY KEY,
    session INTEGER NOT NULL,
    time INTEGER NOT NULL,
    lowest INTEGER NOT NULL,
    highest INTEGER NOT NULL,
    capacity INTEGER NOT NULL
) STRICT;
CREATE INDEX depths_by_session ON depths (session);

CREATE TABLE tokens (
    hash BLOB PRIMARY KEY,
    session ANY NOT NULL,
    granted INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)";

// `ledger_before`: what recorders before the one whose `ledger` it is decided of the session's events.
//
// What each flush carried: ids of 16 bytes one after the other, in the order of the body; `enqueued` 8 bytes
// each (contents_row.h), NULL when no time of them is known. A UUID of version 7 begins with its time, so
// that the flushes that may have carried an id are few: `flush_contents_by_ids` answers which.
const char *const schemaSql::version2 = R"(
ALTER TABLE sessions ADD COLUMN lab TEXT;
ALTER TABLE sessions ADD COLUMN sdk_events INTEGER;
ALTER TABLE sessions ADD COLUMN ledger_before TEXT;
ALTER TABLE flushes ADD COLUMN tries TEXT;

CREATE TABLE flush_contents (
    row INTEGER PRIMARY KEY,
    session INTEGER NOT NULL,
    flush INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    lowest BLOB NOT NULL,
    highest BLOB NOT NULL,
    ids BLOB NOT NULL,
    enqueued BLOB,
    UNIQUE (session, flush)
) STRICT;
CREATE INDEX flush_contents_by_ids ON flush_contents (session, lowest, highest, flush);
)";

// What bodies say beside the heads (EventFacts), only of events of which there is something to say; so that
// making these tables touches no event, and actions cost what they cost before. Money is in millionths of a
// millionth of a dollar.
//
// event_facts: `parent_row` is the parent's row, 0 = none, -1 = not stored yet, NULL = the facts are not read
// yet; `changed` is the commit that told the head again, `replaced` the one that gave another body or agent;
// `errors` counts the stored errors whose parent it is. store.facts_below: below it, events without a row
// here (or with parent_row NULL) were stored by an earlier version, and nobody has read their facts yet
// (old_facts.h). sessions.waiting: how many of its events wait for their parent.
const char *const schemaSql::version3 = R"(
ALTER TABLE store ADD COLUMN facts_below INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN calls INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN prompt_tokens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN completion_tokens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN calls_without_tokens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN given_cost INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN unpriced_calls INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN unpriced_prompt_tokens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN unpriced_completion_tokens INTEGER NOT NULL DEFAULT 0;

CREATE TABLE event_facts (
    row INTEGER PRIMARY KEY,
    session INTEGER NOT NULL,
    changed INTEGER,
    replaced INTEGER,
    parent_id ANY,
    parent_row INTEGER,
    thread TEXT NOT NULL,
    prompt_tokens INTEGER,
    completion_tokens INTEGER,
    cost INTEGER,
    open INTEGER NOT NULL,
    errors INTEGER NOT NULL
) STRICT;
CREATE INDEX event_facts_changed ON event_facts (session, changed) WHERE changed IS NOT NULL;
CREATE INDEX event_facts_replaced ON event_facts (session, replaced) WHERE replaced IS NOT NULL;
CREATE INDEX event_facts_waiting ON event_facts (session, parent_id) WHERE parent_row = -1;

CREATE TABLE session_models (
    session INTEGER NOT NULL,
    model TEXT NOT NULL,
    errors INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    prompt_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL,
    calls_without_tokens INTEGER NOT NULL,
    given_cost INTEGER NOT NULL,
    unpriced_calls INTEGER NOT NULL,
    unpriced_prompt_tokens INTEGER NOT NULL,
    unpriced_completion_tokens INTEGER NOT NULL,
    PRIMARY KEY (session, model)
) STRICT, WITHOUT ROWID;
)";

const char *const schemaSql::version2InVersion1 = R"(
CREATE TEMP VIEW flushes AS SELECT *, NULL AS tries FROM main.flushes;
CREATE TEMP VIEW flush_contents AS SELECT 0 AS row, 0 AS session, 0 AS flush, 0 AS taken, x'' AS lowest,
    x'' AS highest, x'' AS ids, NULL AS enqueued WHERE 0;
)";

const char *const schemaSql::version3InEarlier = R"(
PRAGMA temp_store=MEMORY;
CREATE TEMP VIEW sessions AS SELECT *, NULL AS lab, NULL AS sdk_events, NULL AS ledger_before,
    0 AS waiting, 0 AS calls, 0 AS prompt_tokens, 0 AS completion_tokens, 0 AS calls_without_tokens,
    0 AS given_cost, 0 AS unpriced_calls, 0 AS unpriced_prompt_tokens, 0 AS unpriced_completion_tokens
    FROM main.sessions;
CREATE TEMP VIEW event_facts AS SELECT 0 AS row, 0 AS session, 0 AS changed, 0 AS replaced, NULL AS parent_id,
    0 AS parent_row, '' AS thread, 0 AS prompt_tokens, 0 AS completion_tokens, 0 AS cost, 0 AS open,
    0 AS errors WHERE 0;
CREATE TEMP VIEW session_models AS SELECT 0 AS session, '' AS model, 0 AS errors, 0 AS calls,
    0 AS prompt_tokens, 0 AS completion_tokens, 0 AS calls_without_tokens, 0 AS given_cost,
    0 AS unpriced_calls, 0 AS unpriced_prompt_tokens, 0 AS unpriced_completion_tokens WHERE 0;
)";

} // namespace sluice
