// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"
#include "core/transport/retry_policy.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <string>

using namespace sluice;
using Reach = HttpAnswer::Reach;

namespace {

constexpr int clients = 10'000;

HttpAnswer answered(int status)
{
    HttpAnswer answer;
    answer.reach = Reach::Answered;
    answer.status = status;
    return answer;
}

HttpAnswer asking(Millis retryAfter)
{
    HttpAnswer answer = answered(503);
    answer.retryAfter = retryAfter;
    return answer;
}

} // namespace

class TestRetryPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesAnswers_data();
    void judgesAnswers();
    void looksAtTheReachBeforeTheStatus_data();
    void looksAtTheReachBeforeTheStatus();
    void knowsADuplicateKeyByItsWords_data();
    void knowsADuplicateKeyByItsWords();
    void drawsTheDelayUpToTheCap_data();
    void drawsTheDelayUpToTheCap();
    void spreadsTheDelayEvenly();
    void drawsTheSameDelaysFromTheSameSeed();
    void neverWaitsShorterThanTheServerAsks_data();
    void neverWaitsShorterThanTheServerAsks();
    void followsTheScheduleOfFullJitter_data();
    void followsTheScheduleOfFullJitter();
    void comesBackSpreadOutAfterAnOutage_data();
    void comesBackSpreadOutAfterAnOutage();
};

void TestRetryPolicy::judgesAnswers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Verdict>("verdict");
    QTest::newRow("200") << 200 << Verdict::Delivered;
    QTest::newRow("204") << 204 << Verdict::Delivered;
    QTest::newRow("299") << 299 << Verdict::Delivered;
    QTest::newRow("101") << 101 << Verdict::InDoubt;
    QTest::newRow("300") << 300 << Verdict::Redirected;
    QTest::newRow("302") << 302 << Verdict::Redirected;
    QTest::newRow("308") << 308 << Verdict::Redirected;
    QTest::newRow("400") << 400 << Verdict::Refused;
    QTest::newRow("401") << 401 << Verdict::Unauthorised;
    QTest::newRow("403") << 403 << Verdict::Refused;
    QTest::newRow("404") << 404 << Verdict::Refused;
    QTest::newRow("407") << 407 << Verdict::Refused;
    QTest::newRow("408") << 408 << Verdict::NotDelivered;
    QTest::newRow("413") << 413 << Verdict::TooLarge;
    QTest::newRow("422") << 422 << Verdict::Refused;
    QTest::newRow("425") << 425 << Verdict::NotDelivered;
    QTest::newRow("429") << 429 << Verdict::NotDelivered;
    QTest::newRow("499") << 499 << Verdict::Refused;
    QTest::newRow("500") << 500 << Verdict::InDoubt;
    QTest::newRow("501") << 501 << Verdict::InDoubt;
    QTest::newRow("502") << 502 << Verdict::InDoubt;
    QTest::newRow("503") << 503 << Verdict::NotDelivered;
    QTest::newRow("504") << 504 << Verdict::InDoubt;
    QTest::newRow("599") << 599 << Verdict::InDoubt;
    QTest::newRow("no status") << 0 << Verdict::InDoubt;
    QTest::newRow("beyond HTTP") << 999 << Verdict::InDoubt;
}

void TestRetryPolicy::judgesAnswers()
{
    QFETCH(int, status);
    QFETCH(Verdict, verdict);
    QCOMPARE(verdictOf(answered(status)), verdict);
}

void TestRetryPolicy::looksAtTheReachBeforeTheStatus_data()
{
    QTest::addColumn<Reach>("reach");
    QTest::addColumn<int>("status");
    QTest::addColumn<Verdict>("verdict");
    QTest::newRow("nothing sent") << Reach::NotSent << 0 << Verdict::NotDelivered;
    QTest::newRow("no status seen") << Reach::Unknown << 0 << Verdict::InDoubt;
    QTest::newRow("half a 200") << Reach::Unknown << 200 << Verdict::InDoubt;
    QTest::newRow("half a 400") << Reach::Unknown << 400 << Verdict::InDoubt;
    QTest::newRow("half a 503") << Reach::Unknown << 503 << Verdict::InDoubt;
}

