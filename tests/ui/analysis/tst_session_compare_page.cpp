// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/analysis/analysis_bench.h"
#include "ui/analysis/diff_view.h"
#include "ui/analysis/pair_view.h"
#include "ui/analysis/session_compare_page.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTextBlock>

using namespace sluice;
using namespace sluice::ui;

namespace {

SessionSummary session(int number)
{
    SessionSummary summary;
    summary.id = sessionNumber(number);
    summary.tags = {"run", std::to_string(number)};
    summary.started = Timestamp(std::chrono::seconds(1'800'000'000 + number));
    return summary;
}

/// The second has no "search", but an error, and its first call is slower.
std::shared_ptr<const ComparedSessions> someCompared()
{
    MadeEvents first;
    first.add(EventType::Action, "plan", 0, 100);
    first.add(EventType::Llm, "gpt-4o", 100, 1'000, {}, {1'000, 100, {}});
    first.add(EventType::Tool, "search", 1'200, 400);
    first.add(EventType::Llm, "gpt-4o", 1'700, 1'000, {}, {500, 50, {}});
    MadeEvents second;
    second.add(EventType::Action, "plan", 0, 100);
    second.add(EventType::Llm, "gpt-4o", 100, 1'500, {}, {1'200, 100, {}});
    second.add(EventType::Llm, "gpt-4o", 1'700, 800, {}, {500, 50, {}});
    second.add(EventType::Error, "TimeoutError", 2'500, 0);
    ComparedSessions compared;
    compared.sessions = {session(1), session(2)};
    compared.sessions[1].counts.of(EventType::Error) = 1;
    compared.comparison = *compareSessions(first.snapshot(), second.snapshot(), *somePrices(), {});
    return std::make_shared<const ComparedSessions>(std::move(compared));
}

class Bench
{
public:
    Bench()
        : page(host.put(new SessionComparePage))
        , view(host.find<PairView>("pairView"))
        , pairs(host.find<QTableView>("comparePairs"))
        , diff(host.find<DiffView>("promptDiff"))
        , tester(pairs->model(), QAbstractItemModelTester::FailureReportingMode::Fatal)
        , prompts(page, &SessionComparePage::promptsAsked)
    {
        page->showSessions({session(1), session(2), session(3)});
    }

    QString fact(const QString &what) const
    {
        const auto *model = host.find<QTableView>("compareFacts")->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data().toString() == what)
                return model->index(row, 1).data().toString() + QStringLiteral(" | ")
                    + model->index(row, 2).data().toString() + QStringLiteral(" | ")
                    + model->index(row, 3).data().toString();
        }
        return {};
    }

    Host host;
    SessionComparePage *page;
    PairView *view;
    QTableView *pairs;
    DiffView *diff;
    QAbstractItemModelTester tester;
    QSignalSpy prompts;
};

} // namespace

class TestSessionComparePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForTwoSessions()
    {
        Bench bench;
        QSignalSpy asked(bench.page, &SessionComparePage::pairAsked);
        auto *first = bench.host.find<QComboBox>("compareSessionFirst");
        auto *second = bench.host.find<QComboBox>("compareSessionSecond");
        QCOMPARE(first->count(), 3);
        QVERIFY(first->itemText(0).startsWith(QStringLiteral("run, 3"))); // the newest
        first->setFocus();
        QTest::keyClick(first, Qt::Key_Down);
        QCOMPARE(asked.size(), 0);
        second->setFocus();
        QTest::keyClick(second, Qt::Key_End);
        QCOMPARE(asked.size(), 1);
        using Pair = std::array<SessionId, 2>;
        QCOMPARE(asked.last().at(0).value<Pair>(), (Pair{sessionNumber(3), sessionNumber(1)}));
        QVERIFY(bench.host.find<QPushButton>("compareCancel")->isEnabled());
        QTest::mouseClick(bench.host.find<QPushButton>("compareSwap"), Qt::LeftButton);
        QCOMPARE(asked.last().at(0).value<Pair>(), (Pair{sessionNumber(1), sessionNumber(3)}));
    }

