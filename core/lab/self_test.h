// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace sluice {

/// One claim about the recorder, and how it is tried.
struct SelfTestCase
{
    struct Outcome
    {
        bool passed = false;
        std::string seen; ///< a sentence with its numbers
    };

    std::string name;
    std::string expected; ///< a sentence
    std::function<Outcome()> run; ///< on a thread of its own; may hang: that is what is tried
};

/// The claims: recording, flushing and ending from inside a callback, and flushing while the queue is full,
/// cannot deadlock. Each uses a real recorder whose server is in this process: nothing touches network or
/// disk.
std::vector<SelfTestCase> selfTestCases();

struct SelfTestCheck
{
    std::string name;
    std::string expected;
    std::string seen;
    bool passed = false;
    Micros took{0};
};

struct SelfTestReport
{
    std::vector<SelfTestCheck> checks;
    Micros took{0};

    bool passed() const; ///< all of them, and there is one at least
};

/// The longest that one check may take. They take some tens of milliseconds.
inline constexpr Millis selfTestDeadline{5'000};

/// Tries one after the other. One that does not come back by the deadline has failed; its thread cannot be
/// ended, and is left alone with all that it uses. After `stop` no further one begins. thread: any; waits.
SelfTestReport runSelfTest(
    const std::vector<SelfTestCase> &cases, Millis deadline = selfTestDeadline, std::stop_token stop = {});

/// As text to be pasted: a line for the whole, then three for each check.
std::string toText(const SelfTestReport &report);

} // namespace sluice
