// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/window/window_bench.h"
#include "ui/analysis/diff_view.h"
#include "ui/analysis/figure_button.h"
#include "ui/models/format.h"
#include "ui/models/listed_sessions_model.h"
#include "ui/timeline/timeline_view.h"

#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTreeView>

#include <utility>

using namespace sluice;
using namespace sluice::ui;

namespace {

constexpr int patience = 20'000; ///< ms; a busy machine is slow
constexpr Timestamp began{std::chrono::seconds{1'800'000'000}};

const SessionId good{"aaaaaaaa-0000-4000-8000-000000000000"};
const SessionId bad{"bbbbbbbb-0000-4000-8000-000000000000"};
const SessionId large{"cccccccc-0000-4000-8000-000000000000"};

StoredEvent event(const SessionId &session, const char *id, EventType type, const char *name, int at,
    int lasts, const char *body = "{}")
{
    StoredEvent made;
    made.session = session;
    made.id = EventId(id);
    made.type = type;
    made.name = name;
    made.start = began + Millis(at);
    made.end = made.start + Millis(lasts);
    made.body = body;
    return made;
}

SessionChange session(const SessionId &id, const char *tag, std::chrono::seconds later, EndState end)
{
    SessionChange change;
    change.id = id;
    change.started = began + later;
    change.ended = began + later + std::chrono::seconds(10);
    change.endState = end;
    change.tags = std::vector<std::string>{tag};
    return change;
}

/// Two sessions that did nearly the same; one failed.
StoreBatch twoSessions()
{
    StoreBatch batch;
    batch.sessions = {session(good, "good", {}, EndState::Success),
        session(bad, "bad", std::chrono::seconds(60), EndState::Fail)};
    batch.events = {
        event(good, "g1", EventType::Action, "plan", 0, 500),
        event(good, "g2", EventType::Llm, "gpt-4o", 600, 2'000,
            R"({"prompt":"count the apples","completion":"four","prompt_tokens":10})"),
        event(good, "g3", EventType::Tool, "search", 3'000, 1'000),
        event(good, "g4", EventType::Action, "write", 8'000, 1'000),
        event(bad, "b1", EventType::Action, "plan", 0, 500),
        event(bad, "b2", EventType::Llm, "gpt-4o", 600, 3'000,
            R"({"prompt":"count the pomegranates","completion":"none","prompt_tokens":12})"),
        event(bad, "b3", EventType::Error, "TimeoutError", 3'900, 0),
    };
    return batch;
}

StoreBatch largeSession(int events)
{
    StoreBatch batch;
    batch.sessions = {session(large, "large", std::chrono::seconds(120), EndState::Success)};
    for (int i = 0; i < events; ++i)
        batch.events.push_back(event(large, std::to_string(i).c_str(), EventType::Action, "step", i, 1));
    return batch;
}

/// The whole window on a store that holds these.
class ReadingBench : public WindowBench
{
public:
    explicit ReadingBench(StoreBatch batch)
    {
        put(std::move(batch));
        (void)QTest::qWaitForWindowActive(window.get());
    }

    void put(StoreBatch batch) const
    {
        (void)engine->store()->submit(std::move(batch), [](const Result<void> &) {});
        engine->store()->drain();
    }

    /// A key of the window, as whoever has the focus gets it.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(window->focusWidget() ? window->focusWidget() : window.get(), key, modifiers);
    }

    /// Chooses a session in the list, and waits until it is read.
    bool open(const SessionId &id) const
    {
        auto *list = find<QTreeView>("sessions");
        const auto row = [&] {
            return list->model()->match(list->model()->index(0, 0), SessionsModel::IdRole,
                QString::fromStdString(id.text()), 1, Qt::MatchExactly);
        };
        if (!QTest::qWaitFor([&] { return !row().isEmpty(); }, patience))
            return false;
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(row()[0]).center());
        return QTest::qWaitFor(
            [&] { return window->shown().id() == id && !window->shown().isLoading(); }, patience);
    }

    /// For the eye: SLUICE_PICTURES names a folder.
    void picture(const QString &name) const
    {
        const QString folder = qEnvironmentVariable("SLUICE_PICTURES");
        if (folder.isEmpty())
            return;
        for (const auto &[choice, suffix] :
            {std::pair(WindowSettings::ThemeChoice::Dark, QStringLiteral("dark")),
                std::pair(WindowSettings::ThemeChoice::Light, QStringLiteral("light"))}) {
            window->setTheme(choice);
            QCoreApplication::processEvents();
            window->grab().save(QStringLiteral("%1/reading-%2-%3.png").arg(folder, name, suffix));
        }
    }

    TimelineView &timeline() const { return *find<TimelineView>("timeline"); }
    std::string shownId() const { return window->shown().id().text(); }
    qint64 selectedRow() const { return timeline().selectedRow().value_or(0); }

    /// The name of the event that the timeline has selected.
    QString selectedName() const
    {
        const EventColumns &columns = window->shown().timeline().events().columns();
        const EventIndex found = columns.find(selectedRow());
        return found == noEvent ? QString() : QString::fromStdString(std::string(columns.name(found)));
    }

    TimelineView::VisibleBar barOf(const char *name) const
    {
        const EventColumns &columns = window->shown().timeline().events().columns();
        for (const TimelineView::VisibleBar &bar : timeline().visibleBars()) {
            if (columns.name(columns.find(bar.row)) == name)
                return bar;
        }
        return {};
    }
};

QModelIndex rowWith(const QAbstractItemModel &model, int column, const QString &text)
{
    const auto found = model.match(model.index(0, column), Qt::DisplayRole, text, 1, Qt::MatchExactly);
    return found.isEmpty() ? QModelIndex() : found[0];
}

} // namespace

class TestWindowReading : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("XDG_CONFIG_HOME", m_config.path().toUtf8()); }

    void leadsFromAFigureToItsSession();
    void leadsFromASearchHitToItsEvent();
    void comparesTwoSessions();
    void selectsInTheTableWhatIsSelectedInTheTimeline();
    void selectsInTheTimelineWhatIsSelectedInTheTable();
    void reckonsTheMeasuredRange();
    void filtersFromTheStatistics();
    void stopsReadingALargeSession();
    void readsALargeSessionToItsEnd();
    void turnsTheTimelineFromTheMenu();
    void dimsWhatTheFilterLeavesOut();
    void findsCommandsAndSessionsByName();
    void remembersTheWidthOfTheNames();

