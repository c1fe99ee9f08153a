// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/fork_mark.h"

#include <pthread.h>

namespace sluice {

std::atomic<std::uint64_t> ForkMark::s_forks{0};

void countFork()
{
    ForkMark::s_forks.fetch_add(1, std::memory_order_relaxed);
}

namespace {

std::uint64_t watchForks(const std::atomic<std::uint64_t> &forks)
{
    static const int watching = pthread_atfork(nullptr, nullptr, &countFork);
    static_cast<void>(watching);
    return forks.load(std::memory_order_relaxed);
}

} // namespace

ForkMark::ForkMark()
    : m_made(watchForks(s_forks))
{ }

} // namespace sluice
