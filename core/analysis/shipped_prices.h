// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/price_table.h"

namespace sluice {

/// The price table that Sluice comes with: resources/prices.json, which says its date and its source.
const PriceTable &shippedPrices();

} // namespace sluice
