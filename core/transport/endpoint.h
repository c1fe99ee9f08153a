// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <string>

namespace sluice {

/// What may be said of a URL, and what has to be known of it, before anything is sent there.
struct Endpoint
{
    /// "http://127.0.0.1:4318": no path, query, user or password, so that it can stand in a message.
    /// "the endpoint" for what is no URL.
    std::string origin = "the endpoint";
    bool loopback = false; ///< localhost, 127.0.0.0/8 or ::1: never through a proxy
};

Endpoint endpointOf(const std::string &url);

/// The same origin, or the same port of this machine by another of its names.
bool isSameServer(const std::string &url, const std::string &other);

} // namespace sluice
