// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/end_state.h"
#include "core/model/event_type.h"
#include "core/model/flush_record.h"
#include "core/model/ledger.h"
#include "core/model/queue_snapshot.h"
#include "core/model/session.h"

#include <QString>

namespace sluice::ui {

// The core's words as people read them.

QString eventTypeText(EventType type); ///< "Action", "LLM call", "Tool call", "Error", "API call"
QString sessionStateText(SessionState state); ///< "running", "ended", "silent"
QString originText(Origin origin); ///< "recorded here", "received", "imported"
QString endStateText(EndState state); ///< "Success", "Fail", "Indeterminate"
QString dropReasonText(DropReason reason); ///< "queue full", "block deadline passed", ...
QString flushCauseText(FlushCause cause); ///< "size", "time", "asked", "end"
QString flushOutcomeText(FlushOutcome outcome); ///< "sending", "delivered", "retrying", "in doubt", ...
QString policyText(OverflowPolicy policy); ///< "block", "drop newest", "drop oldest", "spill"
QString flusherStateText(FlusherState state); ///< "idle", "waiting for more", "encoding", "sending", ...

/// "running"; "ended: Success"; "ended: my own word"; "ended".
QString stateLine(const SessionSummary &session, Timestamp now);

} // namespace sluice::ui
