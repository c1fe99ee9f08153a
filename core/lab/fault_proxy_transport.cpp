// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/fault_proxy_transport.h"

#include "core/transport/endpoint.h"

#include <utility>

namespace sluice {

namespace {

/// What comes after scheme, host and port: "/v2/create_events".
std::string pathIn(const std::string &url)
{
    const std::size_t host = url.find("://") + 3;
    const std::size_t path = url.find_first_of("/?", host);
    return path == std::string::npos ? std::string() : url.substr(path);
}

} // namespace

ProxiedTransport::ProxiedTransport(std::unique_ptr<Transport> inner, std::string from, std::string to)
    : m_inner(std::move(inner))
    , m_from(std::move(from))
    , m_to(std::move(to))
{ }

void ProxiedTransport::begin(Ticket ticket, HttpRequest request)
{
    if (endpointOf(request.url).origin == m_from)
        request.url = m_to + pathIn(request.url);
    m_inner->begin(ticket, std::move(request));
}

} // namespace sluice
