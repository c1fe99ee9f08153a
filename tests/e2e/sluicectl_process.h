// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace sluice {

/// What a finished sluicectl said.
struct ProgramRun
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

/// The test's own environment without anything that would lead sluicectl out of the test: no keys, no
/// endpoint, its own XDG directories below `home`.
inline QProcessEnvironment closedEnvironment(const QString &home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name :
        {"AGENTOPS_API_KEY", "AGENTOPS_API_ENDPOINT", "AGENTOPS_PARENT_KEY", "http_proxy", "HTTP_PROXY"})
        environment.remove(QLatin1String(name));
    environment.insert(QStringLiteral("HOME"), home);
    environment.insert(QStringLiteral("XDG_DATA_HOME"), home + QStringLiteral("/data"));
    return environment;
}

inline void startSluicectl(QProcess &process, const QString &home, const QStringList &words)
{
    process.setProcessEnvironment(closedEnvironment(home));
    process.start(QStringLiteral(SLUICECTL), words);
}

/// Runs sluicectl to its end, with `input` on its standard input; exit code -1 when it has not ended after
/// two minutes.
inline ProgramRun runSluicectl(const QString &home, const QStringList &words, const QByteArray &input = {})
{
    QProcess process;
    startSluicectl(process, home, words);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(120'000)) {
        process.kill();
        process.waitForFinished();
        return {-1, process.readAllStandardOutput(), process.readAllStandardError()};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2,
        process.readAllStandardOutput(), process.readAllStandardError()};
}

/// A running `sluicectl collect` on a free port.
class CollectProcess
{
public:
    CollectProcess(const QString &home, const QString &dataDir, const QStringList &more = {})
    {
        const QStringList words{QStringLiteral("collect"), QStringLiteral("--listen"),
            QStringLiteral("127.0.0.1:0"), QStringLiteral("--data-dir"), dataDir};
        startSluicectl(m_process, home, words + more);
        while (!m_process.canReadLine() && m_process.waitForReadyRead(30'000)) { }
        const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
        const QString opening = QStringLiteral("listening on ");
        if (line.startsWith(opening))
            m_url = line.mid(opening.size());
    }
    ~CollectProcess() { kill(); }
    CollectProcess(const CollectProcess &) = delete;
    CollectProcess &operator=(const CollectProcess &) = delete;

    /// Empty: it did not get so far.
    const QString &url() const { return m_url; }
    qint64 pid() const { return m_process.processId(); }
    QProcess &process() { return m_process; }

    /// SIGTERM; its exit code.
    int terminate()
    {
        m_process.terminate();
        return m_process.waitForFinished(30'000) ? m_process.exitCode() : -1;
    }
    void kill()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
    QString m_url;
};

} // namespace sluice
