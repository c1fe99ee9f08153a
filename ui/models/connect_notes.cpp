// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/connect_lines.h"

#include <QCoreApplication>

namespace sluice::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ConnectNotes)
};

QString keyNote(SdkKind sdk, const ConnectTarget &target)
{
    if (target.isKeyAsked)
        return Words::tr("An access token is set: whoever does not show it gets 401. It is in these lines.");
    switch (sdk) {
    case SdkKind::AgentOps03:
    case SdkKind::AgentOps04:
    case SdkKind::AgentOps01:
    case SdkKind::AgentOpsNode:
    case SdkKind::Curl:
        return Words::tr("Any UUID will do as the key. It stays on this machine.");
    case SdkKind::Langfuse:
    case SdkKind::Traceloop:
        return Words::tr("Any text will do as a key. It stays on this machine.");
    case SdkKind::OpenTelemetry:
    case SdkKind::OpenInference:
    case SdkKind::VercelAi:
    case SdkKind::LiteLlm:
        break;
    }
    return {};
}

QStringList sdkNotes(SdkKind sdk)
{
    switch (sdk) {
    case SdkKind::AgentOps04:
        return {Words::tr("Both endpoints are needed: the exporter's is not made from the other one. "
                          "AGENTOPS_APP_URL is for the links that it prints, since 0.4.6.")};
    case SdkKind::AgentOps01:
        return {Words::tr("A version that does not read AGENTOPS_API_ENDPOINT takes the address as "
                          "agentops.Client(endpoint=...).")};
    case SdkKind::AgentOpsNode:
        return {Words::tr("This package reads its addresses from no variable: the file sets them before the "
                          "program does its first step."),
            Words::tr("It sends one span each 5 s, and loses those that are left when the program ends.")};
    case SdkKind::OpenTelemetry:
        return {Words::tr("OTLP over HTTP, protobuf or JSON, with or without gzip; not gRPC (port 4317). The "
                          "last line lets instrumentations of GenAI libraries record prompts and answers.")};
    case SdkKind::OpenInference:
        return {Words::tr("OpenInference's instrumentations send with OpenTelemetry's exporter. Without "
                          "protocol, phoenix.otel sends gRPC to port 4317, which nobody answers here.")};
    case SdkKind::Langfuse:
        return {
            Words::tr("Python from version 3 and Node.js from version 4 (@langfuse/otel): older ones send "
                      "another way, which Sluice does not understand. Versions that do not read "
                      "LANGFUSE_BASE_URL read LANGFUSE_HOST.")};
    case SdkKind::Traceloop:
        return {
            Words::tr("Python and Node.js. Prompts are recorded unless TRACELOOP_TRACE_CONTENT is false.")};
    case SdkKind::VercelAi:
        return {Words::tr("The AI SDK makes spans only for calls with experimental_telemetry.")};
    case SdkKind::LiteLlm:
        return {Words::tr("For the proxy: callbacks: [\"otel\"] under litellm_settings. Leave "
                          "OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_PROTOCOL unset: they win.")};
    case SdkKind::AgentOps03:
    case SdkKind::Curl:
        break;
    }
    return {};
}

QString shellNote(ShellKind shell)
{
    if (shell == ShellKind::Docker)
        return Words::tr(
            "On Linux: Sluice listens on this machine's loopback only, so the container shares the "
            "host's network.");
    if (shell == ShellKind::DockerDesktop)
        return Words::tr(
            "On macOS and Windows: there the container calls its host host.docker.internal. Sluice "
            "answers that name (else 421) only when it is among the allowed names: below, or "
            "--allow-host host.docker.internal.");
    return {};
}

} // namespace

QStringList connectNotes(SdkKind sdk, ShellKind shell, const ConnectTarget &target)
{
    QStringList notes;
    if (const QString note = shellNote(shell); !note.isEmpty())
        notes += note;
    if (const QString note = keyNote(sdk, target); !note.isEmpty())
        notes += note;
    return notes + sdkNotes(sdk);
}

QStringList notRedirected(SdkKind sdk)
{
    switch (sdk) {
    case SdkKind::AgentOps03:
        return {
            Words::tr("At each start it asks the public package index whether there is a newer version.")};
    case SdkKind::AgentOps04:
        return {Words::tr("Metrics go to otlp.agentops.ai/v1/metrics: the address is fixed in its code, and "
                          "OpenTelemetry's variables do not change it.")};
    case SdkKind::AgentOpsNode:
        return {Words::tr("The links that it prints lead to app.agentops.ai.")};
    case SdkKind::Langfuse:
        return {
            Words::tr("Prompts, scores, datasets and media of Langfuse's API: Sluice takes spans only, and "
                      "answers 404.")};
    case SdkKind::Traceloop:
        return {Words::tr("Its statistics of use go to its makers, unless TRACELOOP_TELEMETRY is false.")};
    case SdkKind::LiteLlm:
        return {Words::tr("At import it fetches a price list, unless LITELLM_LOCAL_MODEL_COST_MAP is True.")};
    case SdkKind::AgentOps01:
    case SdkKind::OpenTelemetry:
    case SdkKind::OpenInference:
    case SdkKind::VercelAi:
    case SdkKind::Curl:
        break;
    }
    return {};
}

} // namespace sluice::ui
