// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/ledger_items_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace std::chrono_literals;

namespace {

FlushRecord flushOf(std::uint64_t sequence, FlushOutcome outcome, std::uint64_t events = 10)
{
    FlushRecord flush;
    flush.sequence = sequence;
    flush.outcome = outcome;
    flush.events = events;
    return flush;
}

std::vector<EventHead> heads(std::size_t count)
{
    std::vector<EventHead> result(count);
    for (std::size_t i = 0; i < count; ++i)
        result[i].row = static_cast<std::int64_t>(i) + 1;
    return result;
}

QString itemsOf(const LedgerItemsModel &model)
{
    QStringList items;
    for (int row = 0; row < model.rowCount(); ++row)
        items << model.index(row, LedgerItemsModel::Item).data().toString();
    return items.join(u'|');
}

} // namespace

class TestLedgerItemsModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<LedgerItemsModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void listsWhatATermLeadsTo_data();
    void listsWhatATermLeadsTo();
    void movesAFlushThatGotAnotherOutcome();
    void asksForEventsOneFlushAtATime();
    void saysHowManyEventsItShows_data();
    void saysHowManyEventsItShows();
    void saysWhyThereAreNoEvents();
    void forgetsTheQuestionsOfAnotherTerm();
    void showsTheNewestRunsOfEachReason();

private:
    QModelIndex parent(int row) const { return m_model->index(row, 0); }

    std::unique_ptr<LedgerItemsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestLedgerItemsModel::listsWhatATermLeadsTo_data()
{
    QTest::addColumn<int>("term");
    QTest::addColumn<QString>("items");
    QTest::newRow("delivered") << int(LedgerTerm::Delivered) << QStringLiteral("Flush 1");
    QTest::newRow("in flight") << int(LedgerTerm::InFlight) << QStringLiteral("Flush 7|Flush 3|Flush 2");
    QTest::newRow("in doubt") << int(LedgerTerm::InDoubt) << QStringLiteral("Flush 7|Flush 4");
    QTest::newRow("refused") << int(LedgerTerm::Refused) << QStringLiteral("Flush 5");
    QTest::newRow("queued") << int(LedgerTerm::Queued) << QString();
}

void TestLedgerItemsModel::listsWhatATermLeadsTo()
{
    QFETCH(int, term);
    const std::vector<FlushRecord> flushes{flushOf(1, FlushOutcome::Delivered),
        flushOf(2, FlushOutcome::Sending), flushOf(3, FlushOutcome::Retrying),
        flushOf(4, FlushOutcome::InDoubt), flushOf(5, FlushOutcome::Refused), flushOf(6, FlushOutcome::Split),
        flushOf(7, FlushOutcome::Abandoned)};
    m_model->show(static_cast<LedgerTerm>(term), flushes, {});
    QTEST(itemsOf(*m_model), "items");
    QCOMPARE(m_model->eventsInAll(), m_model->inAll() * 10);
}

void TestLedgerItemsModel::movesAFlushThatGotAnotherOutcome()
{
    m_model->show(
        LedgerTerm::InFlight, {flushOf(1, FlushOutcome::Sending), flushOf(2, FlushOutcome::Sending)}, {});
    m_model->show(LedgerTerm::InFlight,
        {flushOf(1, FlushOutcome::Delivered), flushOf(2, FlushOutcome::Retrying),
            flushOf(3, FlushOutcome::Sending)},
        {});
    QCOMPARE(itemsOf(*m_model), QStringLiteral("Flush 3|Flush 2"));
    QVERIFY(m_model->index(1, LedgerItemsModel::Note).data().toString().contains(QStringLiteral("retrying")));
}

void TestLedgerItemsModel::asksForEventsOneFlushAtATime()
{
    m_tester.reset(); // it fetches by itself
    QSignalSpy wanted(m_model.get(), &LedgerItemsModel::eventsWanted);
    m_model->show(LedgerTerm::Delivered,
        {flushOf(1, FlushOutcome::Delivered), flushOf(2, FlushOutcome::Delivered)}, {});
    QVERIFY(m_model->canFetchMore(parent(0)));
    m_model->fetchMore(parent(0));
    m_model->fetchMore(parent(1));
    m_model->fetchMore(parent(0));
    QCOMPARE(wanted.count(), 1);
    m_model->showEvents(2, heads(10));
    QCOMPARE(wanted.count(), 2);
    QCOMPARE(wanted.last().front().toULongLong(), quint64{1});
    QCOMPARE(m_model->rowCount(parent(0)), 10);
    QCOMPARE(m_model->eventAt(m_model->index(4, 0, parent(0))), std::optional<qint64>(5));
    QVERIFY(!m_model->eventAt(parent(0)));
    QCOMPARE(m_model->flushAt(parent(0)), std::optional<quint64>(2));
}

