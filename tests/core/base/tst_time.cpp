// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"
#include "core/base/time.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp at(int year, unsigned month, unsigned day, Micros ofDay = 0us)
{
    return std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}
    + ofDay;
}

constexpr Timestamp first = at(1, 1, 1);
constexpr Timestamp last = at(9999, 12, 31, 24h - 1us);

} // namespace

class TestTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsIsoText_data();
    void printsIsoText();
    void appendsToWhatIsThere();
    void readsWhatItPrints();
    void readsIsoText_data();
    void readsIsoText();
    void refusesOtherText_data();
    void refusesOtherText();
};

void TestTime::printsIsoText_data()
{
    QTest::addColumn<Timestamp>("time");
    QTest::addColumn<std::string>("text");
    const auto row = [](const char *name, Timestamp time, const char *text) {
        QTest::newRow(name) << time << std::string(text);
    };
    row("epoch", Timestamp{}, "1970-01-01T00:00:00.000000+00:00");
    row("one before the epoch", Timestamp{-1us}, "1969-12-31T23:59:59.999999+00:00");
    row("every digit", at(2026, 11, 23, 2h + 45min + 7s + 364124us), "2026-11-23T02:45:07.364124+00:00");
    row("leap day", at(2024, 2, 29), "2024-02-29T00:00:00.000000+00:00");
    row("first", first, "0001-01-01T00:00:00.000000+00:00");
    row("last", last, "9999-12-31T23:59:59.999999+00:00");
    row("before the first", first - 1us, "0001-01-01T00:00:00.000000+00:00");
    row("after the last", last + 1us, "9999-12-31T23:59:59.999999+00:00");
    row("least", Timestamp::min(), "0001-01-01T00:00:00.000000+00:00");
    row("greatest", Timestamp::max(), "9999-12-31T23:59:59.999999+00:00");
}

void TestTime::printsIsoText()
{
    QFETCH(Timestamp, time);
    QFETCH(std::string, text);
    QCOMPARE(toIsoText(time), text);
}

void TestTime::appendsToWhatIsThere()
{
    std::string text = "at ";
    appendIsoText(text, Timestamp{});
    QCOMPARE(text, std::string("at 1970-01-01T00:00:00.000000+00:00"));
}

void TestTime::readsWhatItPrints()
{
    SeededRandom random(1);
    const auto span = static_cast<std::uint64_t>((last - first).count());
    for (int i = 0; i < 20'000; ++i) {
        const Timestamp time = first + Micros(static_cast<std::int64_t>(random.below(span + 1)));
        QCOMPARE(parseIsoText(toIsoText(time)), std::optional(time));
    }
    QCOMPARE(parseIsoText(toIsoText(first)), std::optional(first));
    QCOMPARE(parseIsoText(toIsoText(last)), std::optional(last));
}

void TestTime::readsIsoText_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<Timestamp>("time");
    const auto row = [](const char *name, const char *text, Timestamp time) {
        QTest::newRow(name) << std::string(text) << time;
    };
    const Timestamp noon = at(2026, 3, 1, 12h);
    row("no zone", "2026-03-01T12:00:00", noon);
    row("Z", "2026-03-01T12:00:00Z", noon);
    row("z", "2026-03-01T12:00:00z", noon);
    row("blank for T", "2026-03-01 12:00:00Z", noon);
    row("zero offset", "2026-03-01T12:00:00+00:00", noon);
    row("minus zero", "2026-03-01T12:00:00-00:00", noon);
    row("east", "2026-03-01T14:00:00+02:00", noon);
    row("west", "2026-03-01T06:30:00-05:30", noon);
    row("offset without a colon", "2026-03-01T14:00:00+0200", noon);
    row("offset in hours", "2026-03-01T14:00:00+02", noon);
    row("greatest offset", "2026-03-02T11:59:00+23:59", noon);
    row("over midnight", "2026-03-02T00:30:00+12:30", noon);
    row("over a leap day", "2024-03-01T00:00:00+01:00", at(2024, 2, 29, 23h));
    row("over the year", "2025-12-31T23:00:00-01:00", at(2026, 1, 1));
    row("one digit", "2026-03-01T12:00:00.5Z", noon + 500ms);
    row("three digits", "2026-03-01T12:00:00.001Z", noon + 1ms);
    row("six digits", "2026-03-01T12:00:00.000001Z", noon + 1us);
    row("nine digits, cut", "2026-03-01T12:00:00.000001999Z", noon + 1us);
    row("forty digits, cut", "2026-03-01T12:00:00.9999999999999999999999999999999999999999Z",
        noon + 999'999us);
    row("fraction and no zone", "2026-03-01T12:00:00.25", noon + 250ms);
    row("leap day", "2024-02-29T12:00:00Z", at(2024, 2, 29, 12h));
    row("leap day of a 400th year", "2000-02-29T12:00:00Z", at(2000, 2, 29, 12h));
    row("leap second", "2016-12-31T23:59:60Z", at(2017, 1, 1));
    row("first", "0001-01-01T00:00:00Z", first);
    row("last", "9999-12-31T23:59:59.999999Z", last);
}

