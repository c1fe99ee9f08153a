// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/timeline/demo_session.h"
#include "ui/models/timeline_model.h"
#include "ui/queue/balance_line.h"
#include "ui/queue/ledger_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/proof_badge.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTreeView>

#include <memory>

using namespace sluice;
using namespace sluice::test;
using namespace sluice::ui;
using namespace std::chrono_literals;

namespace {

FlushRecord flushOf(std::uint64_t sequence, FlushOutcome outcome, std::uint64_t events)
{
    FlushRecord flush;
    flush.session = SessionId("s");
    flush.sequence = sequence;
    flush.outcome = outcome;
    flush.started = sessionStart + Millis(static_cast<std::int64_t>(sequence));
    flush.ended = flush.started + 5ms;
    flush.events = events;
    flush.bytes = events * 100;
    flush.attempts = 1;
    flush.httpStatus = outcome == FlushOutcome::Delivered ? 200 : 0;
    return flush;
}

DropRun runOf(DropReason reason, Millis at, std::uint64_t count)
{
    return {SessionId("s"), reason, sessionStart + at, sessionStart + at + 2ms, count};
}

EventHead headOf(std::int64_t row, const char *name)
{
    EventHead head;
    head.row = row;
    head.name = name;
    head.start = head.end = sessionStart;
    return head;
}

} // namespace

class TestLedgerPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }
    void init();
    void cleanup() { m_host.reset(); }

    void showsEveryTermWithItsCount();
    void keepsTheTermsInSightWhenItIsLow();
    void saysWhetherItBalances();
    void listsTheFlushesOfATerm_data();
    void listsTheFlushesOfATerm();
    void opensAFlushToItsEvents();
    void groupsDropsByReason();
    void leadsToThePictureFromWhatIsQueued();
    void explainsInWordsWhatHasNoList_data();
    void explainsInWordsWhatHasNoList();
    void saysHowManyItShows();
    void staysOpenWhileFlushesCome();
    void showsDashesForAReceivedSession();
    void goesThroughTheTermsByKeys();

private:
    template <typename T>
    T *child(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1String(name));
    }
    QTreeView *tree() const { return child<QTreeView>("ledgerItems"); }
    QString itemAt(int row, int column) const
    {
        return tree()->model()->index(row, column).data().toString();
    }
    void clickTerm(LedgerTerm term);
    void clickItem(const QModelIndex &index);
    QueueSnapshot queue() const;

    std::unique_ptr<TimelineModel> m_model;
    std::unique_ptr<QWidget> m_host; ///< a window with a layout warns offscreen
    LedgerPage *m_page = nullptr; ///< the host's
};

QueueSnapshot TestLedgerPage::queue() const
{
    QueueSnapshot queue;
    queue.session = SessionId("s");
    queue.ledger.delivered = 150;
    queue.ledger.queued = 7;
    queue.ledger.inFlight = 20;
    queue.ledger.refused = 3;
    queue.ledger.dropsFor(DropReason::QueueFull) = 12;
    queue.ledger.dropsFor(DropReason::TooLarge) = 1;
    queue.ledger.rejected = 2;
    queue.ledger.recorded = queue.ledger.accountedFor();
    return queue;
}

void TestLedgerPage::init()
{
    m_model = std::make_unique<TimelineModel>();
    m_model->reset(summaryOf("s", Origin::Recorded));
    m_model->appendFlushes({flushOf(1, FlushOutcome::Delivered, 100), flushOf(2, FlushOutcome::Refused, 3),
        flushOf(3, FlushOutcome::Delivered, 50), flushOf(4, FlushOutcome::Sending, 20)});
    m_model->appendDrops({runOf(DropReason::QueueFull, 1ms, 4), runOf(DropReason::QueueFull, 30ms, 8),
        runOf(DropReason::TooLarge, 40ms, 1)});
    m_host = std::make_unique<QWidget>();
    m_host->resize(1'000, 420);
    m_page = new LedgerPage(*m_model, m_host.get());
    m_page->resize(m_host->size());
    m_page->showSession(*m_model->session(), sessionStart + 1s);
    m_page->showQueue(queue());
    m_host->show();
    QVERIFY(QTest::qWaitForWindowActive(m_host.get()));
}

void TestLedgerPage::clickTerm(LedgerTerm term)
{
    auto *terms = child<QTableView>("ledgerTerms");
    const QModelIndex index = terms->model()->index(static_cast<int>(term), 0);
    QTest::mouseClick(terms->viewport(), Qt::LeftButton, {}, terms->visualRect(index).center());
    QCOMPARE(m_page->currentTerm(), term);
}

void TestLedgerPage::clickItem(const QModelIndex &index)
{
    tree()->scrollTo(index);
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, tree()->visualRect(index).center());
}

