// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/host_env.h"

#include <nlohmann/json.hpp>
#include <sys/utsname.h>

#include <thread>

namespace sluice {

std::string hostEnvironment(bool optOut)
{
    utsname system{};
    uname(&system);
    nlohmann::json env = {
        {"SDK", {{"Sluice Version", SLUICE_VERSION}}},
        {"OS", {{"OS", system.sysname}, {"OS Release", system.release}}},
    };
    if (!optOut) {
        env["OS"]["Hostname"] = system.nodename;
        env["CPU"] = {{"Total cores", std::thread::hardware_concurrency()}};
    }
    return env.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace sluice
