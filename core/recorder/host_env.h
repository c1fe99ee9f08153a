// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <string>

namespace sluice {

/// What a session says of the machine it runs on, as a JSON object in the shape of the SDK's host_env
/// (agentops-contract.md 2.4). `optOut` leaves out the host name and the hardware.
std::string hostEnvironment(bool optOut);

} // namespace sluice
