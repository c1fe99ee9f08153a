// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/ledger.h"

#include <numeric>

namespace sluice {

std::uint64_t Ledger::droppedInAll() const
{
    return std::accumulate(dropped.begin(), dropped.end(), std::uint64_t{0});
}

std::uint64_t Ledger::accountedFor() const
{
    return delivered + queued + inFlight + inDoubt + spooled + refused + droppedInAll() + rejected;
}

Ledger &Ledger::operator+=(const Ledger &other)
{
    recorded += other.recorded;
    delivered += other.delivered;
    queued += other.queued;
    inFlight += other.inFlight;
    inDoubt += other.inDoubt;
    spooled += other.spooled;
    refused += other.refused;
    for (std::size_t i = 0; i < dropped.size(); ++i)
        dropped[i] += other.dropped[i];
    rejected += other.rejected;
    return *this;
}

} // namespace sluice
