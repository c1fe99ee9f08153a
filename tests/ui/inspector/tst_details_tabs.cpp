// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The tabs of the details, by mouse and keys.

#include "ui/inspector/chat_delegate.h"
#include "ui/inspector/details_panel.h"
#include "ui/inspector/log_delegate.h"
#include "ui/inspector/log_page.h"
#include "ui/inspector/raw_page.h"
#include "ui/inspector/screenshot_page.h"
#include "ui/inspector/text_pane.h"
#include "ui/models/json_tree_model.h"
#include "ui/models/log_lines_model.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <cmath>
#include <memory>

using namespace sluice;
using namespace sluice::ui;
using namespace std::chrono_literals;

namespace {

using Tab = DetailsPanel::Tab;

constexpr Timestamp start{std::chrono::seconds{1'800'000'000}};

StoredEvent eventOf(EventType type, std::string body)
{
    StoredEvent event;
    event.session = SessionId("s-1");
    event.type = type;
    event.name = "a";
    event.start = event.end = start;
    event.body = std::move(body);
    return event;
}

StoredEvent talk()
{
    return eventOf(EventType::Llm,
        R"({"prompt":[{"role":"user","content":"hello <b>x</b>"}],"completion":"hi","logs":"line one\nline two"})");
}

StoredEvent action()
{
    return eventOf(EventType::Action, R"({"params":{"q":[1,2,{"deep":"needle"}]}})");
}

SessionSummary sessionOf(const char *id)
{
    SessionSummary session;
    session.id = SessionId(id);
    session.started = session.lastNews = start;
    return session;
}

SessionLogs logsOf(std::string text)
{
    SessionLogs logs;
    logs.logs.push_back({7, EventType::Tool, "search", start, std::move(text)});
    logs.logs.push_back({9, EventType::Action, "<b>plan</b>", start + 1s, "last line"});
    return logs;
}

/// WCAG 2's relative luminance.
double luminance(const QColor &colour)
{
    const auto channel = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF())
        + 0.0722 * channel(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [dark, light] = std::minmax(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

} // namespace

class TestDetailsTabs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_host.reset(); }

    void showsTheTabsThatAThingHas_data();
    void showsTheTabsThatAThingHas();
    void keepsTheOpenTabForTheNextThingThatHasIt();
    void goesFromTabToTabByKeys();
    void fillsATabWhenItIsLookedAt();
    void keepsAPlaceWhenTheSameEventIsToldAgain();
    void followsALinkToAnEvent_data();
    void followsALinkToAnEvent();
    void showsAConversation();
    void opensAndCopiesAMessageByKeys();
    void opensTenThousandMessagesAtOnce();
    void readsALargeConversationBesideTheGui();
    void walksAJsonTree();
    void searchesAJsonTree();
    void readsALongListAsOneScrolls();
    void saysWhereABodyIsNotJson();
    void showsTheRawBodyInPartAndWhole();
    void savesTheRawBody();
    void copiesTextJsonAndCurl();
    void showsAScreenshot();
    void saysWhyThereIsNoPicture();
    void showsTheLogOfAnEvent();
    void readsTheLogOfASessionWhenAsked();
    void leadsFromALogLineToItsEvent();
    void copiesLogLines();
    void searchesALog();
    void opensAHundredThousandLogLines();
    void hasTerminalColoursThatCanBeRead_data();
    void hasTerminalColoursThatCanBeRead();
    void readsNothingAsMarkup_data();
    void readsNothingAsMarkup();

private:
    template <typename T>
    T *child(const char *name) const
    {
        T *found = m_panel->findChild<T *>(QLatin1String(name));
        if (found == nullptr)
            qFatal("There is no %s.", name);
        return found;
    }
    void show(const StoredEvent &event) { m_panel->showDetails(eventDetails(event)); }
    QString tabs() const;

    std::unique_ptr<QWidget> m_host; ///< a window with a layout warns offscreen
    DetailsPanel *m_panel = nullptr; ///< the host's
};

void TestDetailsTabs::init()
{
    applyTheme(*qApp, Theme::Light);
    m_host = std::make_unique<QWidget>();
    m_host->resize(460, 700);
    m_panel = new DetailsPanel(m_host.get());
    m_panel->resize(m_host->size());
    m_host->show();
    QVERIFY(QTest::qWaitForWindowActive(m_host.get()));
}

QString TestDetailsTabs::tabs() const
{
    auto *tabs = child<QTabWidget>("detailTabs");
    QStringList names;
    for (int i = 0; i < tabs->count(); ++i) {
        if (tabs->isTabVisible(i))
            names << tabs->tabText(i);
    }
    return names.join(u'|');
}

void TestDetailsTabs::showsTheTabsThatAThingHas_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("has");
    const auto row = [](const char *name, EventType type, const char *body, const char *has) {
        QTest::newRow(name) << static_cast<int>(type) << QByteArray(body) << QString::fromLatin1(has);
    };
    row("action", EventType::Action, R"({"params":1})", "Overview|JSON|Raw");
    row("LLM call", EventType::Llm, R"({"prompt":"p"})", "Overview|Chat|JSON|Raw");
    row("tool call with a log", EventType::Tool, R"({"logs":"x"})", "Overview|Chat|JSON|Raw|Log");
    row("action with a picture", EventType::Action, R"({"screenshot":"/a.png","logs":null})",
        "Overview|JSON|Raw|Screenshot");
    row("not JSON", EventType::Llm, "oops", "Overview|JSON|Raw");
}

void TestDetailsTabs::showsTheTabsThatAThingHas()
{
    QFETCH(int, type);
    QFETCH(QByteArray, body);
    show(eventOf(static_cast<EventType>(type), body.toStdString()));
    QTEST(tabs(), "has");
    m_panel->showDetails(sessionDetails(sessionOf("s"), start));
    QCOMPARE(tabs(), QStringLiteral("Overview|Log"));
    m_panel->showDetails(dropDetails({}));
    QCOMPARE(tabs(), QStringLiteral("Overview"));
    m_panel->showMessage(QStringLiteral("nothing"));
    QVERIFY(!child<QTabWidget>("detailTabs")->isVisible());
}

void TestDetailsTabs::keepsTheOpenTabForTheNextThingThatHasIt()
{
    show(talk());
    auto *bar = child<QTabBar>("detailTabBar");
    QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(static_cast<int>(Tab::Chat)).center());
    QCOMPARE(m_panel->current(), Tab::Chat);
    show(action());
    QCOMPARE(m_panel->current(), Tab::Overview);
    m_panel->showDetails(sessionDetails(sessionOf("s"), start));
    QCOMPARE(m_panel->current(), Tab::Overview);
    show(talk());
    QCOMPARE(m_panel->current(), Tab::Chat);
    QVERIFY(child<QListView>("chatList")->isVisible());
}

