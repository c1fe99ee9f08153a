// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/door.h"

#include <QTest>

using namespace sluice;

class TestDoor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void letsInOnlyWhoAsksForUs_data();
    void letsInOnlyWhoAsksForUs();
    void knowsItsOwnAddressAndTheDefaultPort();
};

void TestDoor::letsInOnlyWhoAsksForUs_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("hosts");
    QTest::addColumn<bool>("origin");
    QTest::addColumn<QString>("site");
    QTest::addColumn<int>("status"); // 0: let in
    const auto row = [](const char *name, const char *method, const char *host, int hosts, bool origin,
                         const char *site, int status) {
        QTest::newRow(name) << QString::fromLatin1(method) << QString::fromLatin1(host) << hosts << origin
                            << QString::fromLatin1(site) << status;
    };
    row("IPv4", "POST", "127.0.0.1:4318", 1, false, "", 0);
    row("IPv6", "POST", "[::1]:4318", 1, false, "", 0);
    row("localhost", "POST", "LocalHost:4318", 1, false, "", 0);
    row("typed into a browser", "GET", "localhost:4318", 1, false, "none", 0);
    row("a page of ours", "GET", "localhost:4318", 1, false, "same-origin", 0);
    row("rebound name", "POST", "evil.test:4318", 1, false, "", 421);
    row("ours as a prefix", "POST", "127.0.0.1:4318.evil.test", 1, false, "", 421);
    row("ours as a beginning of the port", "POST", "127.0.0.1:43181", 1, false, "", 421);
    row("another port", "POST", "127.0.0.1:80", 1, false, "", 421);
    row("no port", "POST", "127.0.0.1", 1, false, "", 421);
    row("no host", "POST", "", 0, false, "", 421);
    row("two hosts", "POST", "127.0.0.1:4318", 2, false, "", 421);
    row("origin", "POST", "127.0.0.1:4318", 1, true, "", 403);
    row("cross-site", "POST", "127.0.0.1:4318", 1, false, "cross-site", 403);
    row("same-site", "GET", "127.0.0.1:4318", 1, false, "same-site", 403);
    row("preflight", "OPTIONS", "127.0.0.1:4318", 1, false, "", 403);
}

void TestDoor::letsInOnlyWhoAsksForUs()
{
    QFETCH(const QString, method);
    QFETCH(const QString, host);
    QFETCH(const int, hosts);
    QFETCH(const bool, origin);
    QFETCH(const QString, site);
    QFETCH(const int, status);
    const std::string parts[] = {method.toStdString(), host.toStdString(), site.toStdString()};
    RequestHead head;
    head.method = parts[0];
    head.host = parts[1];
    head.hosts = static_cast<std::size_t>(hosts);
    head.hasOrigin = origin;
    head.secFetchSite = parts[2];
    const auto refusal = Door(ListenAddress{}).refusal(head);
    QCOMPARE(refusal ? static_cast<int>(refusal->status) : 0, status);
}

void TestDoor::knowsItsOwnAddressAndTheDefaultPort()
{
    RequestHead head;
    head.method = "GET";
    head.hosts = 1;
    head.host = "127.0.0.2:4318";
    QVERIFY(Door(ListenAddress{}).refusal(head));
    QVERIFY(!Door(ListenAddress{"127.0.0.2", 4318}).refusal(head));
    head.host = "localhost";
    QVERIFY(!Door(ListenAddress{"127.0.0.1", 80}).refusal(head));
}

QTEST_APPLESS_MAIN(TestDoor)
#include "tst_door.moc"
