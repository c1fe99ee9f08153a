// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/endpoint_text.h"

#include <QRegularExpression>
#include <QUrl>

namespace sluice::ui {

bool isLoopbackUrl(const QString &url)
{
    static const QRegularExpression loopback4(QStringLiteral(R"(^127(\.\d{1,3}){3}$)"));
    const QUrl parsed(url, QUrl::StrictMode);
    const QString host = parsed.host();
    return host == QLatin1String("localhost") || host == QLatin1String("::1")
        || loopback4.match(host).hasMatch();
}

QString agentOpsExports(const QString &endpoint, const QString &exampleKey)
{
    return QStringLiteral("export AGENTOPS_API_ENDPOINT=%1 AGENTOPS_API_KEY=%2").arg(endpoint, exampleKey);
}

} // namespace sluice::ui
