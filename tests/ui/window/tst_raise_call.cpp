// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/error_window.h"
#include "app/raise_call.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

#include <array>

using namespace sluice;

/// What a second window and a failed start do for the person in front of the screen.
class TestRaiseCall : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void callsTheWindowOfTheSameData();
    void callsNobodyWhenNoneListens();
    void takesThePlaceOfOneThatEnded();
    void knowsWhetherItsWordsAreSeen();
};

void TestRaiseCall::callsTheWindowOfTheSameData()
{
    const QTemporaryDir dir;
    const QTemporaryDir other;
    RaiseServer first(dir.path());
    RaiseServer stranger(other.path());
    QSignalSpy called(&first, &RaiseServer::called);
    QSignalSpy strangerCalled(&stranger, &RaiseServer::called);
    const QString link = other.filePath(QStringLiteral("link"));
    QVERIFY(QFile::link(dir.path(), link));
    QVERIFY(callFirstWindow(link));
    QTRY_COMPARE(called.size(), 1);
    QCOMPARE(strangerCalled.size(), 0);
}

void TestRaiseCall::callsNobodyWhenNoneListens()
{
    const QTemporaryDir dir;
    QVERIFY(!callFirstWindow(dir.path()));
    {
        const RaiseServer first(dir.path());
        QVERIFY(callFirstWindow(dir.path()));
    }
    QVERIFY(!callFirstWindow(dir.path()));
}

void TestRaiseCall::takesThePlaceOfOneThatEnded()
{
    const QTemporaryDir dir;
    const RaiseServer ended(dir.path());
    RaiseServer next(dir.path());
    QSignalSpy called(&next, &RaiseServer::called);
    QVERIFY(callFirstWindow(dir.path()));
    QTRY_COMPARE(called.size(), 1);
}

void TestRaiseCall::knowsWhetherItsWordsAreSeen()
{
    QFile null(QStringLiteral("/dev/null"));
    QVERIFY(null.open(QIODevice::WriteOnly));
    QVERIFY(!isSeen(null.handle()));
    std::array<int, 2> pipe{};
    QCOMPARE(::pipe(pipe.data()), 0);
    QVERIFY(isSeen(pipe[1]));

    struct stat file = {};
    QCOMPARE(::fstat(pipe[1], &file), 0);
    qputenv("JOURNAL_STREAM",
        QByteArray::number(qulonglong(file.st_dev)) + ':' + QByteArray::number(qulonglong(file.st_ino)));
    QVERIFY(!isSeen(pipe[1]));
    qunsetenv("JOURNAL_STREAM");
    ::close(pipe[0]);
    ::close(pipe[1]);
    QVERIFY(!isSeen(pipe[1]));
}

QTEST_GUILESS_MAIN(TestRaiseCall)
#include "tst_raise_call.moc"
