// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/transport/transport.h"
#include "tests/support/fault_server.h"

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace sluice {

inline FaultAnswer success()
{
    return {.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = R"("Success")"};
}

inline FaultAnswer statusOf(int status)
{
    FaultAnswer answer = success();
    answer.status = status;
    return answer;
}

inline FaultAnswer onTheWire(FaultAnswer::Wire wire)
{
    FaultAnswer answer = success();
    answer.wire = wire;
    return answer;
}

inline FaultServer::Handler always(FaultAnswer answer)
{
    return [answer = std::move(answer)](const ReceivedRequest &) { return answer; };
}

inline HttpRequest requestTo(
    std::string url, std::string_view body = R"({"events":[]})", Millis timeout = Millis(20'000))
{
    return {std::move(url), {{"Content-Type", "application/json"}}, body, timeout};
}

inline SteadyTime in(Millis time)
{
    return std::chrono::steady_clock::now() + time;
}

/// Waits until `count` answers are there; fewer after 10 s.
inline std::map<Transport::Ticket, HttpAnswer> answersOf(
    Transport &transport, std::size_t count = Transport::mostInFlight)
{
    std::map<Transport::Ticket, HttpAnswer> answers;
    const SteadyTime end = in(Millis(10'000));
    while (answers.size() < count && std::chrono::steady_clock::now() < end) {
        for (Transport::Finished &finished : transport.wait(end))
            answers.emplace(finished.ticket, std::move(finished.answer));
    }
    return answers;
}

} // namespace sluice