void TestDetailsTabs::goesFromTabToTabByKeys()
{
    show(talk());
    child<QTabBar>("detailTabBar")->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QCOMPARE(m_panel->current(), Tab::Chat);
    child<QListView>("chatList")->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(m_panel->current(), Tab::Json);
}

void TestDetailsTabs::fillsATabWhenItIsLookedAt()
{
    show(talk());
    QCOMPARE(child<QListView>("chatList")->model()->rowCount(), 0);
    QCOMPARE(child<QTreeView>("jsonTree")->model()->rowCount(), 0);
    m_panel->open(Tab::Chat);
    QCOMPARE(child<QListView>("chatList")->model()->rowCount(), 2);
    QCOMPARE(child<QTreeView>("jsonTree")->model()->rowCount(), 0);
}

void TestDetailsTabs::keepsAPlaceWhenTheSameEventIsToldAgain()
{
    const StoredEvent event = action();
    EventContext context;
    context.body = std::make_shared<const EventBody>(event);
    m_panel->showDetails(eventDetails(event, context));
    m_panel->open(Tab::Json);
    auto *tree = child<QTreeView>("jsonTree");
    tree->expand(tree->model()->index(0, 0));
    context.kin.emplace();
    m_panel->showDetails(eventDetails(event, context));
    QVERIFY(tree->isExpanded(tree->model()->index(0, 0)));
    show(event);
    QVERIFY(!tree->isExpanded(tree->model()->index(0, 0)));
}

