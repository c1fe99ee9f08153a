// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/connect_lines.h"

#include "ui/models/connect_curl.h"
#include "ui/models/connect_program.h"
#include "ui/models/curl_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

namespace sluice::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ConnectLines)
};

/// One word in every shell and file as it stands.
bool isPlain(const QString &value)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_+:,./%=-]+$"));
    return plain.match(value).hasMatch();
}

QString fishQuoted(QString value)
{
    value.replace(QLatin1Char('\\'), QStringLiteral("\\\\"))
        .replace(QLatin1Char('\''), QStringLiteral("\\'"));
    return QLatin1Char('\'') + value + QLatin1Char('\'');
}

/// PowerShell takes typographic quotes for quotes as well (about_Quoting_Rules).
QString powerShellQuoted(const QString &value)
{
    QString inside;
    for (const QChar c : value) {
        const bool isQuote = c == u'\'' || (c.unicode() >= 0x2018 && c.unicode() <= 0x201b);
        inside += isQuote ? QString(2, c) : QString(c);
    }
    return QLatin1Char('\'') + inside + QLatin1Char('\'');
}

/// As OTEL_EXPORTER_OTLP_HEADERS has it: percent-encoded, like W3C baggage.
QString bearerHeader(const QString &key)
{
    return QStringLiteral("authorization=Bearer%20") + QString::fromLatin1(QUrl::toPercentEncoding(key));
}

QList<EnvSetting> otlpSettings(const ConnectTarget &target)
{
    QList<EnvSetting> settings = {
        {QStringLiteral("OTEL_EXPORTER_OTLP_ENDPOINT"), target.url},
        {QStringLiteral("OTEL_EXPORTER_OTLP_PROTOCOL"), QStringLiteral("http/protobuf")},
    };
    if (target.isKeyAsked)
        settings.append({QStringLiteral("OTEL_EXPORTER_OTLP_HEADERS"), bearerHeader(target.key)});
    return settings;
}

QList<EnvSetting> phoenixSettings(const ConnectTarget &target)
{
    QList<EnvSetting> settings = otlpSettings(target);
    settings.append({QStringLiteral("PHOENIX_COLLECTOR_ENDPOINT"), target.url});
    if (target.isKeyAsked)
        settings.append({QStringLiteral("PHOENIX_API_KEY"), target.key});
    return settings;
}

QList<EnvSetting> langfuseSettings(const ConnectTarget &target)
{
    return {
        {QStringLiteral("LANGFUSE_BASE_URL"), target.url},
        {QStringLiteral("LANGFUSE_HOST"), target.url},
        {QStringLiteral("LANGFUSE_PUBLIC_KEY"), QStringLiteral("pk-lf-sluice")},
        {QStringLiteral("LANGFUSE_SECRET_KEY"),
            target.isKeyAsked ? target.key : QStringLiteral("sk-lf-sluice")},
        {QStringLiteral("LANGFUSE_MEDIA_UPLOAD_ENABLED"), QStringLiteral("false")},
    };
}

QList<EnvSetting> liteLlmSettings(const ConnectTarget &target)
{
    QList<EnvSetting> settings = {
        {QStringLiteral("OTEL_EXPORTER"), QStringLiteral("otlp_http")},
        {QStringLiteral("OTEL_ENDPOINT"), target.url + QStringLiteral("/v1/traces")},
    };
    if (target.isKeyAsked) // LiteLLM splits it itself and decodes nothing
        settings.append(
            {QStringLiteral("OTEL_HEADERS"), QStringLiteral("Authorization=Bearer ") + target.key});
    return settings;
}

QString assignment(ShellKind shell, const EnvSetting &setting)
{
    const QString value = quotedFor(shell, setting.value);
    switch (shell) {
    case ShellKind::Bash:
        return QStringLiteral("export %1=%2\n").arg(setting.name, value);
    case ShellKind::Fish:
        return QStringLiteral("set -gx %1 %2\n").arg(setting.name, value);
    case ShellKind::PowerShell:
        return QStringLiteral("$env:%1 = %2\n").arg(setting.name, value);
    case ShellKind::EnvFile:
        return QStringLiteral("%1=%2\n").arg(setting.name, value);
    case ShellKind::Docker:
    case ShellKind::DockerDesktop:
        return QStringLiteral("  -e %1=%2 \\\n").arg(setting.name, value);
    }
    return {};
}

/// What a container of Docker Desktop must call us.
ConnectTarget seenFrom(ShellKind shell, ConnectTarget target)
{
    if (shell != ShellKind::DockerDesktop)
        return target;
    QUrl url(target.url);
    url.setHost(QLatin1String(dockerHostName));
    target.url = url.toString();
    return target;
}

} // namespace

