// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/clock.h"
#include "tests/core/exchange/exchange_bench.h"
#include "tests/ui/window/desk_picture.h"
#include "ui/bridge/exchange_jobs.h"
#include "ui/theme/theme.h"
#include "ui/window/exchange_bar.h"
#include "ui/window/exchange_desk.h"
#include "ui/window/export_dialog.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

using namespace sluice;
using namespace sluice::ui;

namespace {

constexpr int patience = 20'000; ///< ms; a busy machine is slow

const SystemClock systemClock;

QString pathOf(const std::filesystem::path &path)
{
    return QString::fromStdString(path.string());
}

/// A window with nothing in it but what the desk has there.
class Bench
{
public:
    explicit Bench(bool isViewer = false)
        : jobs({data.dir(), isViewer ? nullptr : data.store.get(), &systemClock})
    {
        auto *centre = new QWidget(&window);
        auto *layout = new QVBoxLayout(centre);
        layout->setContentsMargins(0, 0, 0, 0);
        desk = new ExchangeDesk(jobs, &window);
        layout->addWidget(desk->bar());
        layout->addStretch();
        window.setCentralWidget(centre);
        window.menuBar()->addMenu(QStringLiteral("&File"))->addActions(desk->actions());
        window.setMinimumSize(1024, 640);
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not get the keyboard");
    }

    QPushButton *button(const QString &text) const
    {
        for (auto *found : desk->bar()->findChildren<QPushButton *>()) {
            if (found->isVisible() && found->text() == text)
                return found;
        }
        return nullptr;
    }

    QAction *action(const char *name) const { return window.findChild<QAction *>(QLatin1String(name)); }

    bool says(const QString &part) const { return desk->bar()->text().contains(part); }

    /// Drags files over the window and lets them go; whether it took them.
    bool drop(const QList<QUrl> &urls)
    {
        QMimeData dragged;
        dragged.setUrls(urls);
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &drop);
        return drop.isAccepted();
    }

    ExchangeBench data;
    ExchangeJobs jobs;
    QMainWindow window;
    ExchangeDesk *desk = nullptr;
};

} // namespace

class TestExchangeDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }

    void exportsAsWhatIsChosen_data()
    {
        QTest::addColumn<int>("filter");
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<QByteArray>("begins");
        QTest::newRow("json") << 0 << QStringLiteral(".json") << QByteArray("{\"sluice_session\":2");
        QTest::newRow("csv") << 1 << QStringLiteral(".csv") << QByteArray("id,event_type");
        QTest::newRow("chrome") << 2 << QStringLiteral(".trace.json") << QByteArray("{\"displayTimeUnit\"");
        QTest::newRow("otlp") << 3 << QStringLiteral(".otlp.json") << QByteArray("{\"resourceSpans\"");
    }

    void exportsAsWhatIsChosen()
    {
        QFETCH(const int, filter);
        QFETCH(const QString, suffix);
        QFETCH(const QByteArray, begins);
        Bench bench;
        bench.data.put(richBatch());
        QVERIFY(!bench.action("actionExportAs")->isEnabled());
        bench.desk->setSession(richId);
        QTest::keyClick(&bench.window, Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        auto *dialog = bench.window.findChild<ExportDialog *>();
        QVERIFY(dialog);
        auto *formats = dialog->findChild<QComboBox *>(QStringLiteral("fileTypeCombo"));
        QVERIFY(formats);
        formats->setFocus();
        for (int i = 0; i < filter; ++i)
            QTest::keyClick(formats, Qt::Key_Down);
        auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
        QCOMPARE(QFileInfo(name->text()).fileName(), QStringLiteral("session-00000000") + suffix);
        name->setText(pathOf(bench.data.path("mine"))); // typed, it would open a list that warns offscreen
        QTest::keyClick(name, Qt::Key_Return);
        const QString path = pathOf(bench.data.path("mine")) + suffix;
        QTRY_VERIFY_WITH_TIMEOUT(bench.says(QStringLiteral("Exported to ") + path), patience);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith(begins));
    }

    void opensWhatIsDroppedAndShowsIt()
    {
        Bench bench;
        ExchangeBench source;
        source.put(richBatch());
        const QString path = pathOf(bench.data.file(source.exported(richId), "dropped.json"));
        QVERIFY(bench.drop({QUrl::fromLocalFile(path)}));
        QTRY_COMPARE_WITH_TIMEOUT(bench.desk->bar()->text(),
            QStringLiteral("Imported 1 sessions with 6 events from dropped.json."), patience);
        QVERIFY(bench.desk->bar()->isVisible());
        savePicture(bench.window, QStringLiteral("exchange-imported"));
        QSignalSpy asked(bench.desk, &ExchangeDesk::sessionAsked);
        QTest::mouseClick(bench.button(QStringLiteral("Show")), Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked[0][0].value<SessionId>(), richId);

        QVERIFY(bench.drop({QUrl::fromLocalFile(path)}));
        QTRY_VERIFY_WITH_TIMEOUT(bench.says(QStringLiteral("already there; nothing was imported")), patience);
    }

    void leavesWhatIsNoFile()
    {
        Bench bench;
        QVERIFY(!bench.drop({QUrl(QStringLiteral("https://example.com/file.json"))}));
        QVERIFY(!bench.drop({QUrl::fromLocalFile(QStringLiteral("/"))}));
        QCOMPARE(bench.jobs.waiting(), 0);
    }

    void opensFilesByTheMenu()
    {
        Bench bench;
        ExchangeBench source;
        source.put(richBatch());
        const QString path = pathOf(bench.data.file(source.exported(richId), "opened.json"));
        QTest::keyClick(&bench.window, Qt::Key_O, Qt::ControlModifier);
        auto *dialog = bench.window.findChild<QFileDialog *>(QStringLiteral("openDialog"));
        QVERIFY(dialog);
        auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
        name->setText(path);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(bench.says(QStringLiteral("from opened.json")), patience);
    }

    void asksBeforeASessionBecomesAnother()
    {
        Bench bench;
        bench.data.put(richBatch());
        const QString path = pathOf(bench.data.file(bench.data.exported(richId), "older.json"));
        bench.data.put(batchOf({wireEvent(richId, 77, EventType::Action, "")}));
        bench.desk->openFiles({path});
        QTRY_VERIFY_WITH_TIMEOUT(bench.says(QStringLiteral("is stored already")), patience);
        savePicture(bench.window, QStringLiteral("exchange-conflict"));
        QCOMPARE(bench.data.sessions().size(), std::size_t{1});
        QTest::mouseClick(bench.button(QStringLiteral("Import as new session")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(bench.says(QStringLiteral("Imported 1 sessions")), patience);
        QCOMPARE(bench.data.sessions().size(), std::size_t{2});
    }

    void saysWhatWasLeftOut()
    {
        Bench bench;
        const QString path
            = pathOf(bench.data.file(R"([{"name":"a","ph":"X","pid":1,"tid":7,"ts":12,"dur":3},)"
                                     R"({"name":"n","ph":"C","pid":1,"ts":61,"args":{"v":1}},)"
                                     R"({"name":"n","ph":"C","pid":1,"ts":62,"args":{"v":2}},)"
                                     R"({"name":"f","ph":"s","id":1,"pid":1,"tid":7,"ts":62}])",
                "trace.json"));
        bench.desk->openFiles({path});
        QTRY_VERIFY_WITH_TIMEOUT(bench.says(QStringLiteral("Imported 1 sessions with 1 events")), patience);
        QVERIFY2(
            bench.says(QStringLiteral(
                "Left out, for a session has no place for it: 2 counter samples, 1 events of phase 's'.")),
            qPrintable(bench.desk->bar()->text()));
    }

    void saysWhatIsWrongAsPlainText()
    {
        Bench bench;
        const QString path = pathOf(bench.data.file("{\"<b>bold</b>\": 1}", "bad.json"));
        bench.desk->openFiles({path});
        QTRY_VERIFY_WITH_TIMEOUT(bench.says(QStringLiteral("Nothing imported from bad.json")), patience);
        QVERIFY(bench.says(QStringLiteral("begins with \"<b>bold</b>\"")));
        for (const QLabel *label : bench.desk->bar()->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        savePicture(bench.window, QStringLiteral("exchange-failed"));
    }

    void saysWhoHoldsTheStore()
    {
        Bench bench(true);
        const Result<DataLock> lock = DataLock::take(bench.data.dir(), "sluice");
        bench.desk->openFiles({QStringLiteral("a.json")});
        QVERIFY(bench.says(QStringLiteral("This window only looks on: sluice (process")));
    }

    void showsProgressAndStops()
    {
        Bench bench;
        StoreBatch batch = batchOf(richSession());
        for (std::uint64_t i = 1; i <= 60'000; ++i)
            batch.events.push_back(wireEvent(richId, i, EventType::Action, ""));
        bench.data.put(std::move(batch));
        bench.desk->setSession(richId);
        ExchangeBar *bar = bench.desk->bar();
        bar->showWork(QStringLiteral("Exporting to a file with a name"));
        QTRY_VERIFY_WITH_TIMEOUT(bench.button(QStringLiteral("Cancel")), patience);
        bar->showProgress(400, 1'000);
        savePicture(bench.window, QStringLiteral("exchange-progress"));
        bench.jobs.exportSession(richId, ExchangeFormat::Otlp, pathOf(bench.data.path("out.json")));
        QSignalSpy stopped(&bench.jobs, &ExchangeJobs::stopped);
        QTest::mouseClick(bench.button(QStringLiteral("Cancel")), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(stopped.count(), 1, patience);
        QVERIFY(bench.says(QStringLiteral("Stopped: nothing of out.json stays.")));
        QVERIFY(!bench.button(QStringLiteral("Cancel")));
        QVERIFY(bench.data.files().isEmpty());
    }

    void makesFileNamesOfAnyId()
    {
        QCOMPARE(exportNameOf(SessionId("../../etc/passwd")), QStringLiteral("session-______et"));
        QCOMPARE(exportNameOf(richId), QStringLiteral("session-00000000"));
        QCOMPARE(exportNameOf(SessionId("ü\n%s")),
            QStringLiteral("session-__%s").replace(QLatin1Char('%'), QLatin1Char('_')));
    }

    void namesItsCommands()
    {
        Bench bench;
        for (const QAction *action : bench.desk->actions()) {
            QVERIFY(!action->toolTip().isEmpty());
            QVERIFY(!action->objectName().isEmpty());
            QVERIFY(!action->shortcut().isEmpty());
        }
    }
};

QTEST_MAIN(TestExchangeDesk)
#include "tst_exchange_desk.moc"
