// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/forward/forward_transport.h"

#include <iterator>
#include <utility>

namespace sluice {

ForwardTransport::ForwardTransport(std::unique_ptr<Transport> wire, std::unique_ptr<ForwardDialect> dialect)
    : m_dialect(std::move(dialect))
    , m_wire(std::move(wire))
{ }

ForwardTransport::~ForwardTransport() = default;

void ForwardTransport::begin(Ticket ticket, HttpRequest request)
{
    const RecorderRequest kind = recorderRequestOf(request.url);
    ForwardDialect::Plan plan = m_dialect->plan(kind, request);
    if (plan.answer) {
        m_answered.push_back({ticket, std::move(*plan.answer)});
        return;
    }
    Begun &begun = m_begun[ticket];
    begun = {kind, std::move(plan.body)};
    plan.request.body = begun.body;
    m_wire->begin(ticket, std::move(plan.request));
}

std::vector<Transport::Finished> ForwardTransport::wait(std::optional<SteadyTime> until)
{
    std::vector<Finished> finished = std::exchange(m_answered, {});
    if (!finished.empty())
        until = SteadyTime{}; // only looks
    for (Finished &one : m_wire->wait(until)) {
        const auto begun = m_begun.find(one.ticket);
        if (begun == m_begun.end())
            continue;
        const RecorderRequest kind = begun->second.kind;
        m_begun.erase(begun);
        finished.push_back({one.ticket, m_dialect->answered(kind, std::move(one.answer))});
    }
    return finished;
}

} // namespace sluice
