// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"

#include <memory>

namespace sluice {

/// Reads what an event's body says beside its head (agentops-contract.md 2.5). V2Decoder has done so with the
/// events that it gives; this is for events that were stored without, or that another program made.
///
/// Tokens and cost are those of LLM calls: prompt_tokens and completion_tokens (whole numbers, also in
/// quotes, up to mostTokens), cost (a decimal number, also in quotes, with the digits that it has; no less
/// than 0). What is something else is unknown. parent: `parent_id` or `parent_event_id`; of an error without
/// one: its trigger. isOpen: `init_timestamp` without an `end_timestamp` (null is none), but for an error,
/// which has one time. thread: `thread_id`, or `thread_name` (no SDK sends the latter).
/// thread: any; each object on one at a time.
class FactsReader
{
public:
    /// More is no count of tokens: it would not add up.
    static constexpr std::uint64_t mostTokens = 1'000'000'000'000;

    FactsReader();
    ~FactsReader();

    /// By the event's type, trigger and body. A body that is no JSON object says nothing.
    EventFacts of(const StoredEvent &event);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

/// One event alone.
EventFacts factsOf(const StoredEvent &event);

} // namespace sluice