void TestRetryPolicy::looksAtTheReachBeforeTheStatus()
{
    QFETCH(Reach, reach);
    QFETCH(int, status);
    QFETCH(Verdict, verdict);
    HttpAnswer answer = answered(status);
    answer.reach = reach;
    QCOMPARE(verdictOf(answer), verdict);
}

void TestRetryPolicy::knowsADuplicateKeyByItsWords_data()
{
    QTest::addColumn<std::string>("body");
    QTest::addColumn<bool>("duplicate");
    QTest::newRow("PostgreSQL") << std::string(
        R"({"message":"duplicate key value violates unique constraint \"actions_pkey\""})")
                                << true;
    QTest::newRow("PostgreSQL's detail") << std::string("Key (id)=(1) already exists.") << true;
    QTest::newRow("other case") << std::string("DUPLICATE Key") << true;
    QTest::newRow("at the end") << std::string("x: Already Exists") << true;
    QTest::newRow("another refusal") << std::string(R"({"message":"Bearer Token is Missing"})") << false;
    QTest::newRow("half the words") << std::string("duplicate") << false;
    QTest::newRow("empty") << std::string() << false;
}

void TestRetryPolicy::knowsADuplicateKeyByItsWords()
{
    QFETCH(std::string, body);
    QFETCH(bool, duplicate);
    QCOMPARE(saysDuplicateKey(body), duplicate);
}

void TestRetryPolicy::drawsTheDelayUpToTheCap_data()
{
    QTest::addColumn<std::uint32_t>("attempt");
    QTest::addColumn<int>("capMs");
    QTest::newRow("before the first") << 0U << 100;
    QTest::newRow("first") << 1U << 100;
    QTest::newRow("second") << 2U << 200;
    QTest::newRow("third") << 3U << 400;
    QTest::newRow("last below the most") << 9U << 25'600;
    QTest::newRow("first at the most") << 10U << 30'000;
    QTest::newRow("width of an int") << 32U << 30'000;
    QTest::newRow("width of a duration") << 64U << 30'000;
    QTest::newRow("past it") << 65U << 30'000;
    QTest::newRow("the last number") << std::numeric_limits<std::uint32_t>::max() << 30'000;
}

void TestRetryPolicy::drawsTheDelayUpToTheCap()
{
    QFETCH(std::uint32_t, attempt);
    QFETCH(int, capMs);
    SeededRandom random(attempt);
    const HttpAnswer answer = answered(503);
    Millis least = Millis::max();
    Millis most = Millis::zero();
    for (int i = 0; i < 2'000; ++i) {
        const Millis delay = RetryPolicy().delayAfter(attempt, answer, random);
        least = std::min(least, delay);
        most = std::max(most, delay);
    }
    QVERIFY(least >= Millis(1));
    QVERIFY(least < Millis(capMs / 20));
    QVERIFY(most <= Millis(capMs));
    QVERIFY(most > Millis(capMs - capMs / 20));
}