void TestDetailsTabs::followsALinkToAnEvent_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("click") << false;
    QTest::newRow("Enter") << true;
}

void TestDetailsTabs::followsALinkToAnEvent()
{
    QFETCH(bool, byKey);
    EventContext context;
    context.kin.emplace();
    EventHead error;
    error.row = 8;
    error.type = EventType::Error;
    error.name = "Timeout";
    context.kin->errors = {error};
    context.kin->errorCount = 1;
    m_panel->showDetails(eventDetails(action(), context));
    auto *table = child<QTableView>("detailRows");
    QSignalSpy asked(m_panel, &DetailsPanel::eventAsked);
    const auto go = [&](const QString &key) {
        const QModelIndexList found
            = table->model()->match(table->model()->index(0, 0), Qt::DisplayRole, key);
        const QModelIndex index = found.at(0).siblingAtColumn(1);
        table->setCurrentIndex(index);
        table->setFocus();
        if (byKey)
            QTest::keyClick(table, Qt::Key_Return);
        else
            QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
    };
    go(QStringLiteral("Start"));
    QCOMPARE(asked.count(), 0);
    go(QStringLiteral("Failed"));
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].toLongLong(), qint64{8});
}

void TestDetailsTabs::showsAConversation()
{
    show(talk());
    m_panel->open(Tab::Chat);
    auto *list = child<QListView>("chatList");
    QCOMPARE(child<QLabel>("chatSummary")->text(), QStringLiteral("2 messages"));
    QCOMPARE(list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(),
        QStringLiteral("User\nhello <b>x</b>"));
    const QRect user = list->visualRect(list->model()->index(0, 0));
    const QRect assistant = list->visualRect(list->model()->index(1, 0));
    QVERIFY(user.height() > 20);
    QVERIFY(assistant.top() >= user.bottom());
    const QImage image = list->viewport()->grab().toImage();
    QVERIFY(image.pixel(user.right() - 40, user.center().y())
        != image.pixel(2, user.center().y())); // at the right
}

