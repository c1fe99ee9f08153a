// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/clients_report.h"

#include "core/agentops/encode.h"

#include <ostream>
#include <string>
#include <string_view>

namespace sluice {

namespace {

std::string_view nameOf(WireDialect dialect)
{
    switch (dialect) {
    case WireDialect::AgentOpsV1:
        return "AgentOps v1";
    case WireDialect::AgentOpsV2:
        return "AgentOps v2";
    case WireDialect::AgentOpsV4:
        return "AgentOps v3 and v4";
    case WireDialect::OtlpProtobuf:
        return "OTLP, protobuf";
    case WireDialect::OtlpJson:
        return "OTLP, JSON";
    case WireDialect::Unknown:
        break;
    }
    return "no request understood";
}

/// Whatever was sent, on one line.
std::string line(const std::string &text)
{
    return serverWords(text);
}

std::string nameOf(const ClientSeen &client)
{
    std::string name = client.sdk.empty() ? std::string("unknown SDK") : client.sdk;
    if (!client.version.empty())
        name += ' ' + client.version;
    if (!client.service.empty())
        name += ", service " + client.service;
    if (!client.userAgent.empty())
        name += ", " + client.userAgent;
    return line(name);
}

void tell(std::ostream &out, const ClientSeen &client)
{
    out << "  " << nameOf(client) << " (" << nameOf(client.dialect) << "): " << client.requests
        << " requests, " << client.events << " events";
    if (client.rejected > 0)
        out << ", " << client.rejected << " requests rejected";
    if (client.refused > 0)
        out << ", " << client.refused << " spans, log records or data points not kept";
    out << '\n';
}

void tell(std::ostream &out, const RejectedRequest &rejected)
{
    const std::string what
        = rejected.method.empty() ? std::string("no HTTP") : rejected.method + ' ' + rejected.target;
    out << "  " << line(what) << ": " << rejected.status << ", " << line(rejected.reason) << '\n';
}

} // namespace

void tellClients(std::ostream &out, const ClientsSeen &seen)
{
    if (seen.clients.empty())
        return;
    out << "clients, the one seen last first:\n";
    for (const ClientSeen &client : seen.clients)
        tell(out, client);
    if (seen.forgottenClients > 0)
        out << "  and " << seen.forgottenClients << " before them\n";
    if (seen.rejected.empty())
        return;
    out << "rejected requests, and those of which a part was not kept:\n";
    if (seen.forgottenRejected > 0)
        out << "  " << seen.forgottenRejected << " more, before these\n";
    for (auto rejected = seen.rejected.rbegin(); rejected != seen.rejected.rend(); ++rejected)
        tell(out, *rejected);
}

} // namespace sluice