void TestTime::readsIsoText()
{
    QFETCH(std::string, text);
    QFETCH(Timestamp, time);
    QCOMPARE(parseIsoText(text), std::optional(time));
}

void TestTime::refusesOtherText_data()
{
    QTest::addColumn<std::string>("text");
    const auto row = [](const char *name, const char *text) { QTest::newRow(name) << std::string(text); };
    row("empty", "");
    row("date alone", "2026-03-01");
    row("13th month", "2026-13-01T12:00:00Z");
    row("month 0", "2026-00-01T12:00:00Z");
    row("day 0", "2026-03-00T12:00:00Z");
    row("31st of April", "2026-04-31T12:00:00Z");
    row("29th of February in a common year", "2026-02-29T12:00:00Z");
    row("29th of February in a common century", "1900-02-29T12:00:00Z");
    row("24 o'clock", "2026-03-01T24:00:00Z");
    row("60th minute", "2026-03-01T12:60:00Z");
    row("61st second", "2026-03-01T12:00:61Z");
    row("year 0", "0000-01-01T00:00:00Z");
    row("year 10000", "10000-01-01T00:00:00Z");
    row("negative year", "-001-01-01T00:00:00Z");
    row("before year 1 by its offset", "0001-01-01T00:00:00+00:01");
    row("after year 9999 by its offset", "9999-12-31T23:59:59-00:01");
    row("after year 9999 by its leap second", "9999-12-31T23:59:60Z");
    row("short year", "926-03-01T12:00:00Z");
    row("short month", "2026-3-01T12:00:00Z");
    row("short day", "2026-03-1T12:00:00Z");
    row("short hour", "2026-03-01T2:00:00Z");
    row("no seconds", "2026-03-01T12:00Z");
    row("no minutes", "2026-03-01T12Z");
    row("no dashes", "20260301T120000Z");
    row("slashes", "2026/03/01T12:00:00Z");
    row("two blanks", "2026-03-01  12:00:00Z");
    row("no digits after the point", "2026-03-01T12:00:00.Z");
    row("comma", "2026-03-01T12:00:00,5Z");
    row("text after it", "2026-03-01T12:00:00Z ");
    row("text before it", " 2026-03-01T12:00:00Z");
    row("two zones", "2026-03-01T12:00:00ZZ");
    row("named zone", "2026-03-01T12:00:00UTC");
    row("offset of 24 hours", "2026-03-01T12:00:00+24:00");
    row("offset of 60 minutes", "2026-03-01T12:00:00+00:60");
    row("offset of 99 hours", "2026-03-01T12:00:00-99:99");
    row("offset of one digit", "2026-03-01T12:00:00+2");
    row("offset of three digits", "2026-03-01T12:00:00+020");
    row("offset that ends at its colon", "2026-03-01T12:00:00+02:");
    row("offset with seconds", "2026-03-01T12:00:00+02:00:00");
    row("bare plus", "2026-03-01T12:00:00+");
    row("signs in numbers", "2026-+3-01T12:00:00Z");
    row("letters", "yyyy-mm-ddThh:mm:ssZ");
    row("seconds since 1970", "1767225600");
}

void TestTime::refusesOtherText()
{
    QFETCH(std::string, text);
    QVERIFY2(!parseIsoText(text), text.c_str());
}

QTEST_APPLESS_MAIN(TestTime)
#include "tst_time.moc"