void TestRetryPolicy::spreadsTheDelayEvenly()
{
    SeededRandom random(7);
    std::array<int, 30> perSecond{};
    for (int i = 0; i < clients; ++i) {
        const Millis delay = RetryPolicy().delayAfter(20, answered(503), random);
        ++perSecond[std::min<std::size_t>(static_cast<std::size_t>(delay.count()) / 1'000, 29)];
    }
    // Our bound is far tighter than needed not to overrun a server that comes back (three times the mean).
    const auto mean = clients / static_cast<int>(perSecond.size());
    QVERIFY(*std::ranges::max_element(perSecond) < mean * 3 / 2);
    QVERIFY(*std::ranges::min_element(perSecond) > mean / 2);
}

void TestRetryPolicy::drawsTheSameDelaysFromTheSameSeed()
{
    SeededRandom one(99);
    SeededRandom other(99);
    for (std::uint32_t attempt = 1; attempt < 100; ++attempt)
        QCOMPARE(RetryPolicy().delayAfter(attempt, answered(500), one).count(),
            RetryPolicy().delayAfter(attempt, answered(500), other).count());
}

void TestRetryPolicy::neverWaitsShorterThanTheServerAsks_data()
{
    QTest::addColumn<qint64>("askedMs");
    QTest::addColumn<qint64>("leastMs");
    QTest::addColumn<qint64>("mostMs");
    QTest::newRow("below the jitter") << qint64(0) << qint64(1) << qint64(100);
    QTest::newRow("above the jitter") << qint64(5'000) << qint64(5'000) << qint64(5'100);
    QTest::newRow("at the cap") << qint64(300'000) << qint64(300'000) << qint64(300'100);
    QTest::newRow("over the cap") << qint64(300'001) << qint64(300'000) << qint64(300'100);
    QTest::newRow("a year") << qint64(31'536'000'000) << qint64(300'000) << qint64(300'100);
    QTest::newRow("negative") << qint64(-5) << qint64(1) << qint64(100);
}

void TestRetryPolicy::neverWaitsShorterThanTheServerAsks()
{
    QFETCH(qint64, askedMs);
    QFETCH(qint64, leastMs);
    QFETCH(qint64, mostMs);
    SeededRandom random(3);
    for (int i = 0; i < 200; ++i) {
        const Millis delay = RetryPolicy().delayAfter(1, asking(Millis(askedMs)), random);
        QVERIFY(delay >= Millis(leastMs));
        QVERIFY(delay <= Millis(mostMs));
    }
}

void TestRetryPolicy::followsTheScheduleOfFullJitter_data()
{
    QTest::addColumn<std::uint32_t>("attempt");
    QTest::addColumn<double>("expectedMs"); // half the cap
    QTest::newRow("first") << 1U << 50.0;
    QTest::newRow("second") << 2U << 100.0;
    QTest::newRow("fifth") << 5U << 800.0;
    QTest::newRow("ninth") << 9U << 12'800.0;
    QTest::newRow("at the most") << 10U << 15'000.0;
    QTest::newRow("long after") << 500U << 15'000.0;
}

void TestRetryPolicy::followsTheScheduleOfFullJitter()
{
    QFETCH(std::uint32_t, attempt);
    QFETCH(double, expectedMs);
    double sum = 0;
    for (std::uint64_t client = 0; client < clients; ++client) {
        SeededRandom random(client);
        sum += static_cast<double>(RetryPolicy().delayAfter(attempt, answered(503), random).count());
    }
    const double mean = sum / clients;
    QVERIFY2(std::abs(mean - expectedMs) < 0.1 * expectedMs, std::to_string(mean).c_str());
}

void TestRetryPolicy::comesBackSpreadOutAfterAnOutage_data()
{
    QTest::addColumn<HttpAnswer>("answer");
    QTest::addColumn<int>("mostOverMean");
    QTest::newRow("nobody listens") << HttpAnswer() << 3;
    QTest::newRow("503") << answered(503) << 3;
    QTest::newRow("503 and half a minute") << asking(Millis(30'000)) << 3;
    // Twelve waits of five minutes: a bell of twelve small jitters, whose thin tails make the mean small.
    QTest::newRow("503 and more than may be asked") << asking(Millis(3'600'000)) << 4;
}

// All begin in the same second, and the server is back after an hour (reliability.md P10).
void TestRetryPolicy::comesBackSpreadOutAfterAnOutage()
{
    QFETCH(HttpAnswer, answer);
    QFETCH(int, mostOverMean);
    constexpr Millis outage = std::chrono::hours(1);
    std::map<Millis::rep, int> perSecond;
    for (std::uint64_t client = 0; client < clients; ++client) {
        SeededRandom random(client);
        Millis now(static_cast<Millis::rep>(random.below(1'000)));
        for (std::uint32_t attempt = 1; now < outage; ++attempt)
            now += RetryPolicy().delayAfter(attempt, answer, random);
        ++perSecond[(now - outage).count() / 1'000];
    }
    const auto seconds = static_cast<int>(perSecond.rbegin()->first) + 1;
    const int mean = clients / seconds;
    const auto busiest
        = std::ranges::max_element(perSecond, {}, [](const auto &each) { return each.second; });
    const std::string figures = "mean " + std::to_string(mean) + ", busiest "
        + std::to_string(busiest->second) + ", last after " + std::to_string(seconds) + " s";
    QVERIFY2(busiest->second <= mostOverMean * mean, figures.c_str());
    QVERIFY2(
        std::chrono::seconds(seconds) <= std::chrono::minutes(5) + std::chrono::seconds(30), figures.c_str());
}

QTEST_APPLESS_MAIN(TestRetryPolicy)
#include "tst_retry_policy.moc"
