// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/transport/transport.h"
#include "tests/support/fault_server.h"

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

} // namespace sluice