void TestLedgerPage::showsEveryTermWithItsCount()
{
    m_page->showAll(queue().ledger);
    auto *terms = child<QTableView>("ledgerTerms");
    QStringList shown;
    for (int row = 0; row < terms->model()->rowCount(); ++row)
        shown << QStringLiteral("%1 %2").arg(terms->model()->index(row, LedgerModel::Term).data().toString(),
            terms->model()->index(row, LedgerModel::Session).data().toString());
    QCOMPARE(shown.join(u'|'),
        QStringLiteral("recorded 195|delivered 150|queued 7|in flight 20|in doubt 0|spooled 0|refused 3|"
                       "dropped 13|rejected 2"));
    QCOMPARE(terms->model()->index(0, LedgerModel::All).data().toString(), QStringLiteral("195"));
    for (int row = 0; row < terms->model()->rowCount(); ++row)
        QVERIFY(!terms->model()->index(row, LedgerModel::Meaning).data().toString().isEmpty());
}

void TestLedgerPage::keepsTheTermsInSightWhenItIsLow()
{
    const SessionSummary shown = summaryOf("s");
    m_page->showSession(shown, sessionStart);
    m_page->resize(640, 400);
    QTRY_VERIFY(child<BalanceLine>("allBalance")->isVisible());
    m_page->resize(640, m_page->minimumSizeHint().height());
    QTRY_VERIFY(!child<BalanceLine>("allBalance")->isVisible());
    m_page->resize(640, m_page->minimumSizeHint().height());
    auto *terms = child<QTableView>("ledgerTerms");
    QVERIFY2(m_page->height() < 220, qPrintable(QString::number(m_page->height())));
    QTRY_VERIFY(terms->rowAt(terms->viewport()->height() - 2) >= 4);
    QVERIFY2(terms->columnViewportPosition(LedgerModel::All) + terms->columnWidth(LedgerModel::All)
            <= terms->viewport()->width(),
        "both counts of a term are in sight");
}

void TestLedgerPage::saysWhetherItBalances()
{
    auto *line = child<BalanceLine>("sessionBalance");
    QCOMPARE(line->verdict(), QStringLiteral("✓ balances"));
    QVERIFY(line->sum().startsWith(QStringLiteral("recorded 195 = delivered 150 + queued 7")));
    const QColor green = child<QLabel>("verdict")->palette().color(QPalette::WindowText);
    QueueSnapshot broken = queue();
    ++broken.ledger.recorded;
    m_page->showQueue(broken);
    QCOMPARE(line->verdict(), QStringLiteral("≠ does not balance"));
    QVERIFY(line->sum().endsWith(QStringLiteral(": 1 unaccounted for")));
    QVERIFY(child<QLabel>("verdict")->palette().color(QPalette::WindowText) != green);
    QVERIFY(line->accessibleDescription().contains(QStringLiteral("does not balance")));
}

void TestLedgerPage::listsTheFlushesOfATerm_data()
{
    QTest::addColumn<int>("term");
    QTest::addColumn<QString>("flushes");
    QTest::newRow("delivered") << int(LedgerTerm::Delivered) << QStringLiteral("Flush 3 50|Flush 1 100");
    QTest::newRow("in flight") << int(LedgerTerm::InFlight) << QStringLiteral("Flush 4 20");
    QTest::newRow("refused") << int(LedgerTerm::Refused) << QStringLiteral("Flush 2 3");
    QTest::newRow("in doubt") << int(LedgerTerm::InDoubt) << QString();
}

