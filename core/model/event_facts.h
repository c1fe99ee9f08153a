// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ids.h"
#include "core/model/money.h"

#include <cstdint>
#include <optional>
#include <string>

namespace sluice {

/// What of an event's body is kept beside its head, so that lanes, sums and filters read no body. Absent is
/// "unknown", never 0. The model of an LLM call is its name.
struct EventFacts
{
    /// The event that this one belongs under, in the same session, which may be stored later or never; empty
    /// = none. Of an error without one: the event that failed (its trigger).
    EventId parent{};
    std::string thread{}; ///< name or number of the thread it ran on, as text; empty = not told
    std::optional<std::uint64_t> promptTokens{};
    std::optional<std::uint64_t> completionTokens{};
    std::optional<Money> cost{}; ///< as the sender gave it; what a price table says is reckoned when shown
    bool isOpen = false; ///< announced and not ended yet: its end is that of the last news

    bool operator==(const EventFacts &) const = default;
};

/// Tokens and cost of a number of LLM calls. `unpriced*` is what the price table may be asked for.
struct Usage
{
    std::uint64_t calls = 0;
    std::uint64_t promptTokens = 0;
    std::uint64_t completionTokens = 0;
    std::uint64_t callsWithoutTokens = 0; ///< neither number was told
    Money givenCost; ///< of the calls that came with a cost
    std::uint64_t unpricedCalls = 0; ///< came without a cost
    std::uint64_t unpricedPromptTokens = 0;
    std::uint64_t unpricedCompletionTokens = 0;

    void add(const EventFacts &facts);
    void remove(const EventFacts &facts); ///< the opposite, for an event that is replaced
    Usage &operator+=(const Usage &other);
    bool operator==(const Usage &) const = default;
};

/// What one model was asked for in a session.
struct ModelUse
{
    std::string model; ///< as the calls name it; empty = they do not
    Usage usage;
    std::uint64_t errors = 0; ///< stored errors whose parent is one of its calls

    bool operator==(const ModelUse &) const = default;
};

} // namespace sluice
