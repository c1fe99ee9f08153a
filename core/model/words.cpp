// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The words of the wire for every enumeration of the model: one table each, both ways.

#include "core/model/end_state.h"
#include "core/model/event_type.h"
#include "core/model/flush_record.h"
#include "core/model/ledger.h"
#include "core/model/proof.h"
#include "core/model/queue_snapshot.h"
#include "core/model/search.h"
#include "core/model/session.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace sluice {

namespace {

template <typename Enum>
using Word = std::pair<Enum, std::string_view>;

template <typename Enum, std::size_t n>
std::string_view wordOf(const Word<Enum> (&words)[n], Enum value)
{
    const auto *found = std::ranges::find(words, value, &Word<Enum>::first);
    assert(found != std::end(words) && "every enumerator has its word");
    return found == std::end(words) ? std::string_view{} : found->second;
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, {}, lower, lower);
}

/// The first enumerator that one of the words names.
template <typename Enum, std::size_t n>
std::optional<Enum> valueOf(const Word<Enum> (&words)[n], std::string_view text)
{
    const auto *found = std::ranges::find_if(
        words, [&](const Word<Enum> &word) { return equalIgnoringCase(word.second, text); });
    return found == std::end(words) ? std::nullopt : std::optional(found->first);
}

constexpr Word<EventType> eventTypes[] = {
    {EventType::Action, "actions"},
    {EventType::Llm, "llms"},
    {EventType::Tool, "tools"},
    {EventType::Error, "errors"},
    {EventType::Api, "apis"},
    {EventType::Action, "action"},
    {EventType::Llm, "llm"},
    {EventType::Tool, "tool"},
    {EventType::Error, "error"},
    {EventType::Api, "api"},
};

constexpr Word<EndState> endStates[] = {
    {EndState::Success, "Success"},
    {EndState::Fail, "Fail"},
    {EndState::Indeterminate, "Indeterminate"},
    {EndState::Success, "completed"},
    {EndState::Success, "succeeded"},
    {EndState::Fail, "failed"},
    {EndState::Fail, "failure"},
    {EndState::Fail, "error"},
};

constexpr Word<DropReason> dropReasons[] = {
    {DropReason::QueueFull, "queue_full"},
    {DropReason::BlockTimeout, "block_timeout"},
    {DropReason::TooLarge, "too_large"},
    {DropReason::EncodeError, "encode_error"},
    {DropReason::SpoolFull, "spool_full"},
    {DropReason::Reentrant, "reentrant"},
};

constexpr Word<FlushCause> flushCauses[] = {
    {FlushCause::Size, "size"},
    {FlushCause::Time, "time"},
    {FlushCause::Asked, "asked"},
    {FlushCause::End, "end"},
};

constexpr Word<FlushOutcome> flushOutcomes[] = {
    {FlushOutcome::Sending, "sending"},
    {FlushOutcome::Delivered, "delivered"},
    {FlushOutcome::Retrying, "retrying"},
    {FlushOutcome::InDoubt, "in_doubt"},
    {FlushOutcome::Refused, "refused"},
    {FlushOutcome::Split, "split"},
    {FlushOutcome::Abandoned, "abandoned"},
};

constexpr Word<TextField> textFields[] = {
    {TextField::Name, "name"},
    {TextField::Prompt, "prompt"},
    {TextField::Completion, "completion"},
    {TextField::Params, "params"},
    {TextField::Returns, "returns"},
    {TextField::Logs, "logs"},
    {TextField::Error, "error"},
};

constexpr Word<OverflowPolicy> policies[] = {
    {OverflowPolicy::Block, "block"},
    {OverflowPolicy::DropNewest, "drop_newest"},
    {OverflowPolicy::DropOldest, "drop_oldest"},
    {OverflowPolicy::Spill, "spill"},
    {OverflowPolicy::DropNewest, "drop-newest"},
    {OverflowPolicy::DropOldest, "drop-oldest"},
};

constexpr Word<FlusherState> flusherStates[] = {
    {FlusherState::Idle, "idle"},
    {FlusherState::Napping, "napping"},
    {FlusherState::Encoding, "encoding"},
    {FlusherState::Sending, "sending"},
    {FlusherState::BackingOff, "backing off"},
    {FlusherState::Ended, "ended"},
};

constexpr Word<Origin> origins[] = {
    {Origin::Recorded, "recorded"},
    {Origin::Received, "received"},
    {Origin::Imported, "imported"},
};

constexpr Word<Proof> proofs[] = {
    {Proof::Complete, "complete"},
    {Proof::CompleteWithDrops, "complete_with_drops"},
    {Proof::InDoubt, "in_doubt"},
    {Proof::NoEndSignal, "no_end_signal"},
    {Proof::Imported, "imported"},
    {Proof::Running, "running"},
    {Proof::NotTold, "not_told"},
    {Proof::Unbalanced, "unbalanced"},
};

constexpr Word<SessionState> sessionStates[] = {
    {SessionState::Running, "running"},
    {SessionState::Ended, "ended"},
    {SessionState::Silent, "silent"},
};

} // namespace

std::string_view wireName(EventType type)
{
    return wordOf(eventTypes, type);
}
std::string_view wireName(EndState state)
{
    return wordOf(endStates, state);
}
std::string_view wireName(DropReason reason)
{
    return wordOf(dropReasons, reason);
}
std::string_view wireName(FlushCause cause)
{
    return wordOf(flushCauses, cause);
}
std::string_view wireName(FlushOutcome outcome)
{
    return wordOf(flushOutcomes, outcome);
}
std::string_view wireName(OverflowPolicy policy)
{
    return wordOf(policies, policy);
}
std::string_view wireName(FlusherState state)
{
    return wordOf(flusherStates, state);
}
std::string_view wireName(Origin origin)
{
    return wordOf(origins, origin);
}
std::string_view wireName(SessionState state)
{
    return wordOf(sessionStates, state);
}
std::string_view wireName(Proof proof)
{
    return wordOf(proofs, proof);
}
std::string_view wireName(TextField field)
{
    return wordOf(textFields, field);
}

std::optional<EventType> eventTypeFromWire(std::string_view text)
{
    return valueOf(eventTypes, text);
}
std::optional<EndState> endStateFromWire(std::string_view text)
{
    return valueOf(endStates, text);
}
std::optional<OverflowPolicy> overflowPolicyFromText(std::string_view text)
{
    return valueOf(policies, text);
}

} // namespace sluice
