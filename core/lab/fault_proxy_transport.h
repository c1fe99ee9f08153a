// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/transport/transport.h"

#include <memory>
#include <string>

namespace sluice {

/// Sends what is meant for one origin to another, and leaves everything else to the transport that it owns.
/// thread: as Transport.
class ProxiedTransport final : public Transport
{
public:
    /// Both as in "http://127.0.0.1:4318".
    ProxiedTransport(std::unique_ptr<Transport> inner, std::string from, std::string to);

    void begin(Ticket ticket, HttpRequest request) override;
    std::vector<Finished> wait(std::optional<SteadyTime> until) override { return m_inner->wait(until); }
    void wake() noexcept override { m_inner->wake(); }
    void abort() noexcept override { m_inner->abort(); }

private:
    const std::unique_ptr<Transport> m_inner;
    const std::string m_from;
    const std::string m_to;
};

} // namespace sluice