void TestLedgerPage::listsTheFlushesOfATerm()
{
    QFETCH(int, term);
    clickTerm(static_cast<LedgerTerm>(term));
    QStringList shown;
    for (int row = 0; row < tree()->model()->rowCount(); ++row)
        shown << itemAt(row, LedgerItemsModel::Item) + u' ' + itemAt(row, LedgerItemsModel::Events);
    QTEST(shown.join(u'|'), "flushes");
    QCOMPARE(tree()->isVisible(), !shown.isEmpty());
    QCOMPARE(child<QLabel>("ledgerWords")->isVisible(), shown.isEmpty());
}

void TestLedgerPage::opensAFlushToItsEvents()
{
    clickTerm(LedgerTerm::Delivered);
    QSignalSpy wanted(m_page, &LedgerPage::eventsOfFlushWanted);
    QSignalSpy flush(m_page, &LedgerPage::flushAsked);
    QSignalSpy event(m_page, &LedgerPage::eventAsked);
    const QModelIndex first = tree()->model()->index(0, 0);
    clickItem(first);
    QCOMPARE(flush.takeFirst().front().toULongLong(), quint64{3});
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Right); // opens it
    QCOMPARE(wanted.takeFirst().front().toULongLong(), quint64{3});
    m_page->showFlushEvents(3, {headOf(11, "plan"), headOf(12, "<b>search</b>")});
    QCOMPARE(tree()->model()->rowCount(first), 3);
    const QModelIndex second = tree()->model()->index(1, 0, first);
    QCOMPARE(second.data().toString(), QStringLiteral("Action <b>search</b>"));
    clickItem(second);
    QCOMPARE(event.takeLast().front().toLongLong(), qint64{12});
    QCOMPARE(tree()->model()->index(2, 0, first).data().toString(),
        QStringLiteral("showing 2 of 50 events: the others are not in the store"));
}

void TestLedgerPage::groupsDropsByReason()
{
    clickTerm(LedgerTerm::Dropped);
    QCOMPARE(itemAt(0, LedgerItemsModel::Item), QStringLiteral("queue full"));
    QCOMPARE(itemAt(0, LedgerItemsModel::Events), QStringLiteral("12"));
    QCOMPARE(itemAt(0, LedgerItemsModel::Note), QStringLiteral("2 runs"));
    QCOMPARE(itemAt(1, LedgerItemsModel::Item), QStringLiteral("too large"));
    QVERIFY(child<ElidedLabel>("ledgerSummary")
                ->fullText()
                .contains(QStringLiteral("drop runs: 3, with 13 events")));
    QSignalSpy asked(m_page, &LedgerPage::dropAsked);
    tree()->expand(tree()->model()->index(0, 0));
    clickItem(tree()->model()->index(1, 0, tree()->model()->index(0, 0))); // the older one
    QCOMPARE(asked.takeLast().front().value<DropRun>(), runOf(DropReason::QueueFull, 1ms, 4));
    clickItem(tree()->model()->index(0, 0));
    QCOMPARE(asked.takeLast().front().value<DropRun>().count, std::uint64_t{8}); // the largest
}

