// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/exchange/chrome_writer.h"
#include "core/model/stored.h"

#include <vector>

namespace sluice {

/// What a session's way to its server left behind, for a process of its own in a Chrome trace.
struct ChromeDelivery
{
    std::vector<FlushRecord> flushes;
    std::vector<DropRun> drops;
    std::vector<DepthSample> depths;

    bool isEmpty() const { return flushes.empty() && drops.empty() && depths.empty(); }
    Timestamp first() const; ///< Timestamp::max() when it is empty
};

Result<ChromeDelivery> readDelivery(StoreReader &reader, const SessionId &session);

/// Flushes as bars, drops as instants, the depth of the queue and its capacity as counters.
Result<void> writeDelivery(const ChromeDelivery &delivery, ChromeWriter &out);

} // namespace sluice
