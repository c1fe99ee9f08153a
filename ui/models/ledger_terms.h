// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/flush_record.h"
#include "core/model/ledger.h"

#include <QString>

#include <array>
#include <cstdint>

namespace sluice::ui {

/// The terms of the balance, the left-hand side first.
enum class LedgerTerm : std::uint8_t {
    Recorded,
    Delivered,
    Queued,
    InFlight,
    InDoubt,
    Spooled,
    Refused,
    Dropped,
    Rejected,
};
inline constexpr std::array allLedgerTerms = {LedgerTerm::Recorded, LedgerTerm::Delivered, LedgerTerm::Queued,
    LedgerTerm::InFlight, LedgerTerm::InDoubt, LedgerTerm::Spooled, LedgerTerm::Refused, LedgerTerm::Dropped,
    LedgerTerm::Rejected};

QString ledgerTermText(LedgerTerm term); ///< "recorded", "delivered", "in flight", ...
QString ledgerTermMeaning(LedgerTerm term); ///< how it is counted
std::uint64_t countOf(const Ledger &ledger, LedgerTerm term);

/// What can be said of `count` such events that no list shows.
QString ledgerTermWords(LedgerTerm term, std::uint64_t count);

/// The events of such a flush stand under this term. An abandoned flush's stand under in flight or in doubt:
/// which, its record does not say, and both terms list it. Split: its halves are flushes of their own.
bool leadsTo(LedgerTerm term, FlushOutcome outcome);

} // namespace sluice::ui
