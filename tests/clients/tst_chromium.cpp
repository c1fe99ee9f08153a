// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// A real browser on a foreign page: neither writing from another site nor rebinding a name to this machine
// gets anything into the store. Needs Chromium, which ./test.sh clients installs.

#include "tests/e2e/sluicectl_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace sluice;

namespace {

/// Serves one page to whoever asks, and remembers what was asked for.
class PageServer : public QTcpServer
{
public:
    explicit PageServer(QByteArray page)
        : m_page(std::move(page))
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answer(socket); });
        });
    }
    const QByteArrayList &asked() const { return m_asked; }
    void setPage(QByteArray page) { m_page = std::move(page); }

private:
    void answer(QTcpSocket *socket)
    {
        const QByteArray head = socket->readAll();
        m_asked += head.left(head.indexOf('\r'));
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: "
            + QByteArray::number(m_page.size()) + "\r\n\r\n" + m_page);
        socket->disconnectFromHost();
    }

    QByteArray m_page;
    QByteArrayList m_asked;
};

/// What a page of another site may try: simple requests, ones with a preflight, a beacon, a picture. It
/// fetches /done from its own server at the end.
QByteArray attack(const QString &target)
{
    return QStringLiteral(R"html(<!doctype html><title>evil</title><script>
const body = JSON.stringify({session: {session_id: '638552b9-beb9-4ea9-956f-33a52dc9b794',
    init_timestamp: '2026-11-23T02:45:07+00:00'}});
const key = {'X-Agentops-Api-Key': '11111111-2222-4333-8444-555555555555'};
const url = '%1';
const tries = [
    () => fetch(url + '/v2/create_session', {method: 'POST', mode: 'no-cors', body}),
    () => fetch(url + '/v2/create_session', {method: 'POST', mode: 'no-cors', body,
        headers: {'Content-Type': 'text/plain'}}),
    () => fetch(url + '/v2/create_session', {method: 'POST', body,
        headers: {'Content-Type': 'application/json', ...key}}),
    () => fetch(url + '/v1/traces', {method: 'POST', mode: 'no-cors', body: '{"resourceSpans":[]}'}),
    async () => navigator.sendBeacon(url + '/v2/create_session', body),
    () => new Promise(done => { const i = new Image; i.onload = i.onerror = done; i.src = url + '/health'; }),
];
(async () => {
    let read = 0;
    for (const one of tries)
        try { const a = await one(); if (a && a.status) ++read; } catch (e) { }
    await fetch('/done?read=' + read);
})();
</script>)html")
        .arg(target)
        .toUtf8();
}

} // namespace

class TestChromium : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_browser = QStandardPaths::findExecutable(QStringLiteral("chromium"));
        if (m_browser.isEmpty())
            QSKIP("Chromium is not installed: ./test.sh clients does it");
    }

    void pagesOfOtherSitesStoreNothing()
    {
        const QTemporaryDir home;
        CollectProcess collector(home.path(), home.filePath(QStringLiteral("sluice")));
        QVERIFY(!collector.url().isEmpty());
        PageServer page(attack(collector.url()));
        QVERIFY(page.listen(QHostAddress::LocalHost));
        browse(home.path(), QStringLiteral("http://evil.test:%1/").arg(page.serverPort()),
            [&page] { return doneOf(page).isEmpty(); });
        QCOMPARE(doneOf(page), QByteArray("GET /done?read=0 HTTP/1.1"));
        QCOMPARE(sessionsOf(home, collector), 0);
    }

    /// The page's own name leads here, so that for the browser nothing is foreign.
    void reboundNamesAreRefused()
    {
        const QTemporaryDir home;
        CollectProcess collector(home.path(), home.filePath(QStringLiteral("sluice")));
        const QUrl url(collector.url());
        PageServer page({});
        QVERIFY(page.listen(QHostAddress::LocalHost));
        const QString rebound = QStringLiteral("http://evil.test:%1").arg(url.port());
        page.setPage(attack(rebound));
        browse(home.path(), QStringLiteral("http://evil.test:%1/").arg(page.serverPort()),
            [&page] { return doneOf(page).isEmpty(); });
        QVERIFY(!doneOf(page).isEmpty());
        QCOMPARE(sessionsOf(home, collector), 0);
    }

private:
    static QByteArray doneOf(const PageServer &page)
    {
        for (const QByteArray &line : page.asked()) {
            if (line.startsWith("GET /done"))
                return line;
        }
        return {};
    }

    /// Ends when `isUnderWay` says so, or after a minute.
    void browse(const QString &home, const QString &url, const std::function<bool()> &isUnderWay)
    {
        QProcess browser;
        browser.setProcessEnvironment(closedEnvironment(home));
        browser.start(m_browser,
            {QStringLiteral("--headless"), QStringLiteral("--no-sandbox"), QStringLiteral("--disable-gpu"),
                QStringLiteral("--no-first-run"), QStringLiteral("--disable-background-networking"),
                QStringLiteral("--user-data-dir=") + home + QStringLiteral("/browser"),
                QStringLiteral(
                    "--host-resolver-rules=MAP evil.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
                QStringLiteral("--remote-debugging-port=0"), url});
        QTRY_VERIFY_WITH_TIMEOUT(!isUnderWay(), 60'000);
        browser.terminate();
        if (!browser.waitForFinished(10'000)) {
            browser.kill();
            browser.waitForFinished();
        }
    }

    int sessionsOf(const QTemporaryDir &home, CollectProcess &collector)
    {
        if (collector.terminate() != 0)
            return -1;
        const auto run = runSluicectl(home.path(),
            {QStringLiteral("sessions"), QStringLiteral("--json"), QStringLiteral("--data-dir"),
                home.filePath(QStringLiteral("sluice"))});
        const QJsonDocument listed = QJsonDocument::fromJson(run.out);
        return run.exitCode == 0 && listed.isArray() ? static_cast<int>(listed.array().size()) : -1;
    }

    QString m_browser;
};

QTEST_GUILESS_MAIN(TestChromium)
#include "tst_chromium.moc"
