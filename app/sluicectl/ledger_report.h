// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ids.h"
#include "core/model/ledger.h"

#include <nlohmann/json.hpp>

#include <iosfwd>

namespace sluice {

// How the commands that record say where the events of their session went.

/// "session_id" (null when there is no session) and a member for each term of the ledger.
nlohmann::ordered_json ledgerJson(const SessionId &session, const Ledger &ledger);

/// One line for the session and one for the ledger's equation.
void tellLedger(std::ostream &out, const SessionId &session, const Ledger &ledger);

/// It balances, and all is delivered but for drops of the chosen policy, which are as asked for.
bool isGood(const Ledger &ledger);

} // namespace sluice
