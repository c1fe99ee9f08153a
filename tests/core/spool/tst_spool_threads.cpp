// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/write_ahead.h"
#include "tests/core/spool/spool_fixture.h"

#include <QTest>

#include <thread>

using namespace sluice;

namespace {

constexpr int sessions = 6;
constexpr int bodiesEach = 40;

std::string idOf(int session)
{
    return "session-" + std::to_string(session);
}

/// As a session's flusher does: puts bodies, sends them in order, and cuts one into halves. The events that
/// it "sent", joined.
std::string putAndDrain(Spool &spool, int number)
{
    const SessionId session(idOf(number));
    if (!spool.putSession(makeSession(session.text())))
        return "no session";
    const auto writeAhead = spool.writeAhead(makeSession(session.text()));
    std::string sent;
    for (int i = 0; i < bodiesEach; ++i) {
        const std::string text = std::to_string(2 * i);
        const Result<std::int64_t> row = spool.put(makeBody(session, {text, std::to_string(2 * i + 1)}));
        if (!row || spool.events(session) != 2)
            return "miscounted";
        if (i % 5 == 0
            && !spool.replace(
                *row, {makeBody(session, {text}), makeBody(session, {std::to_string(2 * i + 1)})}))
            return "not replaced";
        if (writeAhead) {
            const WriteAhead::Place place = (*writeAhead)->reserve(text.size());
            (*writeAhead)->fill(place, text);
            (*writeAhead)->settle(place);
        }
        for (const std::string &event : drain(spool, session))
            sent += event + " ";
    }
    return spool.removeSession(session) ? sent : "not removed";
}

} // namespace

class TestSpoolThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsSessionsOfManyThreadsApart();
};

void TestSpoolThreads::keepsSessionsOfManyThreadsApart()
{
    std::string expected;
    for (int i = 0; i < 2 * bodiesEach; ++i)
        expected += std::to_string(i) + " ";
    const TemporaryRoot root;
    {
        const auto spool = root.open();
        std::vector<std::string> sent(sessions);
        {
            std::vector<std::jthread> threads;
            for (int session = 0; session < sessions; ++session) {
                threads.emplace_back([&spool, &sent, session] {
                    sent[static_cast<std::size_t>(session)] = putAndDrain(*spool, session);
                });
            }
        }
        QCOMPARE(sent, std::vector<std::string>(sessions, expected));
        QCOMPARE(spool->bytes(), std::uint64_t{0});
    }
    QCOMPARE(root.folders().size(), std::size_t{0});
}

QTEST_APPLESS_MAIN(TestSpoolThreads)
#include "tst_spool_threads.moc"