void TestLedgerItemsModel::saysHowManyEventsItShows_data()
{
    QTest::addColumn<std::size_t>("events");
    QTest::addColumn<std::size_t>("read");
    QTest::addColumn<QString>("last");
    const std::size_t most = LedgerItemsModel::mostEvents;
    QTest::newRow("one less than the most") << most - 1 << most - 1 << QStringLiteral("Action");
    QTest::newRow("the most") << most << most << QStringLiteral("Action");
    QTest::newRow("one more") << most + 1 << most + 1 << QStringLiteral("showing 500 of 501 events");
    QTest::newRow("not all stored") << std::size_t{
        10} << std::size_t{4} << QStringLiteral("showing 4 of 10 events: the others are not in the store");
    QTest::newRow("none stored") << std::size_t{3} << std::size_t{0}
                                 << QStringLiteral("showing 0 of 3 events: the others are not in the store");
}

void TestLedgerItemsModel::saysHowManyEventsItShows()
{
    QFETCH(std::size_t, events);
    QFETCH(std::size_t, read);
    m_model->show(LedgerTerm::Delivered, {flushOf(1, FlushOutcome::Delivered, events)}, {});
    m_model->showEvents(1, heads(read));
    const int rows = m_model->rowCount(parent(0));
    QTEST(m_model->index(rows - 1, 0, parent(0)).data().toString(), "last");
}

void TestLedgerItemsModel::saysWhyThereAreNoEvents()
{
    m_model->show(LedgerTerm::Delivered, {flushOf(1, FlushOutcome::Delivered)}, {});
    m_model->showNoEvents(1, QStringLiteral("The store is gone."));
    QCOMPARE(m_model->index(0, 0, parent(0)).data().toString(), QStringLiteral("The store is gone."));
    QVERIFY(!m_model->eventAt(m_model->index(0, 0, parent(0))));
}

void TestLedgerItemsModel::forgetsTheQuestionsOfAnotherTerm()
{
    m_tester.reset(); // it fetches by itself
    const std::vector<FlushRecord> flushes{
        flushOf(1, FlushOutcome::Delivered), flushOf(2, FlushOutcome::Refused)};
    m_model->show(LedgerTerm::Delivered, flushes, {});
    m_model->fetchMore(parent(0));
    m_model->show(LedgerTerm::Refused, flushes, {});
    m_model->showEvents(1, heads(10)); // late
    QSignalSpy wanted(m_model.get(), &LedgerItemsModel::eventsWanted);
    m_model->fetchMore(parent(0));
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted[0][0].toULongLong(), quint64{2});
}

void TestLedgerItemsModel::showsTheNewestRunsOfEachReason()
{
    std::vector<DropRun> drops;
    for (std::size_t i = 0; i < LedgerItemsModel::mostRuns + 3; ++i)
        drops.push_back(
            {SessionId("s"), DropReason::QueueFull, Timestamp(Millis(i)), Timestamp(Millis(i)), 2});
    m_model->show(LedgerTerm::Dropped, {}, drops);
    QCOMPARE(m_model->rowCount(parent(0)), 1'000);
    QCOMPARE(m_model->index(0, LedgerItemsModel::Note).data().toString(),
        QStringLiteral("1,003 runs, showing the last 1,000"));
    QCOMPARE(m_model->index(0, LedgerItemsModel::Events).data().toString(), QStringLiteral("2,006"));
    QCOMPARE(m_model->dropAt(m_model->index(0, 0, parent(0)))->first, Timestamp(Millis(1'002)));
    QCOMPARE(m_model->listed(), std::size_t{1'000});
    QCOMPARE(m_model->inAll(), std::size_t{1'003});
}

QTEST_GUILESS_MAIN(TestLedgerItemsModel)
#include "tst_ledger_items_model.moc"
