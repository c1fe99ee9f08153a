// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ledger.h"

#include <QString>

#include <cstddef>

namespace sluice::ui {

/// How much a person should care.
enum class Alarm { None, Amber, Red };

/// From this share of its capacity on a queue is shown in amber.
inline constexpr double amberFill = 0.8;

/// Amber from amberFill on, red when full; ok when the capacity is 0.
Alarm queueAlarm(std::size_t depth, std::size_t capacity);

/// The ledger in one line and its meaning: "recorded 100 = delivered 100 + queued 0 + in flight 0". The first
/// three terms are always there, the others when they are not 0.
struct LedgerText
{
    QString text;
    QString meaning; ///< a line for each term that is shown, for a tooltip
    Alarm alarm = Alarm::None;
};

/// Red: it does not balance, and the text says by how many. Amber: the queue is at least amberFill full.
LedgerText ledgerText(const Ledger &ledger, std::size_t depth = 0, std::size_t capacity = 0);

} // namespace sluice::ui
