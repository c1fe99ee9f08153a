// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/burst_plan.h"

#include <QString>

#include <vector>

namespace sluice::ui {

/// A plan's arrivals for a small picture: events a second, in stretches of equal length.
struct ArrivalPreview
{
    static constexpr int stretches = 80;

    std::vector<double> perSecond; ///< one a stretch; empty: there is no picture, and `words` say why
    double seconds = 0; ///< of all stretches together
    QString words; ///< "2,500 events in 5.00 s, at most 1,020/s"
};

/// By the core's own arithmetic, so that the picture is what will be fired. Of many events every so-many-th
/// is looked at. Quick enough for each key in a field: 2,000 looks.
ArrivalPreview arrivalPreview(const BurstPlan &plan);

} // namespace sluice::ui
