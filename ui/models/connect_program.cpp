// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/connect_program.h"

#include <QCoreApplication>

namespace sluice::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ConnectProgram)
};

/// npm's agentops reads no variable with an address (agentops-contract.md 3.1). It is found from the program
/// that is run, else from the current folder; both `require` and `import` give the one that was changed.
QString nodeShim(const QString &url)
{
    return QStringLiteral(R"js(// Sends what npm's agentops records to Sluice.
const { createRequire } = require('node:module');
const { resolve } = require('node:path');
for (const from of [process.argv[1], 'package.json']) {
  try {
    const { agentops } = createRequire(resolve(from || 'package.json'))('agentops');
    agentops.config.apiEndpoint = agentops.config.otlpEndpoint = '%1';
    break;
  } catch { /* there is no agentops here */ }
}
)js")
        .arg(url);
}

QString nodeInit(const QString &url)
{
    return QStringLiteral("await agentops.init({ apiEndpoint: '%1', otlpEndpoint: '%1' });\n").arg(url);
}

QString phoenixProgram()
{
    return QStringLiteral("from phoenix.otel import register\n"
                          "register(protocol=\"http/protobuf\", auto_instrument=True)\n");
}

QString vercelProgram()
{
    return QStringLiteral("// instrumentation.ts\n"
                          "import { registerOTel } from '@vercel/otel';\n"
                          "export const register = () => registerOTel({ serviceName: 'my-agent' });\n"
                          "\n"
                          "// in each call of generateText, streamText ...\n"
                          "experimental_telemetry: { isEnabled: true },\n");
}

QString liteLlmProgram()
{
    return QStringLiteral("import litellm\n"
                          "litellm.callbacks = [\"otel\"]\n");
}

} // namespace

QString linesHeading(SdkKind sdk, ShellKind shell)
{
    switch (shell) {
    case ShellKind::EnvFile:
        return Words::tr("Put these lines into your .env file, and start your agent");
    case ShellKind::Docker:
    case ShellKind::DockerDesktop:
        return Words::tr("Start your agent's container so");
    case ShellKind::Bash:
    case ShellKind::Fish:
    case ShellKind::PowerShell:
        break;
    }
    return sdk == SdkKind::Curl ? Words::tr("Paste this into a shell")
                                : Words::tr("Paste this into a shell, and start your agent there");
}

QList<ConnectPiece> programPieces(SdkKind sdk, const ConnectTarget &target)
{
    switch (sdk) {
    case SdkKind::AgentOpsNode:
        return {
            {Words::tr("Save this as sluice.cjs, in the folder where you start it"), nodeShim(target.url)},
            {Words::tr("Or, instead of file and NODE_OPTIONS, change the program"), nodeInit(target.url)}};
    case SdkKind::OpenInference:
        return {{Words::tr("With phoenix.otel, the program has to say HTTP"), phoenixProgram()}};
    case SdkKind::VercelAi:
        return {{Words::tr("In the program"), vercelProgram()}};
    case SdkKind::LiteLlm:
        return {{Words::tr("In the program"), liteLlmProgram()}};
    case SdkKind::AgentOps03:
    case SdkKind::AgentOps04:
    case SdkKind::AgentOps01:
    case SdkKind::OpenTelemetry:
    case SdkKind::Langfuse:
    case SdkKind::Traceloop:
    case SdkKind::Curl:
        break;
    }
    return {};
}

} // namespace sluice::ui
