// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/ledger_report.h"

#include <ostream>

namespace sluice {

nlohmann::ordered_json ledgerJson(const SessionId &session, const Ledger &ledger)
{
    nlohmann::ordered_json dropped = nlohmann::ordered_json::object();
    for (const DropReason reason : allDropReasons) {
        if (ledger.dropsFor(reason) > 0)
            dropped[std::string(wireName(reason))] = ledger.dropsFor(reason);
    }
    nlohmann::ordered_json id;
    if (session)
        id = session.text();
    return {{"session_id", std::move(id)}, {"recorded", ledger.recorded}, {"delivered", ledger.delivered},
        {"queued", ledger.queued}, {"in_flight", ledger.inFlight}, {"in_doubt", ledger.inDoubt},
        {"spooled", ledger.spooled}, {"refused", ledger.refused}, {"dropped", std::move(dropped)},
        {"rejected", ledger.rejected}};
}

void tellLedger(std::ostream &out, const SessionId &session, const Ledger &ledger)
{
    out << "session " << session.text() << "\n  recorded " << ledger.recorded << " = delivered "
        << ledger.delivered << " + queued " << ledger.queued << " + in flight " << ledger.inFlight
        << " + in doubt " << ledger.inDoubt << " + spooled " << ledger.spooled << " + refused "
        << ledger.refused;
    for (const DropReason reason : allDropReasons) {
        if (ledger.dropsFor(reason) > 0)
            out << " + dropped{" << wireName(reason) << "} " << ledger.dropsFor(reason);
    }
    out << " + rejected " << ledger.rejected << (ledger.balances() ? "" : "  DOES NOT BALANCE") << '\n';
}

bool isGood(const Ledger &ledger)
{
    return ledger.balances() && ledger.delivered + ledger.dropsFor(DropReason::QueueFull) == ledger.recorded;
}

} // namespace sluice
