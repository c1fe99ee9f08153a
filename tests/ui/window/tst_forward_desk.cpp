// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/bridges/forward_parts.h"
#include "app/engine/engine.h"
#include "tests/core/forward/forward_fixture.h"
#include "tests/support/posting.h"
#include "tests/ui/window/desk_picture.h"
#include "ui/bridge/convert.h"
#include "ui/models/forward_text.h"
#include "ui/models/ledger_model.h"
#include "ui/settings/forward_settings.h"
#include "ui/window/forward_desk.h"
#include "ui/window/forward_dialog.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QPushButton>
#include <QStatusBar>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace sluice;
using namespace sluice::ui;

using Phase = ForwardBridge::Phase;

namespace {

constexpr int patience = 20'000; ///< ms; a busy machine is slow

/// An engine with its collector, and a window with nothing in it but what forwarding has there.
class Bench
{
public:
    explicit Bench(const QString &folder)
        : engine(Engine::open(optionsIn(folder)).value())
        , bridge(std::make_unique<ForwardBridge>(forwardPartsOf(*engine)))
        , settings(toQt(engine->dataDir().path.string()), folder + QStringLiteral("/sluice.conf"))
    {
        desk = new ForwardDesk(*bridge, settings, &window);
        window.statusBar()->addPermanentWidget(desk->indicator());
        window.setMinimumSize(1024, 640);
        window.show();
    }

    static EngineOptions optionsIn(const QString &folder)
    {
        EngineOptions options;
        options.dataDir = fromQt(folder) + "/data";
        options.listen = ListenAddress{"127.0.0.1", 0};
        options.keepsSearchIndex = false;
        return options;
    }

