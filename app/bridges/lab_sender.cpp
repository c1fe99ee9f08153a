// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/bridges/lab_sender.h"

#include "app/engine/engine.h"
#include "core/base/thread_name.h"

#include <utility>

namespace sluice {

LabSender::LabSender(const Engine &engine)
    : m_engine(engine)
    , m_thread([this] { run(); })
{ }

LabSender::~LabSender()
{
    MutexLock lock(m_mutex);
    m_closing = true;
    lock.unlock();
    m_changed.notifyAll();
}

void LabSender::send(const SessionId &session, std::string json)
{
    MutexLock lock(m_mutex);
    m_letters.push_back({session, std::move(json)});
    lock.unlock();
    m_changed.notifyAll();
}

void LabSender::run()
{
    nameThisThread("lab sender");
    MutexLock lock(m_mutex);
    while (true) {
        while (m_letters.empty() && !m_closing)
            m_changed.wait(m_mutex);
        if (m_closing)
            return;
        const Letter letter = std::move(m_letters.front());
        m_letters.pop_front();
        lock.unlock();
        // Who does not take it says so in its own window; the run's result stands in this one.
        static_cast<void>(m_engine.sendLab(letter.session, letter.json));
        lock.lock();
    }
}

} // namespace sluice
