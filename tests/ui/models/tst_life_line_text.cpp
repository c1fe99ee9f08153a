// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/life_line_text.h"

#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start{std::chrono::seconds{1'800'000'000}};

FlushAttempt attemptOf(Millis began, Millis ended, int status, FlushOutcome outcome)
{
    return {start + began, start + ended, status, outcome, {}};
}

FlushRecord flushOf(std::vector<FlushAttempt> tries)
{
    FlushRecord flush;
    flush.sequence = 3;
    flush.outcome = tries.back().outcome;
    flush.started = tries.front().began;
    flush.ended = tries.back().ended;
    flush.httpStatus = tries.back().httpStatus;
    flush.attempts = static_cast<std::uint32_t>(tries.size());
    flush.tries = std::move(tries);
    return flush;
}

LifeLine delivered()
{
    LifeLine line;
    line.created = start;
    line.enqueued = start + 10ms;
    line.taken = start + 300ms;
    line.flushes = {flushOf({attemptOf(302ms, 402ms, 503, FlushOutcome::Retrying),
        attemptOf(902ms, 1'002ms, 200, FlushOutcome::Delivered)})};
    return line;
}

/// "name|after|note|flush" a line.
QString printed(const LifeLineText &text)
{
    QStringList lines;
    for (const LifeStep &step : text.steps)
        lines << QStringLiteral("%1|%2|%3|%4")
                     .arg(step.name, step.after, step.note,
                         step.flush ? QString::number(*step.flush) : QStringLiteral("-"));
    return lines.join(u'\n');
}

QString spansOf(const LifeLineText &text)
{
    QStringList spans;
    for (const LifeSpan &span : text.spans)
        spans << QStringLiteral("%1 %2").arg(
            lifeStateText(span.state), QString::number(span.length / Nanos(1ms)));
    return spans.join(QStringLiteral(", "));
}

} // namespace

class TestLifeLineText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsEachStepOfADeliveredEvent();
    void dividesTheTimeByState();
    void saysWhyATimeIsNotKnown();
    void numbersTheAttemptsThatAreKept();
    void readsARecordWithoutAttempts();
    void hasNoLengthForAClockThatRanBackwards();
    void tellsAnEventThatWasNotAcknowledged();
};

void TestLifeLineText::tellsEachStepOfADeliveredEvent()
{
    QCOMPARE(printed(lifeLineText(delivered())),
        QStringLiteral("Created|—|its start, by its own word|-\n"
                       "Enqueued|10.0 ms||-\n"
                       "Taken|290 ms||-\n"
                       "Sent, flush 3, attempt 1|2.00 ms|HTTP 503 · retrying · took 100 ms|3\n"
                       "Sent, flush 3, attempt 2|500 ms|HTTP 200 · delivered · took 100 ms|3\n"
                       "Acknowledged|0 ns|HTTP 200 · delivered by flush 3|3"));
}

void TestLifeLineText::dividesTheTimeByState()
{
    const LifeLineText text = lifeLineText(delivered());
    QCOMPARE(spansOf(text),
        QStringLiteral("before the queue 10, in the queue 290, waiting to be sent 2, being sent 100, "
                       "waiting to be sent again 500, being sent 100"));
    QCOMPARE(text.summary,
        QStringLiteral("Acknowledged 992 ms after it was enqueued: in the queue 290 ms, waiting to be sent "
                       "2.00 ms, being sent 200 ms, waiting to be sent again 500 ms"));
}

void TestLifeLineText::saysWhyATimeIsNotKnown()
{
    LifeLine received;
    received.created = start;
    const LifeLineText text = lifeLineText(received);
    QCOMPARE(text.steps.size(), std::size_t{4});
    for (std::size_t i = 1; i < text.steps.size(); ++i) {
        QCOMPARE(text.steps[i].time, QStringLiteral("—"));
        QVERIFY(!text.steps[i].note.isEmpty());
    }
    QVERIFY(text.spans.empty());
    QCOMPARE(text.summary, QStringLiteral("Not acknowledged"));

    LifeLine queued = delivered();
    queued.taken.reset();
    queued.flushes.clear();
    QCOMPARE(lifeLineText(queued).steps[2].note, QStringLiteral("still in the queue, or not told yet"));
}

void TestLifeLineText::numbersTheAttemptsThatAreKept()
{
    LifeLine line = delivered();
    line.flushes[0].attempts = 40;
    const LifeLineText text = lifeLineText(line);
    QCOMPARE(text.steps[3].name, QStringLiteral("Sent, flush 3, attempts 1 to 38"));
    QCOMPARE(text.steps[3].time, QStringLiteral("—"));
    QCOMPARE(text.steps[3].note, QStringLiteral("not kept: only the last 2 are"));
    QCOMPARE(text.steps[5].name, QStringLiteral("Sent, flush 3, attempt 40"));
}

void TestLifeLineText::readsARecordWithoutAttempts()
{
    LifeLine line = delivered();
    line.flushes[0].tries.clear();
    const LifeLineText text = lifeLineText(line);
    QCOMPARE(text.steps.size(), std::size_t{5});
    QCOMPARE(text.steps[3].name, QStringLiteral("Sent, flush 3, attempt 2"));
    QCOMPARE(text.steps[3].note, QStringLiteral("HTTP 200 · delivered · took 700 ms"));
}

void TestLifeLineText::hasNoLengthForAClockThatRanBackwards()
{
    LifeLine line = delivered();
    line.created = start + 50ms; // by its own word, after it was enqueued
    const LifeLineText text = lifeLineText(line);
    QCOMPARE(text.steps[1].after, QChar(0x2212) + QStringLiteral("40.0 ms"));
    QCOMPARE(text.spans.front().state, LifeState::Queued);
    for (const LifeSpan &span : text.spans)
        QVERIFY(span.length > Nanos{0});
}

void TestLifeLineText::tellsAnEventThatWasNotAcknowledged()
{
    LifeLine line = delivered();
    line.flushes = {flushOf({attemptOf(302ms, 402ms, 0, FlushOutcome::InDoubt)})};
    const LifeLineText text = lifeLineText(line);
    QCOMPARE(text.steps.back().time, QStringLiteral("—"));
    QCOMPARE(text.steps.back().note, QStringLiteral("no good answer was read"));
    QVERIFY(text.summary.startsWith(QStringLiteral("Not acknowledged: in the queue 290 ms")));
}

QTEST_GUILESS_MAIN(TestLifeLineText)
#include "tst_life_line_text.moc"
