// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/message_log.h"

#include <QRegularExpression>

#include <cstdio>
#include <cstdlib>

namespace sluice {

namespace {

const char *nameOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "error";
    case QtFatalMsg:
        break;
    }
    return "fatal";
}

void write(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    const QByteArray line = redacted(message).toLocal8Bit();
    std::fprintf(stderr, "sluice: %s: %s\n", nameOf(type), line.constData());
    if (type == QtFatalMsg)
        std::abort();
}

} // namespace

QString redacted(QString text)
{
    static const QRegularExpression named(
        QStringLiteral(
            R"re(((?:api[_-]?key|parent[_-]?key|token|secret|jwt)["']?\s*[:=]\s*["']?)[^"'\s,;&}]+)re"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression bearer(
        QStringLiteral(R"((bearer\s+)\S+)"), QRegularExpression::CaseInsensitiveOption);
    const QString shown = QStringLiteral("\\1[redacted]");
    text.replace(named, shown);
    text.replace(bearer, shown);
    for (const char *setting : {"AGENTOPS_API_KEY", "AGENTOPS_PARENT_KEY"}) {
        if (const QString key = qEnvironmentVariable(setting); !key.isEmpty())
            text.replace(key, QStringLiteral("[redacted]"));
    }
    return text;
}

void installMessageLog()
{
    qInstallMessageHandler(write);
}

} // namespace sluice
