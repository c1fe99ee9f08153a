// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/collector/collector.h"
#include "core/store/store_rescue.h"

#include <functional>
#include <optional>
#include <string>

namespace sluice::ui {

/// What the window may know and change of its collector and its store, beyond looking. Whoever puts the
/// program together fills it in. thread: GUI.
struct CollectorHands
{
    /// Who may send; null: nobody knows, and what a CollectorAccess is by default is taken.
    std::function<CollectorAccess()> access;
    /// From now on; the collector starts anew with it. Null: it cannot be changed here.
    std::function<Result<void>(const CollectorAccess &)> setAccess;
    /// The collector of the Sluice that holds the data directory, when that is another process; empty: it
    /// runs none, or this one holds it.
    std::string holderUrl;
    /// What became of the store, when it was found damaged at the start.
    std::optional<StoreRescue> rescue;
};

} // namespace sluice::ui
