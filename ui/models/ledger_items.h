// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/drop_run.h"
#include "core/model/flush_record.h"
#include "core/model/stored.h"
#include "ui/models/ledger_terms.h"

#include <QString>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace sluice::ui {

/// What stands below an item: an event of a flush, a run of drops, or words.
struct LedgerChild
{
    std::optional<EventHead> event;
    std::optional<DropRun> run;
    QString words; ///< of one that is neither
};

/// What a term leads to: a flush, or all drops of one reason.
struct LedgerItem
{
    std::optional<FlushRecord> flush; ///< else it is a reason
    DropReason reason = DropReason::QueueFull;
    std::uint64_t count = 0; ///< events that it stands for
    std::size_t runs = 0; ///< of a reason
    std::vector<LedgerChild> children;
    bool wasAsked = false; ///< a flush's events were asked for

    std::uint64_t key() const; ///< within one term's list
};

struct LedgerItems
{
    std::vector<std::unique_ptr<LedgerItem>> items;
    std::size_t inAll = 0; ///< flushes, or runs, of the term
    std::size_t listed = 0; ///< of them
    std::uint64_t events = 0; ///< that all of them carry or count
};

/// The flushes of `term`, the newest first, at most `most`.
LedgerItems flushItems(LedgerTerm term, const std::vector<FlushRecord> &flushes, std::size_t most);

/// The reasons that have drops, each with its newest runs first, at most `most` of each.
LedgerItems dropItems(const std::vector<DropRun> &drops, std::size_t most);

/// The events of a flush that carried `carried`, at most `most`; a last line says what is left out, and why.
std::vector<LedgerChild> eventChildren(
    const std::vector<EventHead> &events, std::uint64_t carried, std::size_t most);

// The columns of a list, in words.

QString nameOf(const LedgerItem &item); ///< "Flush 12", "queue full"
QString timeOf(const LedgerItem &item);
QString noteOf(const LedgerItem &item); ///< "HTTP 200 · 427 ms · 26.2 KiB"; "3 runs"
QString nameOf(const LedgerChild &child);
QString eventsOf(const LedgerChild &child);
QString timeOf(const LedgerChild &child);
QString noteOf(const LedgerChild &child);

} // namespace sluice::ui