QString sdkName(SdkKind sdk)
{
    switch (sdk) {
    case SdkKind::AgentOps03:
        return Words::tr("AgentOps, Python 0.2 – 0.3");
    case SdkKind::AgentOps04:
        return Words::tr("AgentOps, Python 0.4");
    case SdkKind::AgentOps01:
        return Words::tr("AgentOps, Python 0.1");
    case SdkKind::AgentOpsNode:
        return Words::tr("AgentOps, Node.js");
    case SdkKind::OpenTelemetry:
        return Words::tr("OpenTelemetry");
    case SdkKind::OpenInference:
        return Words::tr("OpenInference, Phoenix");
    case SdkKind::Langfuse:
        return Words::tr("Langfuse");
    case SdkKind::Traceloop:
        return Words::tr("Traceloop (OpenLLMetry)");
    case SdkKind::VercelAi:
        return Words::tr("Vercel AI SDK");
    case SdkKind::LiteLlm:
        return Words::tr("LiteLLM");
    case SdkKind::Curl:
        return Words::tr("curl, by hand");
    }
    return {};
}

QString shellName(ShellKind shell)
{
    switch (shell) {
    case ShellKind::Bash:
        return Words::tr("bash");
    case ShellKind::Fish:
        return Words::tr("fish");
    case ShellKind::PowerShell:
        return Words::tr("PowerShell");
    case ShellKind::EnvFile:
        return Words::tr(".env");
    case ShellKind::Docker:
        return Words::tr("Docker");
    case ShellKind::DockerDesktop:
        return Words::tr("Docker Desktop");
    }
    return {};
}

bool isOffered(SdkKind sdk, ShellKind shell)
{
    return sdk != SdkKind::Curl || shell == ShellKind::Bash || shell == ShellKind::Fish
        || shell == ShellKind::PowerShell;
}

QList<EnvSetting> connectSettings(SdkKind sdk, const ConnectTarget &target)
{
    const EnvSetting agentOpsEndpoint{QStringLiteral("AGENTOPS_API_ENDPOINT"), target.url};
    const EnvSetting agentOpsKey{QStringLiteral("AGENTOPS_API_KEY"), target.key};
    switch (sdk) {
    case SdkKind::AgentOps03:
    case SdkKind::AgentOps01:
        return {agentOpsEndpoint, agentOpsKey};
    case SdkKind::AgentOps04:
        return {agentOpsEndpoint,
            {QStringLiteral("AGENTOPS_EXPORTER_ENDPOINT"), target.url + QStringLiteral("/v1/traces")},
            {QStringLiteral("AGENTOPS_APP_URL"), target.url}, agentOpsKey};
    case SdkKind::AgentOpsNode:
        return {agentOpsKey, {QStringLiteral("NODE_OPTIONS"), QStringLiteral("--require ./sluice.cjs")}};
    case SdkKind::OpenTelemetry: {
        QList<EnvSetting> settings = otlpSettings(target);
        settings.append(
            {QStringLiteral("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"), QStringLiteral("true")});
        return settings;
    }
    case SdkKind::OpenInference:
        return phoenixSettings(target);
    case SdkKind::Langfuse:
        return langfuseSettings(target);
    case SdkKind::VercelAi:
        return otlpSettings(target);
    case SdkKind::Traceloop:
        return {{QStringLiteral("TRACELOOP_BASE_URL"), target.url},
            {QStringLiteral("TRACELOOP_API_KEY"), target.key}};
    case SdkKind::LiteLlm:
        return liteLlmSettings(target);
    case SdkKind::Curl:
        return {};
    }
    return {};
}

QString connectLines(SdkKind sdk, ShellKind shell, const ConnectTarget &target)
{
    if (!isOffered(sdk, shell))
        return {};
    if (sdk == SdkKind::Curl)
        return handWritten(shell, target);
    const bool isDocker = shell == ShellKind::Docker || shell == ShellKind::DockerDesktop;
    QString lines;
    for (EnvSetting setting : connectSettings(sdk, seenFrom(shell, target))) {
        if (isDocker && sdk == SdkKind::AgentOpsNode)
            setting.value.replace(QStringLiteral("./sluice.cjs"), QStringLiteral("/sluice.cjs"));
        lines += assignment(shell, setting);
    }
    if (!isDocker)
        return lines;
    if (sdk == SdkKind::AgentOpsNode)
        lines += QStringLiteral("  -v \"$PWD/sluice.cjs:/sluice.cjs:ro\" \\\n");
    const QString network = shell == ShellKind::Docker ? QStringLiteral(" --network host") : QString();
    return QStringLiteral("docker run%1 \\\n").arg(network) + lines + QStringLiteral("  YOUR_IMAGE\n");
}

QList<ConnectPiece> connectPieces(SdkKind sdk, ShellKind shell, const ConnectTarget &target)
{
    QList<ConnectPiece> pieces;
    if (const QString lines = connectLines(sdk, shell, target); !lines.isEmpty())
        pieces.append({linesHeading(sdk, shell), lines});
    return pieces + programPieces(sdk, seenFrom(shell, target));
}

QString quotedFor(ShellKind shell, const QString &value)
{
    switch (shell) {
    case ShellKind::Bash:
    case ShellKind::Docker:
    case ShellKind::DockerDesktop:
        return isPlain(value) ? value : shellQuoted(value);
    case ShellKind::Fish:
        return isPlain(value) ? value : fishQuoted(value);
    case ShellKind::PowerShell:
        return powerShellQuoted(value);
    case ShellKind::EnvFile:
        return value; // docker's --env-file would take quotes for a part of it
    }
    return value;
}

} // namespace sluice::ui
