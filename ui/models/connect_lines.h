// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <array>

namespace sluice::ui {

// What a person copies so that an agent program sends to this collector. Pure text: each function gives the
// same answer for the same question. What each SDK reads was looked up in its source: AgentOps in
// agentops-contract.md 3.1; langfuse-python's environment_variables.py and langfuse-js' span-processor.ts;
// phoenix-otel's settings.py and otel.py; traceloop-sdk's tracing.py; @vercel/otel's sdk.ts; LiteLLM's
// integrations/opentelemetry.py; OpenTelemetry's "OTLP Exporter" specification.

/// An SDK, or several versions of one, that is pointed elsewhere in its own way.
enum class SdkKind {
    AgentOps03, ///< Python 0.2 to 0.3.26
    AgentOps04, ///< Python 0.4
    AgentOps01, ///< Python 0.1
    AgentOpsNode, ///< npm agentops 0.1.0
    OpenTelemetry,
    OpenInference, ///< and Phoenix
    Langfuse, ///< Python from 3, Node.js from 4
    Traceloop,
    VercelAi,
    LiteLlm,
    Curl,
};
inline constexpr std::array allSdkKinds = {SdkKind::AgentOps03, SdkKind::AgentOps04, SdkKind::AgentOps01,
    SdkKind::AgentOpsNode, SdkKind::OpenTelemetry, SdkKind::OpenInference, SdkKind::Langfuse,
    SdkKind::Traceloop, SdkKind::VercelAi, SdkKind::LiteLlm, SdkKind::Curl};

/// Where the lines go.
enum class ShellKind {
    Bash, ///< and zsh, and any POSIX shell
    Fish,
    PowerShell,
    EnvFile, ///< ".env", and docker run --env-file
    Docker, ///< on Linux: the container shares the host's network, as the collector listens on loopback only
    DockerDesktop, ///< macOS and Windows: host.docker.internal leads to the host's loopback
};
inline constexpr std::array allShellKinds = {ShellKind::Bash, ShellKind::Fish, ShellKind::PowerShell,
    ShellKind::EnvFile, ShellKind::Docker, ShellKind::DockerDesktop};

/// The name by which a container of Docker Desktop calls its host.
inline constexpr const char *dockerHostName = "host.docker.internal";

/// Any UUID will do as a key while no token is set; this one is easily seen to be an example.
inline constexpr const char *exampleKey = "00000000-0000-4000-8000-000000000000";

struct ConnectTarget
{
    QString url; ///< of the collector, "http://127.0.0.1:4318"
    QString key = QLatin1String(exampleKey); ///< what SDKs show as their API key
    bool isKeyAsked = false; ///< a token is set: whoever does not show it is refused
};

/// One environment variable.
struct EnvSetting
{
    QString name;
    QString value;
    bool operator==(const EnvSetting &) const = default;
};

/// A text to copy as a whole, and what to do with it.
struct ConnectPiece
{
    QString heading; ///< "Save as sluice.cjs"
    QString text;
};

QString sdkName(SdkKind sdk); ///< "AgentOps, Python 0.2 – 0.3"
QString shellName(ShellKind shell); ///< "bash", "Docker Desktop"

/// All but curl go everywhere; curl is a command, for a shell.
bool isOffered(SdkKind sdk, ShellKind shell);

/// In the order in which they are shown; empty for curl.
QList<EnvSetting> connectSettings(SdkKind sdk, const ConnectTarget &target);

/// The lines for a shell or a file, quoted by its rules; empty when it is not offered.
QString connectLines(SdkKind sdk, ShellKind shell, const ConnectTarget &target);

/// connectLines() first, then what else has to be saved or written into the program.
QList<ConnectPiece> connectPieces(SdkKind sdk, ShellKind shell, const ConnectTarget &target);

/// What one should know before starting the agent: sentences.
QStringList connectNotes(SdkKind sdk, ShellKind shell, const ConnectTarget &target);

/// What of it does not come here whatever is set: sentences; empty: all does.
QStringList notRedirected(SdkKind sdk);

/// A value as one word of that shell or file.
QString quotedFor(ShellKind shell, const QString &value);

} // namespace sluice::ui