    template <typename Object = QWidget>
    Object *find(const char *name) const
    {
        auto *found = window.findChild<Object *>(QLatin1String(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }

    void open() const { desk->actions().first()->trigger(); }
    void click(const char *button) const { QTest::mouseClick(find(button), Qt::LeftButton); }
    void type(const char *field, const QString &text) const
    {
        auto *line = find<QLineEdit>(field);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
    }
    QString text(const char *label) const { return find<QLabel>(label)->text(); }

    /// As an SDK's session would be stored.
    void receive(std::uint64_t events) const
    {
        StoreBatch batch = eventsOf(sessionNumber(1), 1, events);
        batch.sessions = {received(sessionNumber(1))};
        if (!commit(*engine->store(), std::move(batch)))
            qFatal("the store takes nothing");
    }

    mutable QMainWindow window;
    std::unique_ptr<Engine> engine;
    std::unique_ptr<ForwardBridge> bridge;
    ForwardSettings settings;
    ForwardDesk *desk = nullptr;
};

} // namespace

class TestForwardDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void switchesOnByHandAndShowsTheLedger();
    void showsWhatStandsInTheWay();
    void goesOnAtTheNextStart();
    void saysWhatATestCameTo();
    void warnsThatDataLeavesThisMachine();
    void theKeyIsInNoSettings();
    void aProblemIsSeenWithoutOpeningAnything();
    void anotherDataDirectoryIsNotSentOn();
    void saysWhatWaits_data();
    void saysWhatWaits();
    void receivedTextIsPlain();

private:
    QString file(const char *name) const { return m_folder->filePath(QLatin1String(name)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestForwardDesk::switchesOnByHandAndShowsTheLedger()
{
    SpanSink sink;
    Bench bench(m_folder->path());
    QVERIFY(!bench.desk->indicator()->isVisible());
    bench.open();
    QVERIFY(bench.text("forwardPhase").startsWith(QLatin1String("Off")));
    bench.type("forwardEndpoint", toQt(sink.url()));
    auto *wire = bench.find<QComboBox>("forwardWire");
    wire->setFocus();
    QTest::keyClick(wire, Qt::Key_Down);
    savePicture(*bench.find<QDialog>("forwardDialog"), QStringLiteral("forward-off"));
    bench.click("forwardSwitch");
    QTRY_VERIFY_WITH_TIMEOUT(bench.text("forwardPhase").contains(toQt(sink.url())), patience);
    bench.receive(1'500);
    const auto *delivered = bench.find<QTableView>("forwardTerms")->model();
    const QModelIndex count = delivered->index(int(LedgerTerm::Delivered), LedgerModel::All);
    QCOMPARE(delivered->index(int(LedgerTerm::Recorded), LedgerModel::Term).data().toString(),
        QStringLiteral("handed over"));
    QTRY_COMPARE_WITH_TIMEOUT(count.data().toString(), QStringLiteral("1,500"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(bench.text("forwardWaiting"), QStringLiteral("nothing waits"), patience);
    const auto *sessions = bench.find<QTableWidget>("forwardSessions");
    QTRY_COMPARE_WITH_TIMEOUT(sessions->rowCount(), 1, patience);
    QCOMPARE(sessions->item(0, 2)->text(), QStringLiteral("1,500"));
    QVERIFY(bench.desk->indicator()->isVisible());
    QVERIFY(bench.desk->indicator()->text().contains(QLatin1String("all sent")));
    QVERIFY(!bench.find("forwardEndpoint")->isEnabled());
    savePicture(*bench.find<QDialog>("forwardDialog"), QStringLiteral("forward-on"));
    savePicture(bench.window, QStringLiteral("forward-window"));
    bench.click("forwardSwitch");
    QTRY_VERIFY_WITH_TIMEOUT(bench.text("forwardPhase").startsWith(QLatin1String("Off")), patience);
    QVERIFY(!bench.settings.isOn());
    QVERIFY(!bench.desk->indicator()->isVisible());
}

void TestForwardDesk::showsWhatStandsInTheWay()
{
    SpanSink sink([](std::size_t) {
        FaultAnswer answer = statusOf(403);
        answer.body = R"({"message":"no such project"})";
        return answer;
    });
    Bench bench(m_folder->path());
    bench.open();
    bench.type("forwardEndpoint", toQt(sink.url()));
    bench.find<QComboBox>("forwardWire")->setCurrentIndex(1);
    bench.click("forwardSwitch");
    QTRY_COMPARE_WITH_TIMEOUT(bench.bridge->phase(), Phase::On, patience);
    bench.receive(2'500);
    QTRY_VERIFY_WITH_TIMEOUT(
        bench.text("forwardTrouble").contains(QLatin1String("no such project")), patience);
    QTRY_VERIFY_WITH_TIMEOUT(
        bench.text("forwardWaiting").contains(QLatin1String("waiting in the store")), patience);
    QVERIFY(bench.desk->indicator()->text().startsWith(QStringLiteral("⚠")));
    savePicture(*bench.find<QDialog>("forwardDialog"), QStringLiteral("forward-trouble"));
    bench.find<QDialog>("forwardDialog")->close();
    QCOMPARE(bench.bridge->phase(), Phase::On); // it goes on without the dialog
}

void TestForwardDesk::goesOnAtTheNextStart()
{
    SpanSink sink;
    {
        Bench bench(m_folder->path());
        bench.open();
        bench.type("forwardEndpoint", toQt(sink.url()));
        bench.find<QComboBox>("forwardWire")->setCurrentIndex(1);
        bench.click("forwardSwitch");
        QTRY_COMPARE_WITH_TIMEOUT(bench.bridge->phase(), Phase::On, patience);
    }
    Bench bench(m_folder->path());
    QTRY_COMPARE_WITH_TIMEOUT(bench.bridge->phase(), Phase::On, patience);
    bench.receive(2);
    QTRY_COMPARE_WITH_TIMEOUT(sink.spans().size(), std::size_t{2}, patience);
    bench.open();
    QCOMPARE(bench.find<QLineEdit>("forwardEndpoint")->text(), toQt(sink.url()));
    QCOMPARE(bench.find<QPushButton>("forwardSwitch")->text(), QStringLiteral("&Switch off"));
}

void TestForwardDesk::saysWhatATestCameTo()
{
    SpanSink sink;
    Bench bench(m_folder->path());
    bench.open();
    bench.type("forwardEndpoint", toQt(sink.url()));
    bench.find<QComboBox>("forwardWire")->setCurrentIndex(1);
    bench.click("forwardTest");
    QTRY_VERIFY_WITH_TIMEOUT(bench.text("forwardSaid").startsWith(QStringLiteral("✓ ")), patience);
    QCOMPARE(bench.find<QPushButton>("forwardTest")->text(), QStringLiteral("&Test"));
    bench.type("forwardEndpoint", toQt(bench.engine->collectorUrl()));
    bench.click("forwardTest");
    QVERIFY(bench.text("forwardSaid").startsWith(QStringLiteral("✗ ")));
    QVERIFY(bench.text("forwardSaid").contains(QLatin1String("is the own collector")));
}

void TestForwardDesk::warnsThatDataLeavesThisMachine()
{
    Bench bench(m_folder->path());
    bench.open();
    bench.type("forwardEndpoint", QStringLiteral("http://localhost:4320"));
    QVERIFY(!bench.text("forwardNote").contains(QLatin1String("leave this machine")));
    bench.type("forwardEndpoint", QStringLiteral("https://api.agentops.ai"));
    QVERIFY(bench.text("forwardNote").contains(QLatin1String("leave this machine for api.agentops.ai")));
    QVERIFY(!bench.text("forwardNote").contains(QLatin1String("not encrypted")));
    bench.click("forwardSwitch");
    QVERIFY(bench.text("forwardSaid").contains(QLatin1String("needs an API key")));
    QVERIFY(!bench.text("forwardSaid").contains(QLatin1String("file"))); // there is a field for it here
    bench.type("forwardEndpoint", QStringLiteral("http://otel.example:4318"));
    QVERIFY(bench.text("forwardNote").contains(QLatin1String("leave this machine for otel.example")));
    QVERIFY(bench.text("forwardNote").contains(QLatin1String("not encrypted")));
}

void TestForwardDesk::theKeyIsInNoSettings()
{
    SpanSink sink;
    {
        Bench bench(m_folder->path());
        bench.open();
        bench.type("forwardEndpoint", toQt(sink.url()));
        bench.find<QComboBox>("forwardWire")->setCurrentIndex(1);
        bench.type("forwardKey", QStringLiteral("hush-hush"));
        QCOMPARE(bench.find<QLineEdit>("forwardKey")->echoMode(), QLineEdit::Password);
        bench.click("forwardSwitch");
        QTRY_COMPARE_WITH_TIMEOUT(bench.bridge->phase(), Phase::On, patience);
        QCOMPARE(bench.find<QLineEdit>("forwardKey")->text(), QString());
        QVERIFY(bench.find("forwardForget")->isEnabled());
    }
    QFile settings(file("sluice.conf"));
    QVERIFY(settings.open(QIODevice::ReadOnly));
    const QByteArray kept = settings.readAll();
    QVERIFY(kept.contains("otlp"));
    QVERIFY(!kept.contains("hush"));
}

void TestForwardDesk::aProblemIsSeenWithoutOpeningAnything()
{
    {
        ForwardSettings settings(file("data"), file("sluice.conf"));
        settings.setTarget(QStringLiteral("https://api.agentops.ai"), QStringLiteral("agentops"));
        settings.setOn(true);
    }
    Bench bench(m_folder->path());
    QVERIFY(bench.desk->indicator()->isVisible());
    QVERIFY(bench.desk->indicator()->text().contains(QLatin1String("not sending on")));
    QVERIFY(bench.desk->indicator()->accessibleName().contains(QLatin1String("needs an API key")));
    QTest::mouseClick(bench.desk->indicator(), Qt::LeftButton);
    QVERIFY(bench.find<QDialog>("forwardDialog")->isVisible());
}

void TestForwardDesk::anotherDataDirectoryIsNotSentOn()
{
    ForwardSettings elsewhere(file("elsewhere"), file("sluice.conf"));
    elsewhere.setTarget(QStringLiteral("http://127.0.0.1:1"), QStringLiteral("otlp"));
    elsewhere.setOn(true);
    const Bench bench(m_folder->path());
    QCOMPARE(bench.bridge->phase(), Phase::Off);
    QCOMPARE(bench.settings.endpoint(), QString());
    QVERIFY(!bench.desk->indicator()->isVisible());
    QVERIFY(ForwardSettings(file("elsewhere"), file("sluice.conf")).isOn());
}

void TestForwardDesk::saysWhatWaits_data()
{
    QTest::addColumn<int>("waiting");
    QTest::addColumn<int>("announced");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("inShort");
    QTest::newRow("nothing") << 0 << 0 << "nothing waits"
                             << "→ h:1 · all sent";
    QTest::newRow("some") << 1'204 << 0 << "1,204 events waiting in the store"
                          << "→ h:1 · 1,204 events waiting";
    QTest::newRow("both") << 1 << 2 << "1 event waiting in the store · 2 are announced and not ended"
                          << "→ h:1 · 3 events waiting";
}

void TestForwardDesk::saysWhatWaits()
{
    QFETCH(const int, waiting);
    QFETCH(const int, announced);
    QFETCH(const QString, said);
    QFETCH(const QString, inShort);
    ForwardState state;
    state.endpoint = "http://h:1";
    state.waiting = static_cast<std::uint64_t>(waiting);
    state.announced = static_cast<std::uint64_t>(announced);
    QCOMPARE(forwardWaitingText(state), said);
    QCOMPARE(forwardShortText(state), inShort);
    QVERIFY(forwardTrouble(state).alarm == ui::Alarm::None);
    state.ledger.recorded = 1;
    QVERIFY(forwardTrouble(state).alarm == ui::Alarm::Red);
}

void TestForwardDesk::receivedTextIsPlain()
{
    ForwardState state;
    state.trouble = "HTTP 500: <b>bold</b>\xE2\x80\xAE\nnext";
    const QString text = forwardTrouble(state).text;
    QVERIFY(text.contains(QLatin1String("<b>bold</b>[U+202E]")));
    QVERIFY(!text.contains(QLatin1Char('\n')));
    Bench bench(m_folder->path());
    bench.open();
    for (const auto *label : bench.find<QDialog>("forwardDialog")->findChildren<QLabel *>()) {
        if (label->objectName().startsWith(QLatin1String("forward")))
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

QTEST_MAIN(TestForwardDesk)

#include "tst_forward_desk.moc"
