// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/signal_watch.h"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdint>
#include <utility>

namespace sluice {

SignalWatch::SignalWatch(std::function<void(int)> told)
    : m_told(std::move(told))
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_signals = signalfd(-1, &set, SFD_CLOEXEC);
    m_stop = eventfd(0, EFD_CLOEXEC);
    m_thread = std::jthread([this] { watch(); });
}

SignalWatch::~SignalWatch()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(m_stop, &one, sizeof one);
    m_thread.join();
    close(m_signals);
    close(m_stop);
}

void SignalWatch::watch()
{
    std::array<pollfd, 2> waits{{{m_signals, POLLIN, 0}, {m_stop, POLLIN, 0}}};
    for (;;) {
        if (poll(waits.data(), waits.size(), -1) < 0)
            continue; // EINTR
        if (waits[1].revents != 0)
            return;
        signalfd_siginfo info{};
        if (read(m_signals, &info, sizeof info) == static_cast<ssize_t>(sizeof info))
            m_told(static_cast<int>(info.ssi_signo));
    }
}

} // namespace sluice
