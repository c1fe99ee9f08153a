// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/curl_text.h"

#include "core/agentops/json_writer.h"
#include "ui/bridge/convert.h"

#include <string>

namespace sluice::ui {

namespace {

/// One argument may have 128 KiB on Linux (MAX_ARG_STRLEN), quotes and all.
constexpr std::size_t mostArgument = 100UL * 1024;

/// A line that does not stand in the body, for the here document to end with.
QString endMark(const QString &body)
{
    QString mark = QStringLiteral("SLUICE_EVENT");
    while (body.contains(QLatin1Char('\n') + mark))
        mark += QLatin1Char('_');
    return mark;
}

QString sessionRequest(std::string_view session)
{
    std::string body = "{\"session_id\":";
    appendJsonString(body, session);
    return shellQuoted(toQt(body + "}"));
}

} // namespace

QString shellQuoted(const QString &text)
{
    QString inside = text;
    inside.replace(QLatin1Char('\''), QStringLiteral("'\\''"));
    return QLatin1Char('\'') + inside + QLatin1Char('\'');
}

QString curlText(std::string_view session, std::string_view body)
{
    const QString event = QStringLiteral("{\"events\":[%1]}").arg(toQt(body));
    QString text
        = QStringLiteral("token=$(curl --silent --show-error --fail"
                         " \"${AGENTOPS_API_ENDPOINT:?set it to the server, for example "
                         "http://127.0.0.1:8000}/v2/reauthorize_jwt\" \\\n"
                         "  --header \"X-Agentops-Api-Key: ${AGENTOPS_API_KEY:?set it to your key}\" \\\n"
                         "  --header 'Content-Type: application/json' \\\n"
                         "  --data-binary %1 | sed -n 's/.*\"jwt\" *: *\"\\([^\"]*\\)\".*/\\1/p')\n"
                         "curl --silent --show-error --fail"
                         " \"${AGENTOPS_API_ENDPOINT:?}/v2/create_events\" \\\n"
                         "  --header \"Authorization: Bearer $token\" \\\n"
                         "  --header 'Content-Type: application/json' \\\n"
                         "  --data-binary ")
              .arg(sessionRequest(session));
    if (body.size() < mostArgument)
        return text + shellQuoted(event) + QLatin1Char('\n');
    const QString mark = endMark(event);
    return text + QStringLiteral("@- <<'%1'\n").arg(mark) + event + QLatin1Char('\n') + mark
        + QLatin1Char('\n');
}

} // namespace sluice::ui
