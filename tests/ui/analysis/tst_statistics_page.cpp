// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/analysis/analysis_bench.h"
#include "ui/analysis/histogram_view.h"
#include "ui/analysis/price_dialog.h"
#include "ui/analysis/statistics_page.h"
#include "ui/models/price_shelf.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>

using namespace sluice;
using namespace sluice::ui;

namespace {

class Bench
{
public:
    Bench()
        : page(host.put(new StatisticsPage(figures)))
        , table(host.find<QTableView>("statisticsTable"))
        , histogram(host.find<HistogramView>("durationHistogram"))
        , tester(table->model(), QAbstractItemModelTester::FailureReportingMode::Fatal)
    {
        QObject::connect(&listing, &EventListing::listedChanged, &figures, &ShownFigures::setListed);
        listing.setPrices(somePrices());
    }

    void show(EventSource source)
    {
        const int count = static_cast<int>(source.events.size());
        listing.setSource(std::move(source));
        const QString events = QLocale(QLocale::English).toString(count) + QStringLiteral(" events");
        QTRY_VERIFY_WITH_TIMEOUT(page->summary().startsWith(events) && !figures.isWorking(), patience);
    }

    void settleFigures() { QTRY_VERIFY_WITH_TIMEOUT(!figures.isWorking(), patience); }

    /// "Group | events | errors | total | p50 | ... "
    QString line(int row) const
    {
        QStringList texts;
        for (int column = 0; column < FiguresModel::columns; ++column)
            texts << table->model()->index(row, column).data().toString();
        return texts.join(QStringLiteral(" | "));
    }
    QStringList groups() const
    {
        QStringList texts;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            texts << table->model()->index(row, 0).data().toString();
        return texts;
    }
    /// The item at `index` of a combo box, by keys.
    void pick(const char *box, int index)
    {
        auto *combo = host.find<QComboBox>(box);
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_Home);
        for (int i = 0; i < index; ++i)
            QTest::keyClick(combo, Qt::Key_Down);
    }

    Host host;
    EventListing listing;
    ShownFigures figures;
    StatisticsPage *page;
    QTableView *table;
    HistogramView *histogram;
    QAbstractItemModelTester tester;
};

} // namespace

class TestStatisticsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAllAndGroups()
    {
        Bench bench;
        bench.show(smallSource());
        QCOMPARE(bench.line(0),
            QStringLiteral("All | 8 | 2 | 8.92 s | 400 ms | 5.00 s | 5.00 s | 5.00 s | 3,500 | 390 | "
                           "$0.01286 + 1 unknown"));
        QCOMPARE(bench.groups(),
            (QStringList{QStringLiteral("All"), QStringLiteral("Tool call"), QStringLiteral("LLM call"),
                QStringLiteral("Action"), QStringLiteral("Error")}));
        QVERIFY(bench.line(1).startsWith(QStringLiteral("Tool call | 3 | 1 | 5.40 s | 400 ms")));
        QVERIFY(bench.page->summary().contains(QStringLiteral("cost $0.01286 + 1 unknown")));
        bench.pick("statisticsGrouping", 2);
        QCOMPARE(bench.groups(),
            (QStringList{QStringLiteral("All"), QStringLiteral("gpt-4o"), QStringLiteral("gpt-4o-mini"),
                QStringLiteral("my-own-model")}));
        QVERIFY(bench.line(3).endsWith(QStringLiteral(" | 500 | 50 | —")));
        bench.pick("statisticsGrouping", 3);
        QCOMPARE(bench.groups(),
            (QStringList{QStringLiteral("All"), QStringLiteral("reviewer"), QStringLiteral("writer")}));
    }

    void sortsBelowTheRowOfAll()
    {
        Bench bench;
        bench.show(smallSource());
        bench.table->sortByColumn(FiguresModel::Count, Qt::AscendingOrder);
        QCOMPARE(bench.groups().front(), QStringLiteral("All"));
        QCOMPARE(bench.table->model()->index(1, FiguresModel::Count).data().toString(), QStringLiteral("1"));
        QCOMPARE(bench.table->model()->index(4, FiguresModel::Count).data().toString(), QStringLiteral("3"));
    }

    void drawsTheDurationsOfAGroup()
    {
        Bench bench;
        bench.show(smallSource());
        QCOMPARE(bench.histogram->accessibleName(), QStringLiteral("Durations: All"));
        bench.table->setFocus();
        QTest::keyClick(bench.table, Qt::Key_Down);
        QCOMPARE(bench.histogram->accessibleName(), QStringLiteral("Durations: Tool call"));
        double sum = 0;
        for (const HistogramBar &bar : bench.histogram->bars())
            sum += bar.parts[0];
        QCOMPARE(sum, 2.0); // the third has not ended
        bench.histogram->setFocus();
        QTest::keyClick(bench.histogram, Qt::Key_Right);
        QCOMPARE(bench.histogram->accessibleDescription(), QStringLiteral("200 ms up to 500 ms\n1 events"));
        QTest::keyClick(bench.histogram, Qt::Key_End);
        QCOMPARE(bench.histogram->accessibleDescription(), QStringLiteral("5.00 s up to 10.0 s\n1 events"));
    }

    void keepsToARange()
    {
        Bench bench;
        bench.show(smallSource());
        bench.figures.setRange(TimeRange{MadeEvents::zero + Millis(2'500), MadeEvents::zero + Millis(4'000)});
        QVERIFY(
            bench.host.find<QComboBox>("statisticsScope")->itemText(1).contains(QStringLiteral("1.50 s")));
        bench.pick("statisticsScope", 1);
        bench.settleFigures();
        QTRY_VERIFY(bench.page->summary().startsWith(QStringLiteral("2 events")));
        bench.figures.setRange(std::nullopt);
        bench.settleFigures();
        QTRY_VERIFY(bench.page->summary().startsWith(QStringLiteral("8 events")));
    }

    void keepsToTheFilter()
    {
        Bench bench;
        bench.show(smallSource());
        bench.pick("statisticsScope", 2);
        bench.listing.setFilter(parseFilter("type:llm").root);
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->summary().startsWith(QStringLiteral("3 events")), patience);
    }

    void leadsToTheEventsOfAGroup()
    {
        Bench bench;
        QSignalSpy asked(bench.page, &StatisticsPage::termAsked);
        bench.show(smallSource());
        bench.table->setFocus();
        QTest::keyClick(bench.table, Qt::Key_Down);
        QTest::keyClick(bench.table, Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.last().at(0).toString(), QStringLiteral("type:tool"));
    }

    void reckonsOnlyWhatIsSeen()
    {
        Bench bench;
        bench.page->hide();
        QSignalSpy reckoned(&bench.figures, &ShownFigures::figuresChanged);
        bench.listing.setSource(smallSource());
        settle(bench.listing);
        QVERIFY(!bench.figures.isWorking());
        QCOMPARE(reckoned.size(), 0);
        bench.page->show();
        QTRY_COMPARE(reckoned.size(), 1);
    }

    void editsPrices()
    {
        QTemporaryDir dir;
        PriceShelf shelf(dir.filePath(QStringLiteral("prices.json")));
        QVERIFY(!shelf.isOwn());
        QVERIFY(shelf.prices()->find("openai/gpt-4o-2024-08-06"));
        QSignalSpy changed(&shelf, &PriceShelf::pricesChanged);
        Host host;
        auto *dialog = host.put(new PriceDialog(shelf));
        auto *models = host.find<QTableWidget>("priceModels");
        QTest::mouseClick(host.find<QPushButton>("priceModelAdd"), Qt::LeftButton);
        const int row = models->rowCount() - 1;
        models->item(row, 0)->setText(QStringLiteral("my-own-model"));
        models->item(row, 1)->setText(QStringLiteral("cheap"));
        models->item(row, 2)->setText(QStringLiteral("0.5"));
        auto *save = dialog->findChildren<QPushButton *>().at(0);
        for (QPushButton *button : dialog->findChildren<QPushButton *>())
            save = button->text().contains(QStringLiteral("Save")) ? button : save;
        QTest::mouseClick(save, Qt::LeftButton);
        QVERIFY(dialog->problem().contains(QStringLiteral("'cheap' is no price")));
        QCOMPARE(changed.size(), 0);
        models->item(row, 1)->setText(QStringLiteral("0.25"));
        QTest::mouseClick(save, Qt::LeftButton);
        QCOMPARE(changed.size(), 1);
        QVERIFY(shelf.isOwn());
        PriceShelf again(shelf.path());
        QCOMPARE(again.prices()->find("my-own-model")->entry.input, *Money::fromDecimal("0.25"));
        QVERIFY(shelf.goBackToShipped());
        QVERIFY(!shelf.prices()->find("my-own-model"));
        QVERIFY(!QFile::exists(shelf.path()));
    }

    void saysThatAnOwnTableIsBroken()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("prices.json"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"models\": 7}");
        file.close();
        const PriceShelf shelf(path);
        QVERIFY(shelf.problem().contains(QStringLiteral("expected \"models\", a list")));
        QVERIFY(shelf.prices()->find("gpt-4o"));
    }
};

QTEST_MAIN(TestStatisticsPage)
#include "tst_statistics_page.moc"