    void isCancelled()
    {
        Bench bench;
        QSignalSpy cancelled(bench.page, &SessionComparePage::cancelled);
        bench.page->choose(0, sessionNumber(1));
        bench.page->choose(1, sessionNumber(2));
        bench.page->showProgress(50'000);
        QCOMPARE(
            bench.host.find<QLabel>("compareLine")->text(), QStringLiteral("Comparing … 50,000 events read"));
        QTest::mouseClick(bench.host.find<QPushButton>("compareCancel"), Qt::LeftButton);
        QCOMPARE(cancelled.size(), 1);
        QCOMPARE(bench.host.find<QLabel>("compareLine")->text(), QStringLiteral("Cancelled."));
    }

    void tellsWhatDiffers()
    {
        Bench bench;
        bench.page->showCompared(someCompared());
        QCOMPARE(bench.host.find<QLabel>("compareLine")->text(),
            QStringLiteral("3 pairs, 1 events only in the first, 1 only in the second"));
        QCOMPARE(bench.fact(QStringLiteral("Time")), QStringLiteral("2.70 s | 2.50 s | −200 ms"));
        QCOMPARE(bench.fact(QStringLiteral("Events")), QStringLiteral("4 | 4 | same"));
        QCOMPARE(bench.fact(QStringLiteral("Errors")), QStringLiteral("0 | 1 | +1"));
        QCOMPARE(bench.fact(QStringLiteral("Dropped events")), QStringLiteral("— | — | —"));
        QCOMPARE(bench.fact(QStringLiteral("Prompt tokens")), QStringLiteral("1,500 | 1,700 | +200"));
        QCOMPARE(bench.fact(QStringLiteral("Cost")), QStringLiteral("$0.00525 | $0.00575 | +$0.0005"));
        QCOMPARE(bench.pairs->model()->rowCount(), 5);
        const auto cell
            = [&](int row, int column) { return bench.pairs->model()->index(row, column).data().toString(); };
        QCOMPARE(cell(1, EventPairsModel::TimeDifference), QStringLiteral("+500 ms"));
        QCOMPARE(cell(1, EventPairsModel::Tokens), QStringLiteral("+200"));
        QCOMPARE(cell(2, EventPairsModel::Where), QStringLiteral("only first"));
        QCOMPARE(cell(4, EventPairsModel::Where), QStringLiteral("only second"));
    }

    void listsWhatIsAskedFor()
    {
        Bench bench;
        bench.page->showCompared(someCompared());
        auto *shown = bench.host.find<QComboBox>("comparePairsShown");
        shown->setFocus();
        QTest::keyClick(shown, Qt::Key_Down);
        QCOMPARE(bench.pairs->model()->rowCount(), 2);
        QTest::keyClick(shown, Qt::Key_Down);
        QCOMPARE(bench.pairs->model()->rowCount(), 1);
    }

    void choosesAPairInBothViews()
    {
        Bench bench;
        bench.page->showCompared(someCompared());
        bench.view->setFocus();
        QTest::keyClick(bench.view, Qt::Key_Right);
        QTest::keyClick(bench.view, Qt::Key_Right);
        QCOMPARE(bench.view->accessibleDescription(),
            QStringLiteral("LLM call gpt-4o; first 1.00 s, second 1.50 s, +500 ms"));
        QCOMPARE(bench.pairs->currentIndex().row(), 1);
        QCOMPARE(bench.prompts.size(), 2);
        const auto events = bench.prompts.last().at(0).value<std::array<EventPlace, 2>>();
        QCOMPARE(events[0].row, std::int64_t{2});
        QCOMPARE(events[1].session, sessionNumber(2));
        bench.pairs->setFocus();
        QTest::keyClick(bench.pairs, Qt::Key_Down);
        QCOMPARE(*bench.view->chosen(), std::size_t{2});
        QVERIFY(bench.diff->toPlainText().startsWith(QStringLiteral("Only one of the sessions")));
        QCOMPARE(bench.prompts.size(), 2);
        const auto compared = someCompared();
        const QRectF bar = bench.view->barRect(1, 1);
        QTest::mouseClick(bench.view, Qt::LeftButton, {}, bar.center().toPoint());
        QCOMPARE(*bench.view->chosen(), std::size_t{1});
        QCOMPARE(bench.pairs->currentIndex().row(), 1);
    }

    void drawsBarsWhereTheyHappened()
    {
        Bench bench;
        bench.page->showCompared(someCompared());
        QApplication::processEvents();
        const QRectF plan = bench.view->barRect(0, 0);
        const QRectF call = bench.view->barRect(0, 1);
        QVERIFY(plan.right() <= call.left() + 1);
        QVERIFY(std::abs(call.width() / plan.width() - 10) < 0.5);
        QCOMPARE(bench.view->barRect(1, 0).left(), plan.left()); // each counts from its own start
        const double before = call.width();
        bench.view->setFocus();
        QTest::keyClick(bench.view, Qt::Key_Right);
        QTest::keyClick(bench.view, Qt::Key_Plus);
        QVERIFY(bench.view->barRect(0, 1).width() > before * 1.2);
        QTest::keyClick(bench.view, Qt::Key_0);
        QCOMPARE(bench.view->barRect(0, 1), call);
        QVERIFY(!bench.view->grab().isNull());
    }

    void tellsBarsToScreenReaders()
    {
        Bench bench;
        bench.page->showCompared(someCompared());
        QApplication::processEvents();
        QAccessibleInterface *view = QAccessible::queryAccessibleInterface(bench.view);
        QCOMPARE(view->childCount(), 8);
        QAccessibleInterface *call = view->child(1);
        QVERIFY2(call->text(QAccessible::Name).startsWith(QStringLiteral("First session: LLM call gpt-4o")),
            qPrintable(call->text(QAccessible::Name)));
        QCOMPARE(view->indexOfChild(call), 1);
        QCOMPARE(view->childAt(call->rect().center().x(), call->rect().center().y()), call);
        QVERIFY(!call->state().selected);
        call->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QVERIFY(call->state().selected);
        QCOMPARE(bench.prompts.size(), 1);
        QVERIFY(view->child(7)->text(QAccessible::Name).contains(QStringLiteral("Second session")));
        bench.page->showCompared(someCompared());
        QVERIFY(view->child(0)->isValid() && !view->child(0)->state().selected);
    }

    void showsTheDiffAsPlainText()
    {
        Bench bench;
        bench.page->showDiff(
            std::make_shared<const LineDiff>(*diffLines("user:\nsay <b>hi</b>\n", "user:\nsay hello\n", {})));
        QCOMPARE(bench.diff->toPlainText(), QStringLiteral("  user:\n- say <b>hi</b>\n+ say hello"));
        const QTextBlock removed = bench.diff->document()->findBlockByNumber(1);
        QVERIFY(removed.blockFormat().background().style() != Qt::NoBrush);
        QCOMPARE(
            bench.diff->document()->findBlockByNumber(0).blockFormat().background().style(), Qt::NoBrush);
    }

    void opensAnEvent()
    {
        Bench bench;
        QSignalSpy opened(bench.page, &SessionComparePage::eventOpened);
        bench.page->showCompared(someCompared());
        bench.pairs->setFocus();
        bench.pairs->setCurrentIndex(bench.pairs->model()->index(4, 0));
        QTest::keyClick(bench.pairs, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.last().at(0).value<SessionId>(), sessionNumber(2));
        QCOMPARE(opened.last().at(1).toLongLong(), 4);
    }
};

QTEST_MAIN(TestSessionComparePage)
#include "tst_session_compare_page.moc"
