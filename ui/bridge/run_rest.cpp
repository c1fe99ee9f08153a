// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/run_rest.h"

#include <utility>

namespace sluice::ui {

namespace {

bool mayBeDelivered(const Ledger &ledger)
{
    return ledger.undecided() + ledger.spooled > 0;
}

} // namespace

void RunRest::begin(const BurstProgress &finished)
{
    m_told.reset();
    if (mayBeDelivered(finished.ledger))
        m_told = finished.ledger;
}

std::optional<BurstProgress> RunRest::news(BurstProgress now)
{
    if (!m_told || now.ledger == *m_told)
        return std::nullopt;
    m_told = now.ledger;
    if (!mayBeDelivered(now.ledger)) {
        m_told.reset();
        now.message.clear(); // it said what was left
    }
    return std::optional(std::move(now));
}

} // namespace sluice::ui
