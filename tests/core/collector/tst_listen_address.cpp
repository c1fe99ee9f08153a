// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/collector.h"

#include <QTest>

using namespace sluice;

class TestListenAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsHostAndPort_data();
    void readsHostAndPort();
    void refusesWhatIsNoAddress_data();
    void refusesWhatIsNoAddress();
};

void TestListenAddress::readsHostAndPort_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    QTest::newRow("both") << QStringLiteral("127.0.0.1:4318") << QStringLiteral("http://127.0.0.1:4318");
    QTest::newRow("name") << QStringLiteral("localhost:1") << QStringLiteral("http://localhost:1");
    QTest::newRow("IPv6") << QStringLiteral("[::1]:65535") << QStringLiteral("http://[::1]:65535");
    QTest::newRow("colon and port") << QStringLiteral(":0") << QStringLiteral("http://127.0.0.1:0");
    QTest::newRow("port") << QStringLiteral("8080") << QStringLiteral("http://127.0.0.1:8080");
}

void TestListenAddress::readsHostAndPort()
{
    QFETCH(const QString, text);
    QFETCH(const QString, url);
    const auto address = ListenAddress::parse(text.toStdString());
    QVERIFY2(address.ok(), address.ok() ? "" : address.error().message.c_str());
    QCOMPARE(QString::fromStdString(address->toUrl()), url);
}

void TestListenAddress::refusesWhatIsNoAddress_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", ":", "localhost", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
             "127.0.0.1:x", "127.0.0.1:80x", "::1:4318", "[::1]", "[]:80", "[::1:80", "http://127.0.0.1:80"})
        QTest::newRow(*text ? text : "nothing") << QString::fromLatin1(text);
}

void TestListenAddress::refusesWhatIsNoAddress()
{
    QFETCH(const QString, text);
    const auto address = ListenAddress::parse(text.toStdString());
    QVERIFY(!address.ok());
    QVERIFY(address.error().kind == ErrorKind::Usage);
    QVERIFY(address.error().message.find("expected HOST:PORT") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestListenAddress)
#include "tst_listen_address.moc"
