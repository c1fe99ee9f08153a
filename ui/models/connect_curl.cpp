// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/connect_curl.h"

namespace sluice::ui {

namespace {

/// bash and fish differ in how a variable is set, and in nothing else that is used here.
QString set(ShellKind shell, const QString &name, const QString &value)
{
    if (shell == ShellKind::Fish)
        return QStringLiteral("set ") + name + QLatin1Char(' ') + value + QLatin1Char('\n');
    return name + QLatin1Char('=') + value + QLatin1Char('\n');
}

QString outputOf(ShellKind shell, const QString &command)
{
    return (shell == ShellKind::Fish ? QStringLiteral("(") : QStringLiteral("$(")) + command
        + QLatin1Char(')');
}

QString curlText(ShellKind shell, const ConnectTarget &target)
{
    const QString json = QStringLiteral(R"sh( -H 'Content-Type: application/json' \
    -H "X-Agentops-Api-Key: $KEY")sh");
    const QString shown = json + QStringLiteral(R"sh( -H "Authorization: Bearer $TOKEN" \
    -d )sh");
    const QString create
        = QStringLiteral(R"sh(curl -sS "$S/v2/create_session")sh") + json + QStringLiteral(R"sh( \
    -d "{\"session\":{\"session_id\":\"$ID\",\"tags\":[\"by hand\"]}}" |
    sed 's/.*"jwt": *"\([^"]*\)".*/\1/')sh");
    const QString event = QStringLiteral(
        R"sh('{"events":[{"event_type":"actions","action_type":"search","params":{"q":"sluice"}}]}')sh");
    const QString end = QStringLiteral(
        R"sh("{\"session\":{\"session_id\":\"$ID\",\"end_timestamp\":\"$NOW\",\"end_state\":\"Success\"}}")sh");

    QString text = set(shell, QStringLiteral("S"), quotedFor(shell, target.url));
    text += set(shell, QStringLiteral("KEY"), quotedFor(shell, target.key));
    text += set(
        shell, QStringLiteral("ID"), outputOf(shell, QStringLiteral("cat /proc/sys/kernel/random/uuid")));
    text += QStringLiteral("\n# Start a session; the answer has its token.\n");
    text += set(shell, QStringLiteral("TOKEN"), outputOf(shell, create));
    text += QStringLiteral("\n# Send an event. \"Success\" means that it is on disk.\n");
    text += QStringLiteral(R"sh(curl -sS "$S/v2/create_events")sh") + shown + event;
    text += QStringLiteral("\n\n# End it.\n");
    text += set(shell, QStringLiteral("NOW"),
        outputOf(shell, QStringLiteral("date -u +%Y-%m-%dT%H:%M:%S.%6N+00:00")));
    text += QStringLiteral(R"sh(curl -sS "$S/v2/update_session")sh") + shown + end;
    return text + QLatin1Char('\n');
}

const QString &powerShellText()
{
    static const QString text = QStringLiteral(R"ps($S = %1
$Key = %2
$Id = [guid]::NewGuid().ToString()
$Json = 'application/json'

# Start a session; the answer has its token.
$Session = @{ session = @{ session_id = $Id; tags = @('by hand') } } | ConvertTo-Json -Depth 4
$Answer = Invoke-RestMethod "$S/v2/create_session" -Method Post -ContentType $Json -Body $Session `
    -Headers @{ 'X-Agentops-Api-Key' = $Key }
$Headers = @{ 'X-Agentops-Api-Key' = $Key; 'Authorization' = "Bearer $($Answer.jwt)" }

# Send an event. "Success" means that it is on disk.
Invoke-RestMethod "$S/v2/create_events" -Method Post -ContentType $Json -Headers $Headers `
    -Body '{"events":[{"event_type":"actions","action_type":"search","params":{"q":"sluice"}}]}'

# End it.
$Now = (Get-Date).ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ss.ffffff') + '+00:00'
$End = @{ session = @{ session_id = $Id; end_timestamp = $Now; end_state = 'Success' } } | ConvertTo-Json
Invoke-RestMethod "$S/v2/update_session" -Method Post -ContentType $Json -Headers $Headers -Body $End
)ps");
    return text;
}

} // namespace

QString handWritten(ShellKind shell, const ConnectTarget &target)
{
    switch (shell) {
    case ShellKind::Bash:
    case ShellKind::Fish:
        return curlText(shell, target);
    case ShellKind::PowerShell:
        return powerShellText().arg(quotedFor(shell, target.url), quotedFor(shell, target.key));
    case ShellKind::EnvFile:
    case ShellKind::Docker:
    case ShellKind::DockerDesktop:
        break;
    }
    return {};
}

} // namespace sluice::ui
