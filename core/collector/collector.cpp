// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/collector.h"

#include "core/collector/server.h"

namespace sluice {

Result<std::unique_ptr<Collector>> Collector::start(const ListenAddress &address, Store &store,
    const Clock &clock, const CollectorLimits &limits, CollectorAccess access, StoredEventOf stored)
{
    auto server
        = std::make_unique<Server>(address, store, clock, limits, std::move(access), std::move(stored));
    if (auto listening = server->listen(); !listening)
        return listening.error();
    return std::unique_ptr<Collector>(new Collector(std::move(server), store));
}

Collector::Collector(std::unique_ptr<Server> server, const Store &store)
    : m_store(store)
    , m_server(std::move(server))
{ }

Collector::~Collector() = default;

const ListenAddress &Collector::address() const
{
    return m_server->address();
}

CollectorStats Collector::stats() const
{
    CollectorStats stats = m_server->stats(); // first: what failed until then, the store knows of
    stats.trouble = m_store.trouble();
    return stats;
}

ClientsSeen Collector::clients() const
{
    return m_server->clients().seen();
}

std::uint64_t Collector::clientsRevision() const
{
    return m_server->clients().revision();
}

const Pulse &Collector::pulse() const
{
    return m_server->pulse();
}

} // namespace sluice
