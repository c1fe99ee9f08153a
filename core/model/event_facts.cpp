// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/event_facts.h"

namespace sluice {

namespace {

Usage usageOf(const EventFacts &facts)
{
    Usage one;
    one.calls = 1;
    one.promptTokens = facts.promptTokens.value_or(0);
    one.completionTokens = facts.completionTokens.value_or(0);
    one.callsWithoutTokens = !facts.promptTokens && !facts.completionTokens ? 1 : 0;
    if (facts.cost) {
        one.givenCost = *facts.cost;
        return one;
    }
    one.unpricedCalls = 1;
    one.unpricedPromptTokens = one.promptTokens;
    one.unpricedCompletionTokens = one.completionTokens;
    return one;
}

} // namespace

void Usage::add(const EventFacts &facts)
{
    *this += usageOf(facts);
}

void Usage::remove(const EventFacts &facts)
{
    const Usage one = usageOf(facts);
    calls -= one.calls;
    promptTokens -= one.promptTokens;
    completionTokens -= one.completionTokens;
    callsWithoutTokens -= one.callsWithoutTokens;
    givenCost -= one.givenCost;
    unpricedCalls -= one.unpricedCalls;
    unpricedPromptTokens -= one.unpricedPromptTokens;
    unpricedCompletionTokens -= one.unpricedCompletionTokens;
}

Usage &Usage::operator+=(const Usage &other)
{
    calls += other.calls;
    promptTokens += other.promptTokens;
    completionTokens += other.completionTokens;
    callsWithoutTokens += other.callsWithoutTokens;
    givenCost += other.givenCost;
    unpricedCalls += other.unpricedCalls;
    unpricedPromptTokens += other.unpricedPromptTokens;
    unpricedCompletionTokens += other.unpricedCompletionTokens;
    return *this;
}

} // namespace sluice
