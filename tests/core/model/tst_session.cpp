// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/session.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp news{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

SessionSummary session()
{
    SessionSummary summary;
    summary.id = SessionId("638552b9-1111-4111-8111-111111111111");
    summary.lastNews = news;
    return summary;
}

} // namespace

class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSilentOnlyAfterTheWholeTime_data();
    void isSilentOnlyAfterTheWholeTime();
    void isEndedHoweverLongAgo();
    void isCalledByItsTags_data();
    void isCalledByItsTags();
    void isCalledByTheFrontOfItsId_data();
    void isCalledByTheFrontOfItsId();
    void countsByTypeAndInAll();
};

void TestSession::isSilentOnlyAfterTheWholeTime_data()
{
    QTest::addColumn<Micros>("since");
    QTest::addColumn<SessionState>("state");
    QTest::newRow("at once") << Micros(0) << SessionState::Running;
    QTest::newRow("one before the border") << Micros(60s - 1us) << SessionState::Running;
    QTest::newRow("at the border") << Micros(60s) << SessionState::Running;
    QTest::newRow("one after the border") << Micros(60s + 1us) << SessionState::Silent;
    QTest::newRow("a clock that went back") << Micros(-1h) << SessionState::Running;
}

void TestSession::isSilentOnlyAfterTheWholeTime()
{
    QFETCH(Micros, since);
    QFETCH(SessionState, state);
    QCOMPARE(session().stateAt(news + since), state);
}

void TestSession::isEndedHoweverLongAgo()
{
    SessionSummary summary = session();
    summary.ended = news;
    QCOMPARE(summary.stateAt(news), SessionState::Ended);
    QCOMPARE(summary.stateAt(news + 24h), SessionState::Ended);
}

void TestSession::isCalledByItsTags_data()
{
    QTest::addColumn<std::vector<std::string>>("tags");
    QTest::addColumn<std::string>("name");
    const auto row = [](const char *name, std::vector<std::string> tags, const char *shown) {
        QTest::newRow(name) << std::move(tags) << std::string(shown);
    };
    row("none", {}, "session 638552b9");
    row("one", {"nightly"}, "nightly");
    row("several", {"nightly", "gpt", "eu"}, "nightly, gpt, eu");
    row("an empty one", {""}, "session 638552b9");
    row("an empty one among others", {"", "nightly", "", "eu", ""}, "nightly, eu");
    row("a line break", {"one\ntwo\r\n", "three\tfour"}, "one two  , three four");
}

void TestSession::isCalledByItsTags()
{
    QFETCH(std::vector<std::string>, tags);
    QFETCH(std::string, name);
    SessionSummary summary = session();
    summary.tags = tags;
    QCOMPARE(summary.displayName(), name);
}

void TestSession::isCalledByTheFrontOfItsId_data()
{
    QTest::addColumn<std::string>("id");
    QTest::addColumn<std::string>("name");
    const auto row = [](const char *name, const char *id, const char *shown) {
        QTest::newRow(name) << std::string(id) << std::string(shown);
    };
    row("short", "run-7", "session run-7");
    row("empty", "", "session ");
    row("eight characters", "12345678", "session 12345678");
    row("nine characters", "123456789", "session 12345678");
    row("a character across the cut", "1234567\xc3\xa9\xc3\xa9", "session 1234567");
    row("a character before the cut", "123456\xc3\xa9\xc3\xa9", "session 123456\xc3\xa9");
}

void TestSession::isCalledByTheFrontOfItsId()
{
    QFETCH(std::string, id);
    QFETCH(std::string, name);
    SessionSummary summary = session();
    summary.id = SessionId(id);
    QCOMPARE(summary.displayName(), name);
}

void TestSession::countsByTypeAndInAll()
{
    EventCounts counts;
    std::uint64_t next = 1;
    for (const EventType type : allEventTypes) {
        counts.of(type) = next;
        next *= 10;
    }
    QCOMPARE(counts.total(), std::uint64_t(11'111));
    QCOMPARE(std::as_const(counts).of(EventType::Tool), std::uint64_t(100));
}

QTEST_APPLESS_MAIN(TestSession)
#include "tst_session.moc"
