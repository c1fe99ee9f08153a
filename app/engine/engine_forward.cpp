// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/engine/engine.h"

#include <utility>

namespace sluice {

std::string Engine::collectorUrl() const
{
    return m_collector ? m_collector->address().toUrl() : std::string();
}

Result<void> Engine::startForwarding(ForwardTarget target, ForwardOptions::Since since)
{
    if (!m_store)
        return Error{ErrorKind::Held,
            m_dataDir.path.string() + " is held by another Sluice, which sends its sessions on"};
    ForwardOptions options;
    options.target = std::move(target);
    options.ownCollector = collectorUrl();
    options.since = since;
    if (Result<void> valid = options.target.validate(options.ownCollector); !valid)
        return valid;
    m_forwarder.reset(); // two on one folder would stand in each other's way
    Result<std::unique_ptr<Forwarder>> forwarder
        = Forwarder::start(std::move(options), m_dataDir, *m_store, m_clock);
    if (!forwarder)
        return forwarder.error();
    m_forwarder = std::move(*forwarder);
    m_forwardError.reset();
    return {};
}

/// The collector listens elsewhere now.
void Engine::keepFromForwardingToItself()
{
    if (!m_forwarder)
        return;
    if (Result<void> valid = m_forwarder->target().validate(collectorUrl()); !valid) {
        m_forwardError = valid.error();
        m_forwarder.reset();
    }
}

} // namespace sluice
