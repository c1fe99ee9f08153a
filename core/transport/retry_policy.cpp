// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/retry_policy.h"

#include "core/base/random.h"

#include <algorithm>

namespace sluice {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool containsIgnoringCase(std::string_view text, std::string_view lowerWords)
{
    const auto found = std::search(text.begin(), text.end(), lowerWords.begin(), lowerWords.end(),
        [](char ours, char wanted) { return lower(ours) == wanted; });
    return found != text.end();
}

Verdict verdictOfStatus(int status)
{
    switch (status) {
    case 401:
        return Verdict::Unauthorised;
    case 413:
        return Verdict::TooLarge;
    case 408:
    case 425:
    case 429:
    case 503:
        return Verdict::NotDelivered;
    default:
        break;
    }
    switch (status / 100) {
    case 2:
        return Verdict::Delivered;
    case 3:
        return Verdict::Redirected;
    case 4:
        return Verdict::Refused;
    default:
        return Verdict::InDoubt;
    }
}

/// first * 2^(attempt - 1), at most `most`; exact for every attempt number.
Millis backOffCap(Millis first, Millis most, std::uint32_t attempt)
{
    const std::uint32_t doublings = attempt > 0 ? attempt - 1 : 0;
    if (doublings >= 62 || first > Millis(most.count() >> doublings))
        return most;
    return Millis(first.count() << doublings);
}

} // namespace

Verdict verdictOf(const HttpAnswer &answer)
{
    switch (answer.reach) {
    case HttpAnswer::Reach::NotSent:
        return Verdict::NotDelivered;
    case HttpAnswer::Reach::Answered:
        return verdictOfStatus(answer.status);
    case HttpAnswer::Reach::Unknown:
        break;
    }
    return Verdict::InDoubt;
}

bool saysDuplicateKey(std::string_view body)
{
    return containsIgnoringCase(body, "duplicate key") || containsIgnoringCase(body, "already exists");
}

Millis RetryPolicy::delayAfter(std::uint32_t attempt, const HttpAnswer &answer, Random &random) const
{
    const Millis cap = std::max(backOffCap(first, most, attempt), Millis(0));
    const Millis drawn(static_cast<Millis::rep>(random.below(static_cast<std::uint64_t>(cap.count()) + 1)));
    const Millis asked = std::min(answer.retryAfter.value_or(Millis(0)), mostRetryAfter);
    return std::max(Millis(1), std::max(asked, Millis(0)) + drawn);
}

} // namespace sluice
