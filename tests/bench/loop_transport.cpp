// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/bench/loop_transport.h"

#include <algorithm>
#include <utility>

namespace sluice::bench {

namespace {

bool isEvents(const HttpRequest &request)
{
    return request.url.ends_with("/create_events");
}

HttpAnswer goodAnswer(const HttpRequest &request)
{
    HttpAnswer answer;
    answer.reach = HttpAnswer::Reach::Answered;
    answer.status = 200;
    answer.body = request.url.ends_with("/create_session") ? R"({"status":"Success","jwt":"t"})"
        : isEvents(request)                                ? R"("Success")"
                                                           : R"({"status":"Success"})";
    return answer;
}

HttpAnswer abortedAnswer()
{
    HttpAnswer answer;
    answer.reach = HttpAnswer::Reach::Unknown;
    answer.aborted = true;
    answer.error = "aborted";
    return answer;
}

} // namespace

LoopTransport::LoopTransport(LoopSettings settings)
    : m_settings(settings)
{ }

void LoopTransport::begin(Ticket ticket, HttpRequest request)
{
    const SteadyTime now = std::chrono::steady_clock::now();
    MutexLock lock(m_mutex);
    SteadyTime due = now;
    if (isEvents(request)) {
        const auto events = static_cast<std::int64_t>(request.body.size() / m_settings.bytesPerEvent);
        const SteadyTime before = m_pending.empty() ? now : std::max(now, m_pending.back().due);
        due = m_settings.holdsEvents ? SteadyTime::max() : before + Nanos(events * m_settings.nanosPerEvent);
    }
    m_pending.push_back({{ticket, goodAnswer(request)}, due});
}

std::vector<Transport::Finished> LoopTransport::wait(std::optional<SteadyTime> until)
{
    MutexLock lock(m_mutex);
    for (;;) {
        std::vector<Finished> finished = takeDue();
        const SteadyTime now = std::chrono::steady_clock::now();
        if (!finished.empty() || m_woken || (until && now >= *until)) {
            m_woken = false;
            return finished;
        }
        SteadyTime next = until.value_or(SteadyTime::max());
        if (!m_pending.empty())
            next = std::min(next, m_pending.front().due);
        if (next == SteadyTime::max())
            m_news.wait(m_mutex);
        else
            m_news.waitUntil(m_mutex, next);
    }
}

void LoopTransport::wake() noexcept
{
    MutexLock lock(m_mutex);
    m_woken = true;
    lock.unlock();
    m_news.notifyAll();
}

void LoopTransport::abort() noexcept
{
    MutexLock lock(m_mutex);
    m_aborted = true;
    lock.unlock();
    m_news.notifyAll();
}

std::vector<Transport::Finished> LoopTransport::takeDue()
{
    std::vector<Finished> finished;
    const SteadyTime now = std::chrono::steady_clock::now();
    while (!m_pending.empty() && (m_aborted || m_pending.front().due <= now)) {
        finished.push_back(std::move(m_pending.front().finished));
        m_pending.pop_front();
        if (m_aborted)
            finished.back().answer = abortedAnswer();
    }
    return finished;
}

} // namespace sluice::bench
