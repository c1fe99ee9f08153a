// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/analysis/analysis_bench.h"
#include "ui/analysis/figure_button.h"
#include "ui/analysis/histogram_view.h"
#include "ui/analysis/overview_page.h"
#include "ui/analysis/search_page.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTreeView>

using namespace sluice;
using namespace sluice::ui;

namespace {

SessionFigures session(int number, int seconds, std::optional<EndState> end, const char *model)
{
    SessionFigures figures;
    SessionSummary &summary = figures.session;
    summary.id = sessionNumber(number);
    summary.tags = {"run", std::to_string(number)};
    summary.started = Timestamp(std::chrono::seconds(1'800'000'000 + 86'400 * number));
    if (seconds > 0)
        summary.ended = summary.started + std::chrono::seconds(seconds);
    summary.endState = end;
    summary.counts.of(EventType::Llm) = 2;
    summary.counts.of(EventType::Error) = number == 1 ? 1 : 0;
    Usage usage;
    usage.calls = usage.unpricedCalls = 2;
    usage.promptTokens = usage.unpricedPromptTokens = 1'000;
    usage.completionTokens = usage.unpricedCompletionTokens = 100;
    summary.usage = usage;
    figures.models = {{model, usage, 0}};
    return figures;
}

std::shared_ptr<const ShownOverview> someOverview()
{
    return reckonOverview(
        {session(1, 10, EndState::Success, "gpt-4o"), session(2, 100, EndState::Fail, "gpt-4o"),
            session(3, 0, {}, "nobody-knows"), session(4, 20, EndState::Success, "gpt-4o-mini")},
        *somePrices(), {});
}

std::shared_ptr<const SearchAnswer> someAnswer()
{
    SearchAnswer answer;
    for (int number = 1; number <= 2; ++number) {
        SessionHits hits;
        hits.session = session(number, 10, {}, "gpt-4o").session;
        hits.count = number == 1 ? 7 : 1;
        SearchHit hit;
        hit.row = 40 + number;
        hit.type = EventType::Llm;
        hit.name = "gpt-4o";
        hit.field = TextField::Prompt;
        hit.snippet = "\xc3\xa4 <b>timeout</b> of the queue";
        hit.places = {{6, 7}};
        hit.isCutBefore = true;
        hits.hits = {hit};
        answer.sessions.push_back(hits);
    }
    answer.matches = 8;
    answer.sessionCount = 2;
    answer.indexed = 900;
    answer.stored = 1'000;
    return std::make_shared<const SearchAnswer>(std::move(answer));
}

} // namespace

class TestSessionsPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void overviewTellsItsFigures()
    {
        Host host;
        auto *page = host.put(new OverviewPage);
        QVERIFY(!host.find<FigureButton>("figureSessions")->isEnabled());
        page->showOverview(someOverview());
        const auto value = [&](const char *figure) { return host.find<FigureButton>(figure)->value(); };
        QCOMPARE(value("figureSessions"), QStringLiteral("4"));
        QCOMPARE(value("figureCost"), QStringLiteral("$0.00721"));
        QCOMPARE(value("figureCostEach"), QStringLiteral("$0.002403"));
        QCOMPARE(value("figureTokens"), QStringLiteral("1,100"));
        QCOMPARE(value("figureFailed"), QStringLiteral("1"));
        QCOMPARE(host.find<FigureButton>("figureFailed")->remark(), QStringLiteral("33.3 % of those ended"));
        QCOMPARE(value("figureErrors"), QStringLiteral("1"));
        QVERIFY(!host.find<FigureButton>("figureDrops")->isEnabled());
        QVERIFY(host.find<FigureButton>("figureCost")
                    ->accessibleDescription()
                    .contains(QStringLiteral("and 2 calls unknown")));
    }

    void eachFigureLeadsToItsSessions()
    {
        Host host;
        auto *page = host.put(new OverviewPage);
        page->showOverview(someOverview());
        QSignalSpy asked(page, &OverviewPage::sessionsAsked);
        QTest::mouseClick(host.find<FigureButton>("figureFailed"), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.last().at(0).value<QList<SessionId>>(), QList<SessionId>{sessionNumber(2)});
        QCOMPARE(host.find<QLabel>("overviewListTitle")->text(), QStringLiteral("Failed: 1 sessions"));
        auto *button = host.find<FigureButton>("figureSessions");
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(asked.last().at(0).value<QList<SessionId>>().size(), 4);
    }

    void eachBarLeadsToItsSessions()
    {
        Host host;
        auto *page = host.put(new OverviewPage);
        page->showOverview(someOverview());
        QSignalSpy asked(page, &OverviewPage::sessionsAsked);
        auto *days = host.find<HistogramView>("chartEndStates");
        QCOMPARE(days->bars().size(), std::size_t{4});
        QTest::mouseClick(days, Qt::LeftButton, {}, days->barRect(1).center().toPoint());
        QCOMPARE(asked.last().at(0).value<QList<SessionId>>(), QList<SessionId>{sessionNumber(2)});
        auto *durations = host.find<HistogramView>("chartDurations");
        durations->setFocus();
        QTest::keyClick(durations, Qt::Key_End);
        QTest::keyClick(durations, Qt::Key_Return);
        QCOMPARE(asked.last().at(0).value<QList<SessionId>>(), QList<SessionId>{sessionNumber(2)});
        QVERIFY(asked.last().at(1).toString().startsWith(
            QStringLiteral("Duration of a session, 1 min 40 s up to")));
    }

    void overviewListsAndOpensSessions()
    {
        Host host;
        auto *page = host.put(new OverviewPage);
        page->showOverview(someOverview());
        auto *table = host.find<QTableView>("overviewSessions");
        const QAbstractItemModelTester tester(
            table->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(table->model()->rowCount(), 4);
        QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("run, 4")); // the newest
        QCOMPARE(table->model()->index(1, ListedSessionsModel::Cost).data().toString(), QStringLiteral("—"));
        QCOMPARE(
            table->model()->index(1, ListedSessionsModel::Duration).data().toString(), QStringLiteral("—"));
        table->sortByColumn(ListedSessionsModel::Duration, Qt::DescendingOrder);
        QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("run, 2"));
        QSignalSpy opened(page, &OverviewPage::sessionOpened);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.last().at(0).value<SessionId>(), sessionNumber(2));
    }

    void overviewKeepsToDates()
    {
        Host host;
        auto *page = host.put(new OverviewPage);
        QSignalSpy changed(page, &OverviewPage::datesChanged);
        const Timestamp now(std::chrono::seconds(1'800'000'000));
        QVERIFY(!page->from(now));
        auto *period = host.find<QComboBox>("overviewPeriod");
        period->setFocus();
        QTest::keyClick(period, Qt::Key_Home);
        QCOMPARE(changed.size(), 1);
        const auto today = *page->from(now);
        QVERIFY(today <= now && now - today < std::chrono::hours(25));
        QTest::keyClick(period, Qt::Key_Down);
        QVERIFY(today - *page->from(now) >= std::chrono::hours(6 * 24 - 1));
        QVERIFY(!page->to());
    }

    void searchAsksAfterAPause()
    {
        Host host;
        auto *page = host.put(new SearchPage);
        QSignalSpy asked(page, &SearchPage::searchAsked);
        auto *edit = host.find<QLineEdit>("searchEdit");
        page->focusQuery();
        QTest::keyClicks(edit, QStringLiteral("timeout"));
        QCOMPARE(asked.size(), 0);
        QTRY_COMPARE(asked.size(), 1);
        QCOMPARE(asked.last().at(0).toString(), QStringLiteral("timeout"));
        QTest::keyClicks(edit, QStringLiteral(" queue"));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(asked.size(), 2);
    }

    void searchShowsHitsBySession()
    {
        Host host;
        auto *page = host.put(new SearchPage);
        auto *tree = host.find<QTreeView>("searchHits");
        const QAbstractItemModelTester tester(
            tree->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        page->search(QStringLiteral("timeout"));
        page->showAnswer(QStringLiteral("other"), std::make_shared<const SearchAnswer>());
        QVERIFY(host.find<QPushButton>("searchCancel")->isEnabled());
        page->showAnswer(QStringLiteral("timeout"), someAnswer());
        QCOMPARE(page->resultText(),
            QStringLiteral("8 events in 2 sessions · 900 of 1,000 events indexed, the rest is being read"));
        QCOMPARE(host.find<QLabel>("searchLine")->text(), page->resultText());
        const QModelIndex first = tree->model()->index(0, 0);
        QVERIFY(first.data().toString().endsWith(QStringLiteral("showing 1 of 7 hits")));
        const QModelIndex hit = tree->model()->index(0, 0, first);
        QCOMPARE(hit.data().toString(), QStringLiteral("…ä <b>timeout</b> of the queue"));
        QCOMPARE((hit.data(SearchHitsModel::PlacesRole).value<QList<QPair<int, int>>>()),
            (QList<QPair<int, int>>{{6, 7}}));
        QVERIFY(tree->isExpanded(first));
        QVERIFY(!tree->grab().isNull());
    }

    void searchOpensSessionsAndEvents()
    {
        Host host;
        auto *page = host.put(new SearchPage);
        page->search(QStringLiteral("timeout"));
        page->showAnswer(QStringLiteral("timeout"), someAnswer());
        QSignalSpy sessions(page, &SearchPage::sessionAsked);
        QSignalSpy events(page, &SearchPage::eventAsked);
        auto *tree = host.find<QTreeView>("searchHits");
        tree->setFocus();
        tree->setCurrentIndex(tree->model()->index(1, 0));
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(sessions.last().at(0).value<SessionId>(), sessionNumber(2));
        QTest::keyClick(tree, Qt::Key_Down);
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(events.last().at(0).value<SessionId>(), sessionNumber(2));
        QCOMPARE(events.last().at(1).toLongLong(), 42);
    }

    void searchSaysWhatIsWrong()
    {
        Host host;
        auto *page = host.put(new SearchPage);
        page->search(QStringLiteral("\"open"));
        page->showProblem(QStringLiteral("\"open"), QStringLiteral("this quotation mark is not closed"));
        QCOMPARE(
            host.find<QLabel>("searchLine")->text(), QStringLiteral("this quotation mark is not closed"));
        QVERIFY(!host.find<QPushButton>("searchCancel")->isEnabled());
    }
};

QTEST_MAIN(TestSessionsPages)
#include "tst_sessions_pages.moc"
