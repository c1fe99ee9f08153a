// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/session.h"
#include "core/model/stored.h"
#include "ui/bridge/event_kin.h"
#include "ui/models/event_body.h"
#include "ui/models/proof_text.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sluice::ui {

struct DetailRow
{
    QString key;
    QString value; ///< plain text, whatever it looks like
    QString rule{}; ///< what a number counts; empty = the key says it
    std::optional<std::int64_t> event{}; ///< the row leads to this event of the shown session

    bool operator==(const DetailRow &) const = default;
};

/// What the details show of one thing.
struct DetailsText
{
    QString title;
    std::vector<DetailRow> rows;
    std::optional<ProofWords> proof; ///< of a session
    SharedBody body; ///< of an event; nullptr: there is none
    std::optional<SessionId> session{}; ///< of a session: whose logs there are to read

    // Of an event, for its log.

    std::int64_t event = 0; ///< its row in the store; 0 = not known
    std::string eventName{};
    Timestamp eventStart{};
};

/// A value in a row longer than this is shown in part; it is whole in the JSON.
inline constexpr qsizetype mostShownValue = 400;

/// More members of an event's body are not listed; the JSON has them all.
inline constexpr std::size_t mostListedMembers = 100;

/// What else is known of an event, as far as it is read.
struct EventContext
{
    std::string agentName{}; ///< empty = not known
    std::optional<Timestamp> sessionStart{};
    std::optional<EventKin> kin{};
    SharedBody body{}; ///< of the same event, when it was made before
    std::int64_t row = 0; ///< in the store; 0 = not known
};

DetailsText eventDetails(const StoredEvent &event, const EventContext &context = {});

/// A running session's duration lasts until `now`, a silent one's until its last news.
DetailsText sessionDetails(const SessionSummary &session, Timestamp now, const SessionSheet &sheet = {});
DetailsText flushDetails(const FlushRecord &flush);
DetailsText dropDetails(const DropRun &run);

/// All rows as text, "key: value" a line: for the clipboard.
QString plainText(const DetailsText &details);

} // namespace sluice::ui
