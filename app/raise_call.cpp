// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/raise_call.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>
#include <QStandardPaths>

namespace sluice {

namespace {

constexpr int patience = 1'000; ///< ms

/// A short name for a path that may be longer than a socket's may be.
QString socketFor(const QString &dataDir)
{
    const QString real = QFileInfo(dataDir).canonicalFilePath();
    const QByteArray hash = QCryptographicHash::hash(real.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QDir(QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation))
        .filePath(QStringLiteral("sluice-%1.window").arg(QLatin1String(hash.left(16))));
}

} // namespace

RaiseServer::RaiseServer(const QString &dataDir, QObject *parent)
    : QObject(parent)
{
    const QString name = socketFor(dataDir);
    QLocalServer::removeServer(name);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &RaiseServer::answer);
    m_server.listen(name);
}

void RaiseServer::answer()
{
    while (QLocalSocket *caller = m_server.nextPendingConnection())
        caller->deleteLater();
    Q_EMIT called();
}

bool callFirstWindow(const QString &dataDir)
{
    QLocalSocket socket;
    socket.connectToServer(socketFor(dataDir));
    return socket.waitForConnected(patience);
}

} // namespace sluice
