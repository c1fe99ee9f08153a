// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/slow_transport.h"

#include <utility>

namespace sluice {

SlowTransport::SlowTransport(std::unique_ptr<Transport> inner, Millis delay)
    : m_inner(std::move(inner))
    , m_delay(delay)
{ }

HttpAnswer SlowTransport::exchange(const HttpRequest &request)
{
    const SteadyTime until = std::chrono::steady_clock::now() + m_delay;
    MutexLock lock(m_mutex);
    while (!m_aborted && m_abort.waitUntil(m_mutex, until)) { }
    const bool aborted = m_aborted;
    lock.unlock();
    if (!aborted)
        return m_inner->post(request);
    HttpAnswer answer;
    answer.aborted = true;
    answer.error = "given up before it was sent";
    return answer;
}

void SlowTransport::abort() noexcept
{
    MutexLock lock(m_mutex);
    m_aborted = true;
    lock.unlock();
    m_abort.notifyAll();
    m_inner->abort();
}

} // namespace sluice