private:
    QTemporaryDir m_config;
};

void TestWindowReading::leadsFromAFigureToItsSession()
{
    ReadingBench bench(twoSessions());
    QVERIFY(bench.open(good));
    bench.press(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    auto *failed = bench.find<FigureButton>("figureFailed");
    QTRY_VERIFY(failed->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(failed->value(), QStringLiteral("1"), patience);
    QTRY_VERIFY(failed->isEnabled());
    QTest::mouseClick(failed, Qt::LeftButton);
    auto *list = bench.find<QTableView>("overviewSessions");
    QCOMPARE(list->model()->rowCount(), 1);
    QCOMPARE(list->model()->index(0, ListedSessionsModel::Name).data().toString(), QStringLiteral("bad"));
    list->setFocus();
    list->setCurrentIndex(list->model()->index(0, 0));
    bench.press(Qt::Key_Return);
    QCOMPARE(bench.shownId(), bad.text());
    QTRY_VERIFY(bench.timeline().isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(
        bench.window->shown().timeline().events().eventCount(), std::size_t{3}, patience);
}

void TestWindowReading::leadsFromASearchHitToItsEvent()
{
    ReadingBench bench(twoSessions());
    QVERIFY(bench.open(good));
    bench.press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    auto *edit = bench.find<QLineEdit>("searchEdit");
    QTRY_VERIFY(edit->hasFocus());
    auto *hits = bench.find<QTreeView>("searchHits");
    // The index is filled behind the writer: it is asked until it knows the word.
    QVERIFY(QTest::qWaitFor(
        [&] {
            edit->clear();
            QTest::keyClicks(edit, QStringLiteral("pomegranates"));
            QTest::keyClick(edit, Qt::Key_Return);
            return QTest::qWaitFor([&] { return hits->model()->rowCount() == 1; }, 500);
        },
        patience));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(hits->hasFocus());
    const QModelIndex hit = hits->model()->index(0, 0, hits->model()->index(0, 0));
    QVERIFY(hit.data().toString().contains(QStringLiteral("pomegranates")));
    hits->setCurrentIndex(hit);
    bench.press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(bench.shownId(), bad.text(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(bench.selectedName(), QStringLiteral("gpt-4o"), patience);
    QVERIFY(bench.timeline().isVisible());
}

void TestWindowReading::comparesTwoSessions()
{
    ReadingBench bench(twoSessions());
    QVERIFY(bench.open(good));
    bench.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    auto *first = bench.find<QComboBox>("compareSessionFirst");
    auto *second = bench.find<QComboBox>("compareSessionSecond");
    QTRY_VERIFY(first->isVisible());
    QVERIFY2(first->currentText().startsWith(QStringLiteral("good")), qPrintable(first->currentText()));
    second->setFocus();
    QTest::keyClick(second, Qt::Key_Home); // the newest
    QVERIFY(second->currentText().startsWith(QStringLiteral("bad")));
    const auto *line = bench.find<QLabel>("compareLine");
    QTRY_VERIFY2_WITH_TIMEOUT(
        line->text().startsWith(QStringLiteral("2 pairs, 2 events only in the first, 1 only in the second")),
        qPrintable(line->text()), patience);

    auto *pairs = bench.find<QTableView>("comparePairs");
    const QModelIndex call = rowWith(*pairs->model(), 2, QStringLiteral("gpt-4o"));
    QVERIFY(call.isValid());
    QTest::mouseClick(pairs->viewport(), Qt::LeftButton, {}, pairs->visualRect(call).center());
    auto *diff = bench.find<DiffView>("promptDiff");
    QTRY_VERIFY_WITH_TIMEOUT(diff->toPlainText().contains(QStringLiteral("pomegranates")), patience);
    QVERIFY(diff->toPlainText().contains(QStringLiteral("apples")));
    const QModelIndex alone = rowWith(*pairs->model(), 2, QStringLiteral("TimeoutError"));
    QVERIFY(alone.isValid());
    pairs->setFocus();
    pairs->setCurrentIndex(alone);
    bench.press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(bench.shownId(), bad.text(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(bench.selectedName(), QStringLiteral("TimeoutError"), patience);
}

void TestWindowReading::selectsInTheTableWhatIsSelectedInTheTimeline()
{
    ReadingBench bench(twoSessions());
    QVERIFY(bench.open(good));
    bench.press(Qt::Key_F4);
    auto *table = bench.find<QTableView>("eventTable");
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 4, patience);
    const auto bar = bench.barOf("search");
    QVERIFY(bar.rect.isValid());
    QTest::mouseClick(bench.timeline().viewport(), Qt::LeftButton, {}, bar.rect.center());
    QCOMPARE(bench.selectedName(), QStringLiteral("search"));
    QTRY_COMPARE(table->currentIndex().siblingAtColumn(2).data().toString(), QStringLiteral("search"));
    bench.timeline().setFocus();
    bench.press(Qt::Key_Escape);
    QVERIFY(!bench.timeline().selectedRow());
    QTRY_VERIFY(!table->selectionModel()->hasSelection());
}

void TestWindowReading::selectsInTheTimelineWhatIsSelectedInTheTable()
{
    ReadingBench bench(twoSessions());
    QVERIFY(bench.open(good));
    bench.press(Qt::Key_F4);
    auto *table = bench.find<QTableView>("eventTable");
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 4, patience);
    const QModelIndex row = rowWith(*table->model(), 2, QStringLiteral("gpt-4o"));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(row).center());
    QCOMPARE(bench.selectedName(), QStringLiteral("gpt-4o"));
    QVERIFY(table->hasFocus()); // choosing is no reason to leave the list
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(bench.selectedName(), QStringLiteral("search"));
    const Nanos before = bench.timeline().scale().end() - bench.timeline().scale().begin();
    QTest::keyClick(table, Qt::Key_Return); // a closer look
    QVERIFY(bench.timeline().scale().end() - bench.timeline().scale().begin() < before);
}

void TestWindowReading::reckonsTheMeasuredRange()
{
    ReadingBench bench(twoSessions());
    QVERIFY(bench.open(good));
    bench.press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    const auto *summary = bench.find<QLabel>("statisticsSummary");
    QTRY_VERIFY_WITH_TIMEOUT(summary->text().startsWith(QStringLiteral("4 events")), patience);
    // From the first event's begin to the call's end, by dragging on the ruler.
    TimelineView &timeline = bench.timeline();
    QWidget *plot = timeline.viewport();
    const QPoint from(qRound(timeline.xOf(began)), 6);
    const QPoint to(qRound(timeline.xOf(began + Millis(2'700))), 6);
    QTest::mousePress(plot, Qt::LeftButton, {}, from);
    QTest::mouseMove(plot, (from + to) / 2);
    QTest::mouseMove(plot, to);
    QTest::mouseRelease(plot, Qt::LeftButton, {}, to);
    QVERIFY(timeline.measuredRange());
    auto *scope = bench.find<QComboBox>("statisticsScope");
    QVERIFY(scope->itemText(1).startsWith(QStringLiteral("Selected range, 2.")));
    scope->setFocus();
    QTest::keyClick(scope, Qt::Key_Down);
    QCOMPARE(scope->currentIndex(), 1);
    QTRY_VERIFY2_WITH_TIMEOUT(
        summary->text().startsWith(QStringLiteral("2 events")), qPrintable(summary->text()), patience);
    timeline.setFocus();
    bench.press(Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(summary->text().startsWith(QStringLiteral("4 events")), patience);
}

void TestWindowReading::filtersFromTheStatistics()
{
    ReadingBench bench(twoSessions());
    QVERIFY(bench.open(good));
    bench.press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    auto *groups = bench.find<QTableView>("statisticsTable");
    QTRY_VERIFY_WITH_TIMEOUT(groups->model()->rowCount() >= 3, patience);
    QModelIndex tools;
    for (int row = 0; row < groups->model()->rowCount(); ++row) {
        if (groups->model()->index(row, 0).data().toString().contains(QStringLiteral("ool")))
            tools = groups->model()->index(row, 0);
    }
    QVERIFY(tools.isValid());
    groups->setFocus();
    groups->setCurrentIndex(tools);
    bench.press(Qt::Key_Return);
    QCOMPARE(bench.find<QLineEdit>("filterEdit")->text(), QStringLiteral("type:tool"));
    bench.press(Qt::Key_F4);
    const auto *table = bench.find<QTableView>("eventTable");
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience);
}

void TestWindowReading::stopsReadingALargeSession()
{
    ReadingBench bench(twoSessions());
    QVERIFY(bench.open(good));
    auto *bar = bench.find("loadBar");
    QVERIFY(!bar->isVisible());
    // The person is quick: as soon as there is a button, it is pressed.
    quint64 read = 0;
    connect(&bench.window->shown(), &ShownSession::loadProgress, bar, [&](quint64 events) {
        auto *stop = bench.find("stopLoading");
        if (stop->isVisible() && read == 0) {
            read = events;
            QTest::mouseClick(stop, Qt::LeftButton);
        }
    });
    bench.put(largeSession(120'000));
    QVERIFY(bench.open(large));
    QVERIFY(read > 0);
    QVERIFY(bench.window->shown().isPartial());
    QVERIFY(bar->isVisible());
    QVERIFY(!bench.find("stopLoading")->isVisible());
    QCOMPARE(bar->findChild<QLabel *>()->text(),
        QStringLiteral("Reading was stopped: these are the first %1 events").arg(numberText(read)));
    // Another session has nothing to do with it, and the same one is read anew.
    QVERIFY(bench.open(good));
    QVERIFY(!bar->isVisible());
}

void TestWindowReading::readsALargeSessionToItsEnd()
{
    ReadingBench bench(twoSessions());
    QVERIFY(bench.open(good)); // a window that shows nothing opens what comes first
    auto *bar = bench.find("loadBar");
    bool wasVisible = false;
    connect(&bench.window->shown(), &ShownSession::loadProgress, bar,
        [&] { wasVisible = wasVisible || bar->isVisible(); });
    bench.put(largeSession(60'000));
    QVERIFY(bench.open(large));
    QVERIFY(wasVisible);
    QVERIFY(!bar->isVisible());
    QCOMPARE(bench.window->shown().timeline().events().eventCount(), std::size_t{60'000});
}

void TestWindowReading::turnsTheTimelineFromTheMenu()
{
    ReadingBench bench(twoSessions());
    QVERIFY(bench.open(good));
    auto *fold = bench.find<QAction>("actionFold");
    QVERIFY(fold->isEnabled());
    fold->trigger();
    QVERIFY(bench.timeline().isFolded());
    bench.timeline().setFocus();
    bench.press(Qt::Key_I);
    QVERIFY(!fold->isChecked());
    bench.find<QAction>("actionFreeze")->trigger();
    QVERIFY(bench.find("freezeBanner")->isVisible());
}

void TestWindowReading::dimsWhatTheFilterLeavesOut()
{
    ReadingBench bench(twoSessions());
    QVERIFY(bench.open(good));
    bench.press(Qt::Key_F4);
    auto *edit = bench.find<QLineEdit>("filterEdit");
    QTest::keyClicks(edit, QStringLiteral("type:llm"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(bench.timeline().isDimming(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(bench.timeline().dimmedRects().size(), std::size_t{3}, patience);
    bench.picture(QStringLiteral("filtered"));
    QVERIFY(bench.open(bad)); // the filter goes on; the error is never dimmed
    QTRY_VERIFY_WITH_TIMEOUT(bench.timeline().isDimming(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(bench.timeline().dimmedRects().size(), std::size_t{1}, patience);
    edit->clear();
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!bench.timeline().isDimming(), patience);
}

void TestWindowReading::findsCommandsAndSessionsByName()
{
    ReadingBench bench(twoSessions());
    QVERIFY(bench.open(good));
    bench.press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    auto *edit = bench.find<QLineEdit>("paletteEdit");
    QVERIFY(edit->hasFocus());
    bench.picture(QStringLiteral("palette"));
    QTest::keyClicks(edit, QStringLiteral("compress idle"));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(bench.timeline().isFolded());
    bench.press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClicks(edit, QStringLiteral("bad"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(bench.shownId(), bad.text(), patience);
}

void TestWindowReading::remembersTheWidthOfTheNames()
{
    ReadingBench bench(twoSessions());
    QVERIFY(bench.open(good));
    QWidget *plot = bench.timeline().viewport();
    const int edge = plot->width() - qRound(bench.timeline().scale().width()) - 1;
    QTest::mousePress(plot, Qt::LeftButton, {}, {edge, 100});
    QTest::mouseMove(plot, {edge + 60, 100});
    QTest::mouseRelease(plot, Qt::LeftButton, {}, {edge + 60, 100});
    QCOMPARE(bench.settings->laneNamesWidth(), bench.timeline().gutterWidth());
    QCOMPARE(bench.timeline().gutterWidth(), edge + 61);
}

QTEST_MAIN(TestWindowReading)
#include "tst_window_reading.moc"
