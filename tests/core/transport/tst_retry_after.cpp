// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/retry_after.h"

#include <QTest>

#include <string>

using namespace sluice;

class TestRetryAfter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsSecondsAndDates_data();
    void readsSecondsAndDates();
};

void TestRetryAfter::readsSecondsAndDates_data()
{
    constexpr qint64 ignored = -1;
    QTest::addColumn<std::string>("value");
    QTest::addColumn<qint64>("milliseconds");
    const auto row = [](const char *name, std::string value, qint64 milliseconds) {
        QTest::newRow(name) << std::move(value) << milliseconds;
    };
    row("now", "0", 0);
    row("one second", "1", 1'000);
    row("blanks around", " \t7 ", 7'000);
    row("leading zeros", "0000000000000000000000005", 5'000);
    row("one below the cap", "299", 299'000);
    row("the cap", "300", 300'000);
    row("over the cap", "301", 300'000);
    row("2^64 and more", "99999999999999999999999999999", 300'000);

    // From 2026-01-01T00:00:00Z, a Thursday.
    row("date", "Thu, 01 Jan 2026 00:00:30 GMT", 30'000);
    row("date of RFC 850", "Thursday, 01-Jan-26 00:00:30 GMT", 30'000);
    row("date of asctime", "Thu Jan  1 00:00:30 2026", 30'000);
    row("date over the cap", "Fri, 02 Jan 2026 00:00:00 GMT", 300'000);
    row("date in the year 9999", "Fri, 31 Dec 9999 23:59:59 GMT", 300'000);
    row("date in the year 898027", "Thu, 01 Jan 898027 00:00:00 GMT", 300'000);
    row("date now", "Thu, 01 Jan 2026 00:00:00 GMT", ignored);
    row("date past", "Wed, 31 Dec 2025 23:59:59 GMT", ignored);

    row("negative", "-1", ignored);
    row("plus", "+1", ignored);
    row("fraction", "1.5", ignored);
    row("unit", "5s", ignored);
    row("list", "1, 2", ignored);
    row("hexadecimal", "0x10", ignored);
    row("word", "soon", ignored);
    row("ISO date", "2026-01-01T00:00:30Z", ignored);
    row("empty", "", ignored);
    row("blank", "  ", ignored);
}

void TestRetryAfter::readsSecondsAndDates()
{
    QFETCH(std::string, value);
    QFETCH(qint64, milliseconds);
    const Timestamp now{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
    const std::optional<Millis> wait = parseRetryAfter(value, now);
    QCOMPARE(wait ? qint64(wait->count()) : qint64(-1), milliseconds);
}

QTEST_APPLESS_MAIN(TestRetryAfter)
#include "tst_retry_after.moc"
