// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/otlp/export_request.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <string>
#include <vector>

namespace sluice {

/// An OTLP request that an SDK really sent.
struct RecordedRequest
{
    std::string body;
    OtlpEncoding encoding = OtlpEncoding::Protobuf;
};

/// The folders of tests/fixtures that have OTLP requests.
inline const char *const recordedFolders[]
    = {"agentops-0.4.21/quick", "agentops-0.4.21/run", "agentops-npm-0.1.0/agents"};

inline QDir recordedFolder(const char *folder)
{
    return QDir(QDir(qEnvironmentVariable("SLUICE_FIXTURES")).filePath(QLatin1String(folder)));
}

/// Those of a folder, in their order.
inline std::vector<RecordedRequest> recordedRequests(const char *folder)
{
    std::vector<RecordedRequest> requests;
    const QDir place = recordedFolder(folder);
    const QStringList names = place.entryList({QStringLiteral("*traces.json")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(place.filePath(name));
        if (!file.open(QFile::ReadOnly))
            continue;
        const QJsonObject request = QJsonDocument::fromJson(file.readAll()).object();
        const QJsonValue text = request[QStringLiteral("body_text")];
        RecordedRequest recorded;
        recorded.encoding = text.isString() ? OtlpEncoding::Json : OtlpEncoding::Protobuf;
        recorded.body = text.isString()
            ? text.toString().toStdString()
            : QByteArray::fromBase64(request[QStringLiteral("body_base64")].toString().toLatin1())
                  .toStdString();
        requests.push_back(std::move(recorded));
    }
    return requests;
}

} // namespace sluice