void TestLedgerPage::leadsToThePictureFromWhatIsQueued()
{
    QVERIFY(!child<QPushButton>("ledgerPicture")->isVisible());
    clickTerm(LedgerTerm::Queued);
    QSignalSpy asked(m_page, &LedgerPage::pictureAsked);
    QTest::mouseClick(child<QPushButton>("ledgerPicture"), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
}

void TestLedgerPage::explainsInWordsWhatHasNoList_data()
{
    QTest::addColumn<int>("term");
    QTest::addColumn<QString>("words");
    QTest::newRow("recorded") << int(LedgerTerm::Recorded) << QStringLiteral("exactly one of the terms");
    QTest::newRow("spooled") << int(LedgerTerm::Spooled) << QStringLiteral("Nothing is kept on disk");
    QTest::newRow("rejected") << int(LedgerTerm::Rejected) << QStringLiteral("after the session had ended");
    QTest::newRow("in doubt") << int(LedgerTerm::InDoubt) << QStringLiteral("There are none");
}

void TestLedgerPage::explainsInWordsWhatHasNoList()
{
    QFETCH(int, term);
    QFETCH(QString, words);
    clickTerm(static_cast<LedgerTerm>(term));
    QVERIFY(child<QLabel>("ledgerWords")->isVisible());
    QVERIFY2(child<QLabel>("ledgerWords")->text().contains(words),
        qPrintable(child<QLabel>("ledgerWords")->text()));
}

void TestLedgerPage::saysHowManyItShows()
{
    std::vector<FlushRecord> flushes;
    for (std::uint64_t i = 1; i <= LedgerItemsModel::mostFlushes + 5; ++i)
        flushes.push_back(flushOf(i + 100, FlushOutcome::InDoubt, 2));
    m_model->appendFlushes(flushes);
    clickTerm(LedgerTerm::InDoubt);
    QCOMPARE(child<ElidedLabel>("ledgerSummary")->fullText(),
        QStringLiteral(
            "showing 1,000 of 1,005 flushes, which carry 2,010 events in all · the ledger counts 0"));
    QCOMPARE(itemAt(0, LedgerItemsModel::Item), QStringLiteral("Flush 1,105")); // the newest
}

void TestLedgerPage::staysOpenWhileFlushesCome()
{
    clickTerm(LedgerTerm::Delivered);
    tree()->expand(tree()->model()->index(1, 0));
    m_page->showFlushEvents(1, {headOf(1, "a")});
    m_model->appendFlushes({flushOf(4, FlushOutcome::Delivered, 20), flushOf(5, FlushOutcome::Delivered, 9)});
    QTRY_COMPARE(tree()->model()->rowCount(), 4);
    QCOMPARE(itemAt(0, LedgerItemsModel::Item), QStringLiteral("Flush 5"));
    const QModelIndex opened = tree()->model()->index(3, 0);
    QCOMPARE(opened.data().toString(), QStringLiteral("Flush 1"));
    QVERIFY(tree()->isExpanded(opened));
    QCOMPARE(tree()->model()->rowCount(opened), 2);
}

void TestLedgerPage::showsDashesForAReceivedSession()
{
    const SessionSummary received = summaryOf("r");
    m_model->reset(received);
    m_page->showSession(received, sessionStart);
    m_page->showQueue(queue()); // another session's
    auto *terms = child<QTableView>("ledgerTerms");
    QCOMPARE(terms->model()->index(0, LedgerModel::Session).data().toString(), QStringLiteral("—"));
    QCOMPARE(child<BalanceLine>("sessionBalance")->verdict(), QStringLiteral("—"));
    QVERIFY(child<BalanceLine>("sessionBalance")->sum().startsWith(QStringLiteral("not recorded by Sluice")));
    QCOMPARE(child<ProofBadge>("proofBadge")->proof(), Proof::Running);
    QTRY_COMPARE(tree()->model()->rowCount(), 0);
}

void TestLedgerPage::goesThroughTheTermsByKeys()
{
    clickTerm(LedgerTerm::Recorded);
    auto *terms = child<QTableView>("ledgerTerms");
    terms->setFocus();
    QTest::keyClick(terms, Qt::Key_Down);
    QCOMPARE(m_page->currentTerm(), LedgerTerm::Delivered);
    QCOMPARE(tree()->accessibleName(), QStringLiteral("What delivered leads to"));
    QVERIFY(child<ElidedLabel>("ledgerHeading")->fullText().startsWith(QStringLiteral("150 delivered")));
}

QTEST_MAIN(TestLedgerPage)
#include "tst_ledger_page.moc"
