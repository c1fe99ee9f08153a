// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/lab/page_bench.h"
#include "ui/lab/compare_page.h"
#include "ui/widgets/curve_view.h"
#include "ui/widgets/proof_badge.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QTableView>

using namespace sluice;
using namespace sluice::ui;

namespace {

SessionId idOf(int number)
{
    return SessionId(std::to_string(number) + "1111111-1111-7111-8111-111111111111");
}

SessionSummary session(int number)
{
    SessionSummary summary;
    summary.id = idOf(number);
    summary.origin = Origin::Recorded;
    summary.tags = {"run", std::to_string(number)};
    summary.started = Timestamp(std::chrono::seconds(1'700'000'000 + number));
    return summary;
}

StoredRun run(int number, std::uint64_t dropped, const std::string &lab)
{
    StoredRun run;
    run.session = session(number);
    run.session.ledger = Ledger{};
    run.session.ledger->recorded = 1'000;
    run.session.ledger->delivered = 1'000 - dropped;
    run.session.ledger->dropsFor(DropReason::QueueFull) = dropped;
    if (!lab.empty())
        run.lab = lab;
    FlushRecord flush;
    flush.outcome = FlushOutcome::Delivered;
    flush.started = run.session.started;
    flush.ended = flush.started + Millis(40 * number);
    flush.attempts = 1;
    flush.bytes = 500;
    run.flushes = {flush, flush};
    const auto at = [&](int ms) { return run.session.started + Millis(ms); };
    run.depths = {{run.session.id, at(100), 0, 40, 100}, {run.session.id, at(2'000 * number), 0, 90, 100}};
    return run;
}

std::string labText(int seed)
{
    return "{\"plan\":{\"events\":1000,\"queue\":{\"max_queue_size\":" + std::to_string(100 * seed)
        + "}},\"seed\":1,\"result\":{\"record_ns\":{\"p50\":" + std::to_string(200 * seed)
        + ",\"p99\":900,\"max\":5000}}}";
}

struct Asked
{
    int times = 0;
    std::array<SessionId, 2> pair;
};

class Bench : public PageBench<ComparePage>
{
public:
    Bench()
    {
        QObject::connect(
            page, &ComparePage::pairAsked, page, [this](const SessionId &first, const SessionId &second) {
                asked = {asked.times + 1, {first, second}};
            });
    }

    void show(const QList<SessionSummary> &sessions) const
    {
        page->showSessions(sessions, Timestamp(std::chrono::seconds(1'700'000'100)));
    }

    /// The line of a fact: "1,000 | 750 | −250".
    QString line(const QString &what) const
    {
        const QAbstractItemModel *model = find<QTableView>("compareTable")->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            const auto cell = [&](int column) { return model->index(row, column).data().toString(); };
            if (cell(CompareModel::What) == what)
                return cell(CompareModel::First) + QStringLiteral(" | ") + cell(CompareModel::Second)
                    + QStringLiteral(" | ") + cell(CompareModel::Difference);
        }
        return {};
    }

    Asked asked;
};

} // namespace

class TestComparePage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesTheTwoNewestRuns();
    void comparesWhatIsChosen();
    void readsAgainWhenARunHasEnded();
    void readsAgainWhenARunCountsOtherwise();
    void prefersTheShownSessionUntilSomebodyChose();
    void saysTheProofOfEachSession();
    void laysTwoRunsSideBySide();
    void saysWhatIsNotKnown();
    void drawsBothDepthsOnTheSameScale();
    void keepsItsModelInOrder();
};

void TestComparePage::takesTheTwoNewestRuns()
{
    const Bench bench;
    SessionSummary received = session(9);
    received.origin = Origin::Received;
    bench.show({session(1), received});
    QCOMPARE(bench.asked.times, 0);
    bench.show({session(2), session(3)});
    QCOMPARE(bench.find<QComboBox>("compareFirst")->count(), 3);
    QVERIFY(bench.asked.times >= 1);
    QVERIFY(bench.asked.pair[0] != bench.asked.pair[1]);
}

void TestComparePage::comparesWhatIsChosen()
{
    const Bench bench;
    bench.show({session(1), session(2), session(3)});
    bench.press("compareFirst", Qt::Key_Home);
    bench.press("compareSecond", Qt::Key_End);
    QCOMPARE(bench.asked.pair, (std::array{idOf(3), idOf(1)}));
}

void TestComparePage::readsAgainWhenARunHasEnded()
{
    const Bench bench;
    bench.show({session(1), session(2)});
    const int before = bench.asked.times;
    bench.show({session(2)}); // news, but no end
    QCOMPARE(bench.asked.times, before);
    SessionSummary ended = session(2);
    ended.ended = ended.started + Millis(5);
    bench.show({ended});
    QCOMPARE(bench.asked.times, before + 1);
}

void TestComparePage::readsAgainWhenARunCountsOtherwise()
{
    const Bench bench;
    SessionSummary ended = session(2);
    ended.ended = ended.started + Millis(5);
    ended.ledger = Ledger{};
    ended.ledger->recorded = ended.ledger->inDoubt = 10;
    bench.show({session(1), ended, session(0)});
    const int before = bench.asked.times;
    ended.ledger->inDoubt = 0;
    ended.ledger->delivered = 10;
    bench.show({ended});
    QCOMPARE(bench.asked.times, before + 1);
    ended.counts.of(EventType::Action) = 10;
    bench.show({ended});
    QCOMPARE(bench.asked.times, before + 2);
    bench.show({ended}); // no other than before
    SessionSummary another = session(0);
    another.counts.of(EventType::Action) = 10;
    bench.show({another}); // not compared
    QCOMPARE(bench.asked.times, before + 2);
}

void TestComparePage::prefersTheShownSessionUntilSomebodyChose()
{
    const Bench bench;
    bench.show({session(1), session(2), session(3)});
    bench.page->preferFirst(idOf(1));
    QCOMPARE(bench.asked.pair[0], idOf(1));
    bench.press("compareFirst", Qt::Key_Home);
    QCOMPARE(bench.asked.pair[0], idOf(3));
    bench.page->preferFirst(idOf(2));
    QCOMPARE(bench.asked.pair[0], idOf(3));
}

void TestComparePage::saysTheProofOfEachSession()
{
    const Bench bench;
    SessionSummary complete = run(1, 0, {}).session;
    SessionSummary drops = run(2, 250, {}).session;
    for (SessionSummary *ended : {&complete, &drops}) {
        ended->ended = ended->started + Millis(5);
        ended->endState = EndState::Success;
        ended->counts.of(EventType::Action) = ended->ledger->delivered;
        ended->drops = ended->ledger->recorded - ended->ledger->delivered;
    }
    SessionSummary running = session(3);
    running.lastNews = running.started + Millis(90'000);
    bench.show({complete, drops, running});
    auto *box = bench.find<QComboBox>("compareFirst");
    QStringList words;
    for (int i = 0; i < box->count(); ++i) {
        words << box->itemText(i).section(QStringLiteral("; "), -1);
        QVERIFY(!box->itemIcon(i).isNull());
        QVERIFY(!box->itemData(i, Qt::ToolTipRole).toString().isEmpty());
    }
    QCOMPARE(words,
        (QStringList{
            QStringLiteral("running"), QStringLiteral("complete with drops"), QStringLiteral("complete")}));
    const QList<ProofBadge *> badges = bench.page->findChildren<ProofBadge *>();
    QCOMPARE(badges.size(), 2);
    QCOMPARE(badges[0]->word(), QStringLiteral("running"));
    bench.press("compareFirst", Qt::Key_End);
    QCOMPARE(badges[0]->word(), QStringLiteral("complete"));
    complete.ledger->inDoubt = 1;
    complete.ledger->delivered -= 1;
    bench.show({complete});
    QCOMPARE(badges[0]->word(), QStringLiteral("in doubt"));
}

void TestComparePage::laysTwoRunsSideBySide()
{
    const Bench bench;
    bench.page->showPair({run(1, 0, labText(1)), run(2, 250, labText(2))});
    QCOMPARE(bench.line(QStringLiteral("queue.max_queue_size")), QStringLiteral("100 | 200 | differs"));
    QCOMPARE(bench.line(QStringLiteral("events")), QString()); // the same in both
    QCOMPARE(bench.line(QStringLiteral("recorded")), QStringLiteral("1,000 | 1,000 | same"));
    QCOMPARE(bench.line(QStringLiteral("delivered")), QStringLiteral("1,000 | 750 | −250"));
    QCOMPARE(bench.line(QStringLiteral("dropped: queue full")), QStringLiteral("0 | 250 | +250"));
    QCOMPARE(bench.line(QStringLiteral("p50")), QStringLiteral("200 ns | 400 ns | 2 times"));
    QCOMPARE(bench.line(QStringLiteral("flushes")), QStringLiteral("2 | 2 | same"));
    QCOMPARE(bench.line(QStringLiteral("delivery p50")), QStringLiteral("40.0 ms | 80.0 ms | 2 times"));
    QCOMPARE(bench.line(QStringLiteral("greatest depth")), QStringLiteral("90 | 90 | same"));
}

void TestComparePage::saysWhatIsNotKnown()
{
    const Bench bench;
    StoredRun bare = run(2, 0, {});
    bare.session.ledger.reset();
    bare.flushes.clear();
    bench.page->showPair({run(1, 0, labText(1)), bare});
    QCOMPARE(bench.line(QStringLiteral("recorded")), QStringLiteral("1,000 | — | "));
    QCOMPARE(bench.line(QStringLiteral("p50")), QStringLiteral("200 ns | — | "));
    QCOMPARE(bench.line(QStringLiteral("delivery p99")), QStringLiteral("40.0 ms | — | "));
    QCOMPARE(bench.line(QStringLiteral("plan")), QStringLiteral("stored | no run of the lab | differs"));
}

void TestComparePage::drawsBothDepthsOnTheSameScale()
{
    const Bench bench;
    bench.page->showPair({run(1, 0, {}), run(2, 0, {})});
    auto *first = bench.find<CurveView>("compareDepthsFirst");
    auto *second = bench.find<CurveView>("compareDepthsSecond");
    first->setFocus();
    QTest::keyClick(first, Qt::Key_End);
    second->setFocus();
    QTest::keyClick(second, Qt::Key_End);
    QCOMPARE(first->words(), second->words()); // the same end of the axis, where both are 90 deep
    QVERIFY(
        first->words().startsWith(QStringLiteral("4.00 s")) || first->words().contains(QStringLiteral("90")));
    QVERIFY(second->words().contains(QStringLiteral("capacity: 100")));
}

void TestComparePage::keepsItsModelInOrder()
{
    CompareModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRows(compareRuns({run(1, 0, labText(1)), run(2, 5, labText(1))}));
    QVERIFY(model.rowCount() > 10);
    model.setRows({});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(TestComparePage)
#include "tst_compare_page.moc"
