// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/forward/forward_dialect.h"

#include <map>
#include <memory>
#include <vector>

namespace sluice {

/// A Transport of the recorder's that says what it is to send in a dialect, over another Transport.
/// `wait()` gives what the dialect answered itself at once. thread: as Transport says.
class ForwardTransport final : public Transport
{
public:
    ForwardTransport(std::unique_ptr<Transport> wire, std::unique_ptr<ForwardDialect> dialect);
    ~ForwardTransport() override;

    void begin(Ticket ticket, HttpRequest request) override;
    std::vector<Finished> wait(std::optional<SteadyTime> until) override;
    void wake() noexcept override { m_wire->wake(); }
    void abort() noexcept override { m_wire->abort(); }

private:
    struct Begun
    {
        RecorderRequest kind = RecorderRequest::CreateEvents;
        std::string body;
    };

    const std::unique_ptr<ForwardDialect> m_dialect;
    std::map<Ticket, Begun> m_begun; ///< the wire reads their bodies; they stay where they are
    std::vector<Finished> m_answered; ///< without the wire
    const std::unique_ptr<Transport> m_wire; // last: it ends before the bodies go that it reads
};

} // namespace sluice
