// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/self_test.h"

#include "core/base/deadline.h"
#include "core/base/mutex.h"
#include "core/base/thread_name.h"
#include "core/lab/watchdog.h"

#include <algorithm>
#include <exception>
#include <memory>
#include <optional>
#include <thread>

namespace sluice {

namespace {

/// What a check's thread and who waits for it share; the last of them frees it.
class Trial
{
public:
    explicit Trial(SelfTestCase what)
        : m_case(std::move(what))
    { }

    void run() EXCLUDES(m_mutex)
    {
        SelfTestCase::Outcome outcome;
        try {
            outcome = m_case.run();
        } catch (const std::exception &error) {
            outcome = {false, std::string("it threw: ") + error.what()};
        }
        MutexLock lock(m_mutex);
        m_outcome = std::move(outcome);
        lock.unlock();
        m_done.notifyAll();
    }

    /// nullopt: `until` came first.
    std::optional<SelfTestCase::Outcome> wait(SteadyTime until) EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        while (!m_outcome && m_done.waitUntil(m_mutex, until)) { }
        return m_outcome;
    }

private:
    const SelfTestCase m_case;
    Mutex m_mutex;
    CondVar m_done;
    std::optional<SelfTestCase::Outcome> m_outcome GUARDED_BY(m_mutex);
};

SelfTestCheck check(const SelfTestCase &what, Millis deadline)
{
    const SteadyTime began = std::chrono::steady_clock::now();
    const auto trial = std::make_shared<Trial>(what);
    std::thread thread([trial] {
        nameThisThread("self-test");
        trial->run();
    });
    const auto outcome = trial->wait(deadlineIn(deadline));
    if (outcome)
        thread.join();
    else
        thread.detach(); // it hangs, and no thread can be ended from outside
    const auto took = std::chrono::floor<Micros>(std::chrono::steady_clock::now() - began);
    if (!outcome)
        return {
            what.name, what.expected, "it did not come back within " + lastingText(deadline), false, took};
    return {what.name, what.expected, outcome->seen, outcome->passed, took};
}

std::string milliText(Micros time)
{
    return std::to_string(time.count() / 1'000) + '.' + std::to_string(time.count() / 100 % 10) + " ms";
}

} // namespace

bool SelfTestReport::passed() const
{
    return !checks.empty() && std::ranges::all_of(checks, &SelfTestCheck::passed);
}

SelfTestReport runSelfTest(const std::vector<SelfTestCase> &cases, Millis deadline, std::stop_token stop)
{
    SelfTestReport report;
    for (const SelfTestCase &what : cases) {
        if (stop.stop_requested())
            break;
        report.checks.push_back(check(what, deadline));
        report.took += report.checks.back().took;
    }
    return report;
}

std::string toText(const SelfTestReport &report)
{
    const auto good = std::ranges::count_if(report.checks, &SelfTestCheck::passed);
    std::string text = "Sluice's self-test: " + std::to_string(good) + " of "
        + std::to_string(report.checks.size()) + " passed, in " + milliText(report.took) + '\n';
    for (const SelfTestCheck &check : report.checks)
        text += '\n' + std::string(check.passed ? "passed" : "FAILED") + ", " + milliText(check.took) + ": "
            + check.name + "\n  expected: " + check.expected + "\n  seen: " + check.seen + '\n';
    return text;
}

} // namespace sluice