void TestDetailsTabs::opensAndCopiesAMessageByKeys()
{
    const std::string large(5'000, 'x');
    show(eventOf(EventType::Llm, R"({"prompt":")" + large + R"(","completion":"short"})"));
    m_panel->open(Tab::Chat);
    auto *list = child<QListView>("chatList");
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    auto *whole = child<QPlainTextEdit>("chatWhole");
    QVERIFY(whole->isVisible());
    QCOMPARE(whole->toPlainText().remove(u'\n').size(), 5'000);
    QCOMPARE(child<QLabel>("chatWholeTitle")->text(), QStringLiteral("Message 1 · User"));
    QTest::keyClick(list, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text().size(), 5'000);
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(whole->toPlainText(), QStringLiteral("short"));
    whole->setFocus();
    QTest::keyClick(whole, Qt::Key_Escape);
    QVERIFY(!whole->isVisible());
    QVERIFY(list->hasFocus());
    QTest::mouseClick(child<QPushButton>("chatCopy"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("short"));
}

void TestDetailsTabs::opensTenThousandMessagesAtOnce()
{
    std::string body = R"({"prompt":["0")";
    for (int i = 1; i < 10'000; ++i)
        body += ",\"" + std::to_string(i) + "\"";
    show(eventOf(EventType::Llm, body + "]}"));
    m_panel->open(Tab::Chat);
    auto *list = child<QListView>("chatList");
    QCOMPARE(list->model()->rowCount(), 10'000);
    QVERIFY(list->visualRect(list->model()->index(1, 0)).isValid()); // laid out, before any other event
    const auto *delegate = qobject_cast<ChatDelegate *>(list->itemDelegate());
    QVERIFY2(delegate->layouts() < 1'000, std::to_string(delegate->layouts()).c_str());
}

void TestDetailsTabs::readsALargeConversationBesideTheGui()
{
    show(eventOf(EventType::Llm, R"({"prompt":")" + std::string(2U << 20U, 'x') + "\"}"));
    m_panel->open(Tab::Chat);
    auto *list = child<QListView>("chatList");
    QCOMPARE(list->model()->rowCount(), 0);
    QVERIFY(child<QLabel>("chatSummary")->text().startsWith(QStringLiteral("Reading 2.00 MiB")));
    QTRY_COMPARE(list->model()->rowCount(), 1);
}

void TestDetailsTabs::walksAJsonTree()
{
    show(action());
    m_panel->open(Tab::Json);
    auto *tree = child<QTreeView>("jsonTree");
    tree->setFocus();
    for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Down, Qt::Key_Right, Qt::Key_Down, Qt::Key_Down})
        QTest::keyClick(tree, key);
    auto *path = child<QWidget>("jsonPath")->findChild<QLineEdit *>();
    QCOMPARE(path->text(), QStringLiteral("/params/q/1"));
    QCOMPARE(child<QPlainTextEdit>("jsonValue")->toPlainText(), QStringLiteral("2"));
    QTest::mouseClick(child<QWidget>("jsonPath")->findChild<QToolButton *>(), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("/params/q/1"));
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("2"));
}

void TestDetailsTabs::searchesAJsonTree()
{
    show(action());
    m_panel->open(Tab::Json);
    auto *tree = child<QTreeView>("jsonTree");
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_F, Qt::ControlModifier);
    auto *words = child<QLineEdit>("jsonWords");
    QVERIFY(words->hasFocus());
    QTest::keyClicks(words, QStringLiteral("NEEDLE"));
    QTest::keyClick(words, Qt::Key_Return);
    QCOMPARE(tree->currentIndex().siblingAtColumn(0).data().toString(), QStringLiteral("deep"));
    QVERIFY(tree->visualRect(tree->currentIndex()).isValid());
    words->setText(QStringLiteral("nowhere"));
    QTest::keyClick(words, Qt::Key_F3);
    QCOMPARE(child<QLabel>("jsonAnswer")->text(), QStringLiteral("not found"));
}

void TestDetailsTabs::readsALongListAsOneScrolls()
{
    std::string body = R"({"list":[0)";
    for (int i = 1; i < 10'000; ++i)
        body += "," + std::to_string(i);
    show(eventOf(EventType::Action, body + R"(],"after":1})"));
    m_panel->open(Tab::Json);
    auto *tree = child<QTreeView>("jsonTree");
    const QModelIndex list = tree->model()->index(0, 0);
    tree->expand(list);
    QApplication::processEvents();
    QCOMPARE(tree->model()->rowCount(list), static_cast<int>(JsonTreeModel::pageSize));
    tree->scrollTo(tree->model()->index(static_cast<int>(JsonTreeModel::pageSize) - 1, 0, list));
    QTRY_COMPARE(tree->model()->rowCount(list), 2 * static_cast<int>(JsonTreeModel::pageSize));
}

void TestDetailsTabs::saysWhereABodyIsNotJson()
{
    show(eventOf(EventType::Action, "{\"a\":<b>}"));
    m_panel->open(Tab::Json);
    auto *problem = child<QLabel>("jsonProblem");
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(QStringLiteral("line 1, column 6 (byte 6): expected a value")),
        qPrintable(problem->text()));
    QVERIFY(!child<QTreeView>("jsonTree")->isVisible());
    QCOMPARE(child<QPlainTextEdit>("jsonValue")->toPlainText(), QStringLiteral("{\"a\":<b>}"));
}

void TestDetailsTabs::showsTheRawBodyInPartAndWhole()
{
    const std::string body = "{\"a\":\"" + std::string(3U << 20U, 'x') + "\"}";
    show(eventOf(EventType::Action, body));
    m_panel->open(Tab::Raw);
    auto *field = child<QPlainTextEdit>("detailJson");
    QCOMPARE(child<QLabel>("detailJsonNote")->text(), QStringLiteral("first 256 KiB of 3.00 MiB"));
    QCOMPARE(field->toPlainText().remove(u'\n').size(), static_cast<qsizetype>(TextPane::firstBytes));
    auto *all = child<QPushButton>("detailJsonAll");
    QTest::mouseClick(all, Qt::LeftButton);
    QVERIFY(!all->isVisible());
    QVERIFY(field->toPlainText().remove(u'\n').toStdString() == body);
    QVERIFY(
        child<QLabel>("detailJsonNote")->text().contains(QStringLiteral("broken after 1,000 characters")));
}

void TestDetailsTabs::savesTheRawBody()
{
    const QTemporaryDir folder;
    const StoredEvent event = eventOf(EventType::Action, "{\"a\":\"\xe2\x80\xae\"}");
    show(event);
    m_panel->open(Tab::Raw);
    auto *page = m_panel->findChild<RawPage *>();
    page->saveTo(folder.filePath(QStringLiteral("event.json")));
    QFile file(folder.filePath(QStringLiteral("event.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().toStdString(), event.body);
    page->saveTo(folder.filePath(QStringLiteral("no/such/folder.json")));
    QVERIFY(child<QLabel>("rawSaved")->text().contains(QStringLiteral("was not written")));
}

void TestDetailsTabs::copiesTextJsonAndCurl()
{
    show(action());
    const auto copied = [&](const char *button) {
        QTest::mouseClick(child<QPushButton>(button), Qt::LeftButton);
        return QGuiApplication::clipboard()->text();
    };
    QVERIFY(copied("copyText").contains(QStringLiteral("Type: Action\n")));
    QVERIFY(copied("copyJson").startsWith(QStringLiteral("{\n  \"params\": {\n")));
    const QString curl = copied("copyCurl");
    QVERIFY(curl.contains(QStringLiteral("$AGENTOPS_API_KEY"))
        || curl.contains(QStringLiteral("${AGENTOPS_API_KEY")));
    QVERIFY(curl.contains(QStringLiteral("s-1")));
    m_panel->showDetails(sessionDetails(sessionOf("s"), start));
    QVERIFY(child<QPushButton>("copyText")->isVisible());
    QVERIFY(!child<QPushButton>("copyJson")->isVisible());
    QVERIFY(!child<QPushButton>("copyCurl")->isVisible());
}

void TestDetailsTabs::showsAScreenshot()
{
    QImage image(800, 100, QImage::Format_RGB32);
    image.fill(Qt::green);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    show(eventOf(EventType::Action,
        R"({"screenshot":"data:image/png;base64,)" + bytes.toBase64().toStdString() + "\"}"));
    m_panel->open(Tab::Screenshot);
    auto *view = child<PictureView>("screenshot");
    QTRY_VERIFY(view->imageRect().isValid());
    QVERIFY(child<QLabel>("screenshotFacts")->text().startsWith(QStringLiteral("PNG, 800 × 100 pixels")));
    QCOMPARE(view->imageRect().width(), view->width()); // as wide as there is room
    QCOMPARE(view->grab().toImage().pixelColor(view->rect().center()), QColor(Qt::green));
    QCOMPARE(view->accessibleDescription(), child<QLabel>("screenshotFacts")->text());
    show(action());
    QVERIFY(!view->imageRect().isValid());
}

void TestDetailsTabs::saysWhyThereIsNoPicture()
{
    show(eventOf(EventType::Action, R"({"screenshot":"https://example.com/<b>.png"})"));
    m_panel->open(Tab::Screenshot);
    QCOMPARE(child<QLabel>("screenshotSource")->text(), QStringLiteral("https://example.com/<b>.png"));
    QVERIFY(child<QLabel>("screenshotFacts")->text().contains(QStringLiteral("never fetches")));
    show(eventOf(EventType::Action, R"({"screenshot":"/nowhere/a.png"})"));
    QTRY_VERIFY(child<QLabel>("screenshotFacts")->text().contains(QStringLiteral("no such file")));
}

void TestDetailsTabs::showsTheLogOfAnEvent()
{
    show(talk());
    m_panel->open(Tab::Log);
    QCOMPARE(child<QTableView>("logLines")->model()->rowCount(), 2);
    QCOMPARE(child<QLabel>("logSummary")->text(), QStringLiteral("2 lines"));
    QVERIFY(!child<QPushButton>("logCancel")->isVisible());
}

void TestDetailsTabs::readsTheLogOfASessionWhenAsked()
{
    QSignalSpy wanted(m_panel, &DetailsPanel::logsWanted);
    QSignalSpy cancelled(m_panel, &DetailsPanel::logsCancelled);
    m_panel->showDetails(sessionDetails(sessionOf("s"), start));
    QCOMPARE(wanted.count(), 0);
    QVERIFY(!m_panel->logSession());
    m_panel->open(Tab::Log);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(m_panel->logSession(), std::optional(SessionId("s")));
    m_panel->showDetails(sessionDetails(sessionOf("s"), start + 1s)); // told again
    QCOMPARE(wanted.count(), 1);
    m_panel->showLogsProgress(QStringLiteral("1 of 2"));
    QTest::mouseClick(child<QPushButton>("logCancel"), Qt::LeftButton);
    QCOMPARE(cancelled.count(), 1);
    QVERIFY(!m_panel->logSession());
    m_panel->open(Tab::Overview);
    m_panel->open(Tab::Log);
    QCOMPARE(wanted.count(), 2);
    m_panel->showLogs(logsOf("one\ntwo"));
    QCOMPARE(
        child<QLabel>("logSummary")->text(), QStringLiteral("3 lines of 2 events, by the events' start"));
    m_panel->showDetails(sessionDetails(sessionOf("other"), start));
    QCOMPARE(wanted.count(), 3);
    m_panel->showLogs({});
    QCOMPARE(child<QLabel>("logSummary")->text(), QStringLiteral("Nothing was logged."));
}

void TestDetailsTabs::leadsFromALogLineToItsEvent()
{
    m_panel->showDetails(sessionDetails(sessionOf("s"), start));
    m_panel->open(Tab::Log);
    m_panel->showLogs(logsOf("one\ntwo"));
    QSignalSpy asked(m_panel, &DetailsPanel::eventAsked);
    auto *table = child<QTableView>("logLines");
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Return);
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(asked.count(), 2);
    QCOMPARE(asked[0][0].toLongLong(), qint64{7});
    QCOMPARE(asked[1][0].toLongLong(), qint64{9});
}

void TestDetailsTabs::copiesLogLines()
{
    m_panel->showDetails(sessionDetails(sessionOf("s"), start));
    m_panel->open(Tab::Log);
    m_panel->showLogs(logsOf("\x1b[31mone\ntwo"));
    QTest::mouseClick(child<QPushButton>("logCopy"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("one\ntwo\nlast line\n"));
    auto *table = child<QTableView>("logLines");
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("one\ntwo\n"));
}

void TestDetailsTabs::searchesALog()
{
    m_panel->showDetails(sessionDetails(sessionOf("s"), start));
    m_panel->open(Tab::Log);
    m_panel->showLogs(logsOf("one\ntwo"));
    auto *words = child<QLineEdit>("logWords");
    words->setFocus();
    QTest::keyClicks(words, QStringLiteral("LAST"));
    QTest::keyClick(words, Qt::Key_Return);
    QCOMPARE(child<QTableView>("logLines")->currentIndex().row(), 2);
    words->setText(QStringLiteral("o"));
    QTest::keyClick(words, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(child<QTableView>("logLines")->currentIndex().row(), 1);
}

void TestDetailsTabs::opensAHundredThousandLogLines()
{
    std::string text;
    for (std::size_t i = 0; i < LogLinesModel::mostLines; ++i)
        text += "\x1b[32mline\x1b[0m of a log\n";
    m_panel->showDetails(sessionDetails(sessionOf("s"), start));
    m_panel->open(Tab::Log);
    m_panel->showLogs(logsOf(text));
    auto *table = child<QTableView>("logLines");
    QCOMPARE(table->model()->rowCount(), static_cast<int>(LogLinesModel::mostLines));
    QVERIFY(child<QLabel>("logSummary")->text().contains(QStringLiteral("there are more")));
    table->scrollToBottom();
    QVERIFY(table->rowAt(table->viewport()->height() - 2) >= 99'900);
    QVERIFY(!table->viewport()->grab().isNull());
}

void TestDetailsTabs::hasTerminalColoursThatCanBeRead_data()
{
    QTest::addColumn<int>("theme");
    QTest::newRow("light") << static_cast<int>(Theme::Light);
    QTest::newRow("dark") << static_cast<int>(Theme::Dark);
}

void TestDetailsTabs::hasTerminalColoursThatCanBeRead()
{
    QFETCH(int, theme);
    const QPalette palette = paletteOf(static_cast<Theme>(theme));
    for (std::uint32_t number = 0; number < 16; ++number) {
        const QColor colour = terminalColour({AnsiColour::Kind::Named, number}, palette, false);
        const double ratio = contrast(colour, palette.color(QPalette::Base));
        QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("colour %1: %2").arg(number).arg(ratio)));
    }
}

void TestDetailsTabs::readsNothingAsMarkup_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("bold") << QStringLiteral("<b>x</b>") << QStringLiteral("<b>x</b>");
    QTest::newRow("picture") << QStringLiteral("<img src='file:///etc/passwd'>")
                             << QStringLiteral("<img src='file:///etc/passwd'>");
    QTest::newRow("override") << QStringLiteral("a\u202eb") << QStringLiteral("a[U+202E]b");
}

void TestDetailsTabs::readsNothingAsMarkup()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    StoredEvent event = eventOf(EventType::Llm,
        QStringLiteral(R"({"prompt":"%1","logs":"%1","x":"%1","screenshot":"%1"})").arg(text).toStdString());
    event.name = text.toStdString();
    show(event);
    QVERIFY(child<QLabel>("detailsTitle")->text().contains(shown));
    for (const Tab tab : {Tab::Overview, Tab::Chat, Tab::Json, Tab::Raw, Tab::Screenshot, Tab::Log})
        m_panel->open(tab);
    QCOMPARE(child<QListView>("chatList")->model()->index(0, 0).data().toString(),
        QStringLiteral("User\n") + shown);
    QCOMPARE(child<QTreeView>("jsonTree")->model()->index(0, 1).data().toString(),
        QStringLiteral("\"%1\"").arg(shown));
    QVERIFY(child<QPlainTextEdit>("detailJson")->toPlainText().contains(shown));
    QCOMPARE(child<QTableView>("logLines")->model()->index(0, 2).data().toString(), shown);
    QVERIFY(child<QLabel>("screenshotFacts")->text().contains(shown));
    for (const QLabel *label : m_panel->findChildren<QLabel *>()) {
        if (!label->text().isEmpty() && label->text().contains(shown))
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

QTEST_MAIN(TestDetailsTabs)
#include "tst_details_tabs.moc"
