// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/transport.h"

namespace sluice {

HttpAnswer Transport::post(const HttpRequest &request)
{
    begin(0, request);
    std::vector<Finished> finished;
    while (finished.empty()) // a wake() may end the wait early
        finished = wait(std::nullopt);
    return std::move(finished.front().answer);
}

void BlockingTransport::begin(Ticket ticket, HttpRequest request)
{
    m_begun.emplace_back(ticket, std::move(request));
}

std::vector<Transport::Finished> BlockingTransport::wait(std::optional<SteadyTime>)
{
    std::vector<Finished> finished;
    for (const auto &[ticket, request] : m_begun)
        finished.push_back({ticket, exchange(request)});
    m_begun.clear();
    return finished;
}

} // namespace sluice
