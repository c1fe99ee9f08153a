// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/analysis/analysis_bench.h"
#include "ui/analysis/event_table.h"
#include "ui/analysis/events_page.h"
#include "ui/analysis/filter_bar.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

using namespace sluice;
using namespace sluice::ui;

namespace {

class Bench
{
public:
    Bench()
        : page(host.put(new EventsPage(listing)))
        , table(page->table())
        , asked(page, &EventsPage::eventAsked)
        , tester(&table->events(), QAbstractItemModelTester::FailureReportingMode::Fatal)
    {
        listing.setPrices(somePrices());
        settle(listing);
    }

    void show(EventSource source)
    {
        listing.setSource(std::move(source));
        settleNews();
    }

    void settleNews()
    {
        const std::size_t size = listing.source().events.size();
        QTRY_VERIFY_WITH_TIMEOUT(!listing.isWorking() && listing.listed()->total() == size, patience);
    }

    void filter(const QString &text)
    {
        page->filterBar()->setText(text);
        settle(listing);
    }

    /// "1 2 3": the store's rows from top to bottom.
    QString rows() const
    {
        QStringList texts;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            texts << table->model()->index(row, 0).data(EventTableModel::RowRole).toString();
        return texts.join(QLatin1Char(' '));
    }

    /// "a | b | ...": what a row says.
    QString line(int row) const
    {
        QStringList texts;
        for (int column = 0; column < EventTableModel::columns; ++column)
            texts << table->model()->index(row, column).data().toString();
        return texts.join(QStringLiteral(" | "));
    }

    QPoint cell(int row, int column) const
    {
        return table->visualRect(table->model()->index(row, column)).center();
    }
    void click(int row, int column = 1)
    {
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, cell(row, column));
    }
    void clickHeader(int column)
    {
        const QHeaderView *header = table->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
            {header->sectionViewportPosition(column) + header->sectionSize(column) / 2,
                header->height() / 2});
        settle(listing);
    }

    Host host;
    EventListing listing;
    EventsPage *page;
    EventTable *table;
    QSignalSpy asked;
    QAbstractItemModelTester tester;
};

} // namespace

class TestEventsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsASession()
    {
        Bench bench;
        QCOMPARE(bench.host.find<QLabel>("eventsNothing")->text(), QStringLiteral("No events yet."));
        bench.show(smallSource());
        QCOMPARE(bench.rows(), QStringLiteral("1 2 3 4 5 6 7 8"));
        QCOMPARE(bench.line(0), QStringLiteral("0:00.000 | Action | plan | writer | 20.0 ms |  |  | done"));
        QCOMPARE(bench.line(1),
            QStringLiteral("0:00.100 | LLM call | gpt-4o | writer | 2.30 s | 1,240 | $0.0125 | done"));
        QCOMPARE(bench.line(3),
            QStringLiteral(
                "0:03.000 | LLM call | gpt-4o-mini | reviewer | 900 ms | 2,100 | $0.00036 | done"));
        QCOMPARE(
            bench.line(5), QStringLiteral("0:09.000 | Error | TimeoutError | reviewer | 0 ns |  |  | error"));
        QCOMPARE(bench.line(6),
            QStringLiteral("0:09.100 | LLM call | my-own-model | writer | 300 ms | 550 | — | done"));
        QCOMPARE(
            bench.line(7), QStringLiteral("0:09.500 | Tool call | write | writer | 100 ms |  |  | open"));
        QVERIFY(bench.table->model()
                    ->index(3, EventTableModel::Cost)
                    .data(EventTableModel::ReckonedRole)
                    .toBool());
        QVERIFY(!bench.table->model()
                     ->index(1, EventTableModel::Cost)
                     .data(EventTableModel::ReckonedRole)
                     .toBool());
        QCOMPARE(bench.page->resultText(), QStringLiteral("8 events"));
    }

    void filtersWhatIsTyped()
    {
        Bench bench;
        bench.show(smallSource());
        auto *edit = bench.host.find<QLineEdit>("filterEdit");
        edit->setFocus();
        QTRY_VERIFY(edit->hasFocus());
        QTest::keyClicks(edit, QStringLiteral("type:llm dur>500ms"));
        QTRY_COMPARE(bench.rows(), QStringLiteral("2 4"));
        QCOMPARE(bench.page->resultText(), QStringLiteral("showing 2 of 8"));
        bench.filter(QStringLiteral("name:nowhere"));
        QVERIFY(!bench.table->isVisible());
        QVERIFY(
            bench.host.find<QLabel>("eventsNothing")->text().startsWith(QStringLiteral("No event matches")));
        bench.filter({});
        QCOMPARE(bench.rows(), QStringLiteral("1 2 3 4 5 6 7 8"));
    }

    void sortsByTheHeader()
    {
        Bench bench;
        bench.show(smallSource());
        bench.clickHeader(EventTableModel::Duration);
        QCOMPARE(bench.rows(), QStringLiteral("6 1 8 7 3 4 2 5"));
        bench.clickHeader(EventTableModel::Duration);
        QCOMPARE(bench.rows(), QStringLiteral("5 2 4 3 7 8 1 6"));
        bench.clickHeader(EventTableModel::Cost);
        QCOMPARE(bench.rows(), QStringLiteral("4 2 1 3 5 6 7 8"));
    }

    void sharesOneSelection()
    {
        Bench bench;
        bench.show(smallSource());
        bench.click(2);
        QCOMPARE(bench.asked.size(), 1);
        QCOMPARE(bench.asked.last().at(0).toLongLong(), 3);
        QTest::keyClick(bench.table, Qt::Key_Down);
        QCOMPARE(bench.asked.last().at(0).toLongLong(), 4);
        bench.page->selectRow(7);
        QCOMPARE(bench.asked.size(), 2); // who told it knows
        QCOMPARE(bench.table->currentIndex().row(), 6);
        bench.clickHeader(EventTableModel::Duration);
        QCOMPARE(bench.table->currentIndex().data(EventTableModel::RowRole).toLongLong(), 7);
        bench.filter(QStringLiteral("type:tool"));
        QVERIFY(!bench.table->currentIndex().isValid());
        bench.filter({});
        QCOMPARE(bench.table->currentIndex().data(EventTableModel::RowRole).toLongLong(), 7);
        QCOMPARE(bench.asked.size(), 2);
    }

    void opensByReturnAndDoubleClick()
    {
        Bench bench;
        QSignalSpy opened(bench.page, &EventsPage::eventOpened);
        bench.show(smallSource());
        bench.click(1);
        QTest::keyClick(bench.table, Qt::Key_Return);
        QTest::mouseDClick(bench.table->viewport(), Qt::LeftButton, {}, bench.cell(1, 1));
        QCOMPARE(opened.size(), 2);
        QCOMPARE(opened.last().at(0).toLongLong(), 2);
    }

    void filtersByACell_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("column");
        QTest::addColumn<bool>("isOut");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("rows");
        using Column = EventTableModel::Column;
        QTest::newRow("time") << 4 << int(Column::Time) << false << "at>=4000000us"
                              << "5 6 7 8";
        QTest::newRow("type") << 1 << int(Column::Type) << false << "type:llm"
                              << "2 4 7";
        QTest::newRow("not the type") << 1 << int(Column::Type) << true << "-type:llm"
                                      << "1 3 5 6 8";
        QTest::newRow("model") << 3 << int(Column::Name) << false << "model:gpt-4o-mini"
                               << "4";
        QTest::newRow("tool") << 2 << int(Column::Name) << false << "tool:search"
                              << "3";
        QTest::newRow("name") << 0 << int(Column::Name) << false << "name:plan"
                              << "1";
        QTest::newRow("agent") << 0 << int(Column::Agent) << true << "-agent:writer"
                               << "3 4 5 6";
        QTest::newRow("duration") << 1 << int(Column::Duration) << false << "dur>=2300000us"
                                  << "2 5";
        QTest::newRow("tokens") << 1 << int(Column::Tokens) << false << "tokens>=1240"
                                << "2 4";
        QTest::newRow("cost") << 3 << int(Column::Cost) << false << "cost>=0.00036"
                              << "2 4";
        QTest::newRow("unknown cost") << 6 << int(Column::Cost) << false << "cost:unknown"
                                      << "7";
        QTest::newRow("state") << 7 << int(Column::State) << false << "open"
                               << "8";
        QTest::newRow("error") << 5 << int(Column::State) << true << "-error"
                               << "1 2 3 4 5 7 8";
    }
    void filtersByACell()
    {
        QFETCH(int, row);
        QFETCH(int, column);
        QFETCH(bool, isOut);
        QFETCH(QString, text);
        QFETCH(QString, rows);
        Bench bench;
        bench.show(smallSource());
        bench.click(row, column);
        // Shown it would be a window, of which the offscreen platform warns.
        const auto menu = bench.table->menuFor(bench.table->currentIndex());
        menu->actions().at(isOut ? 1 : 0)->trigger();
        settle(bench.listing);
        QCOMPARE(bench.page->filterBar()->text(), text);
        QCOMPARE(bench.rows(), rows);
    }

    void copiesRows()
    {
        Bench bench;
        bench.show(smallSource());
        bench.click(1);
        QTest::keyClick(bench.table, Qt::Key_Down, Qt::ShiftModifier);
        bench.table->copyText();
        QCOMPARE(QGuiApplication::clipboard()->text(),
            QStringLiteral("Time\tType\tName\tAgent\tDuration\tTokens\tCost\tState\n"
                           "0:00.100\tLLM call\tgpt-4o\twriter\t2.30 s\t1,240\t$0.0125\tdone\n"
                           "0:02.500\tTool call\tsearch\treviewer\t400 ms\t\t\tdone"));
        bench.table->copyJson();
        const QString json = QGuiApplication::clipboard()->text();
        QCOMPARE(json.count(QLatin1Char('\n')), 1);
        QVERIFY(json.contains(QStringLiteral("\"cost\":\"0.0125\"")));
        QVERIFY(json.contains(QStringLiteral("\"prompt_tokens\":1000")));
    }

    void keepsTheOldListUntilTheNewOneIsThere()
    {
        Bench bench;
        bench.show(largeSource(200'000));
        const int before = bench.table->model()->rowCount();
        bench.page->filterBar()->setText(QStringLiteral("error"));
        QVERIFY(bench.listing.isWorking());
        QCOMPARE(bench.table->model()->rowCount(), before);
        settle(bench.listing);
        QCOMPARE(bench.page->resultText(), QStringLiteral("showing 400 of 200,000"));
    }

    void takesTheLatestOfManyWishes()
    {
        Bench bench;
        bench.show(largeSource(100'000));
        QSignalSpy listed(&bench.listing, &EventListing::listedChanged);
        for (const char *text : {"type:llm", "type:tool", "dur>2s", "error"})
            bench.page->filterBar()->setText(QLatin1String(text));
        settle(bench.listing);
        QCOMPARE(listed.size(), 1);
        QCOMPARE(bench.table->model()->rowCount(), 200);
    }

    void followsWhatIsNew()
    {
        Bench bench;
        bench.show(largeSource(500));
        auto *bar = bench.table->verticalScrollBar();
        QCOMPARE(bar->value(), 0);
        auto *follow = bench.host.find<QToolButton>("eventsFollow");
        QTest::mouseClick(follow, Qt::LeftButton);
        QCOMPARE(bar->value(), bar->maximum());
        QSignalSpy inserted(bench.table->model(), &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(bench.table->model(), &QAbstractItemModel::modelReset);
        bench.show(largeSource(900));
        QVERIFY(!inserted.isEmpty());
        QCOMPARE(reset.size(), 0);
        QCOMPARE(bench.table->model()->rowCount(), 900);
        QCOMPARE(bar->value(), bar->maximum());
        bar->setValue(3); // a person scrolls away
        QVERIFY(!follow->isChecked());
        bench.show(largeSource(1'200));
        QCOMPARE(bar->value(), 3);
        bar->setValue(bar->maximum());
        QVERIFY(follow->isChecked());
    }

    void asksForTexts()
    {
        Bench bench;
        QSignalSpy texts(&bench.listing, &EventListing::textsAsked);
        bench.show(smallSource());
        bench.filter(QStringLiteral("text:\"quota\""));
        QCOMPARE(texts.size(), 1);
        QCOMPARE(bench.rows(), QString());
        QVERIFY(bench.page->resultText().contains(QStringLiteral("names only")));
        bench.listing.setTextRows({{"quota", {2, 7}}}, false);
        settle(bench.listing);
        QCOMPARE(bench.rows(), QStringLiteral("2 7"));
        QCOMPARE(bench.page->resultText(), QStringLiteral("showing 2 of 8"));
        bench.listing.setTextRows({{"quota", {2, 7}}}, true);
        settle(bench.listing);
        QCOMPARE(bench.page->resultText(),
            QStringLiteral(
                "showing 2 of 8 · text: only the earliest 100,000 hits of each text are looked at"));
        bench.filter(QStringLiteral("error"));
        QVERIFY(!bench.page->resultText().contains(QStringLiteral("earliest")));
    }
};

QTEST_MAIN(TestEventsPage)
#include "tst_events_page.moc"
