// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/bridge/run_reader.h"

#include <QPointF>
#include <QString>

#include <array>
#include <cstdint>
#include <vector>

namespace sluice::ui {

/// One line of a comparison. Texts are as they are shown; a dash stands for what is not known.
struct CompareRow
{
    QString what;
    std::array<QString, 2> values;
    QString difference; ///< of the second to the first: "+1,500", "same"; empty: nothing can be said
    QString meaning; ///< its counting rule, for a tooltip
    bool isHeading = false;
};

/// Two stored runs side by side: their plans where they differ, then ledger, drops, the cost of record(),
/// flushes and delivery.
std::vector<CompareRow> compareRuns(const std::array<StoredRun, 2> &runs);

/// A run's depth for a curve: seconds since the session's start, and the deepest of each stretch; at most
/// `most` points.
std::vector<QPointF> depthPoints(const StoredRun &run, std::size_t most = 1'000);

/// The greatest capacity that its depths tell; 0: none is known.
std::uint32_t capacityOf(const StoredRun &run);

/// "demo, burst; 2,000 events, 14:03; complete": for a list of runs. The last is its proof's word.
QString runText(const SessionSummary &session, Timestamp now);

} // namespace sluice::ui
