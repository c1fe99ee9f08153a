// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What is sent to the collector by HTTP is seen in the window: how soon, and where.
// SLUICE_LIVE_SENDS=50 measures more than one does for a test; the figures stand in docs/design/collector.md.

#include "core/base/random.h"
#include "tests/support/otlp_bodies.h"
#include "tests/support/raw_client.h"
#include "tests/ui/window/window_bench.h"
#include "ui/models/sessions_model.h"
#include "ui/models/timeline_model.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QSignalSpy>
#include <QTreeView>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <thread>
#include <utility>
#include <vector>

using namespace sluice;
using namespace sluice::ui;

namespace {

constexpr int patience = 20'000; ///< ms; a busy machine is slow
constexpr auto promised = std::chrono::milliseconds(200);
constexpr auto mostHere = std::chrono::seconds(5); ///< of one with sanitizers that is also compiling

using Steady = std::chrono::steady_clock;

std::string hex(std::uint64_t number, std::size_t digits)
{
    const QString text = QString::number(number, 16);
    return text.rightJustified(static_cast<int>(digits), u'0').toStdString();
}

WrittenSpan spanOf(std::uint64_t trace, std::uint64_t id, std::uint64_t parent = 0)
{
    WrittenSpan span;
    span.trace = hex(trace, 32);
    span.id = hex(id, 16);
    span.parent = parent == 0 ? std::string() : hex(parent, 16);
    span.name = "step " + std::to_string(id);
    span.start += id;
    span.end = span.start + 1;
    return span;
}

/// Says when the view is first painted with what `isThere` waits for.
class Sight : public QObject
{
    Q_OBJECT
public:
    Sight(QWidget *painted, std::function<bool()> isThere)
        : m_isThere(std::move(isThere))
    {
        painted->installEventFilter(this);
    }

    Steady::time_point time() const { return m_time; }

Q_SIGNALS:
    void seen();

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_time == Steady::time_point() && m_isThere()) {
            m_time = Steady::now();
            Q_EMIT seen();
        }
        return false;
    }

private:
    const std::function<bool()> m_isThere;
    Steady::time_point m_time;
};

/// The whole window, and programs that send to it.
class LiveBench : public WindowBench
{
public:
    LiveBench() { (void)QTest::qWaitForWindowExposed(window.get()); }

    std::string request(const std::vector<WrittenSpan> &spans) const
    {
        const std::string body = jsonTraces(spans);
        return "POST /v1/traces HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port())
            + "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size())
            + "\r\n\r\n" + body;
    }

    /// From a thread of its own; when the answer came, which is after the commit. 1970: it was no 200.
    std::future<Steady::time_point> send(std::string bytes) const
    {
        return std::async(std::launch::async, [bytes = std::move(bytes), port = port()] {
            RawClient client(port);
            const bool isTaken = client.send(bytes) && client.answer().status == 200;
            return isTaken ? Steady::now() : Steady::time_point();
        });
    }

    /// Sends, and waits until the list of sessions is painted with so many events of the trace. Negative: it
    /// did not come.
    std::chrono::microseconds delayOf(const std::vector<WrittenSpan> &spans, int events) const
    {
        auto *list = find<QTreeView>("sessions");
        const QString id = QString::fromStdString(spans.front().trace);
        Sight sight(list->viewport(), [list, id, events] {
            const QAbstractItemModel &model = *list->model();
            const QModelIndexList rows
                = model.match(model.index(0, 0), SessionsModel::IdRole, id, 1, Qt::MatchExactly);
            return !rows.isEmpty()
                && rows[0].siblingAtColumn(SessionsModel::Events).data().toString()
                == QString::number(events);
        });
        QSignalSpy seen(&sight, &Sight::seen);
        std::future<Steady::time_point> answer = send(request(spans));
        if (seen.isEmpty() && !seen.wait(patience))
            return std::chrono::microseconds(-1);
        const Steady::time_point answered = answer.get();
        if (answered == Steady::time_point())
            return std::chrono::microseconds(-1);
        const auto delay = std::chrono::floor<std::chrono::microseconds>(sight.time() - answered);
        return std::max(delay, std::chrono::microseconds(0)); // painted before the sender had read the answer
    }

    std::uint16_t port() const { return engine->collector()->address().port; }
};

/// A program that sends as much as the collector takes, until it goes away.
class Flood
{
public:
    explicit Flood(const LiveBench &bench)
        : m_thread([&bench](const std::stop_token &stop) {
            RawClient client(bench.port());
            for (std::uint64_t id = 1; !stop.stop_requested(); id += 100) {
                std::vector<WrittenSpan> spans;
                for (std::uint64_t i = 0; i < 100; ++i)
                    spans.push_back(spanOf(0xf100d, id + i));
                if (!client.send(bench.request(spans)) || client.answer().status == 0)
                    return;
            }
        })
    { }

private:
    std::jthread m_thread;
};

StoreBatch oldSessions(std::uint64_t count)
{
    StoreBatch batch;
    for (std::uint64_t i = 0; i < count; ++i) {
        SessionChange change;
        change.id = SessionId("old-" + std::to_string(i));
        change.started = Timestamp(std::chrono::seconds(1'600'000'000 + i));
        change.ended = *change.started + std::chrono::seconds(1);
        batch.sessions.push_back(std::move(change));
    }
    return batch;
}

} // namespace

class TestLiveWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksOftenEnough();
    void showsASessionSoonAfterItsCommit_data();
    void showsASessionSoonAfterItsCommit();
    void movesABarToTheAgentThatComesLater();
};

/// A look begins so long after a commit at the latest; what is left is for reading and painting.
void TestLiveWindow::looksOftenEnough()
{
    const auto longestRest = Bridge::tickInterval * (StoreFollower::restingTicks + 1);
    QVERIFY(longestRest <= promised * 3 / 4);
}

void TestLiveWindow::showsASessionSoonAfterItsCommit_data()
{
    QTest::addColumn<bool>("known");
    QTest::addColumn<int>("sessions");
    QTest::addColumn<bool>("busy");
    QTest::newRow("a new session, an idle window") << false << 0 << false;
    QTest::newRow("more of a known session") << true << 0 << false;
    QTest::newRow("a new session among 10,000") << false << 10'000 << false;
    QTest::newRow("a new session, a busy store") << false << 0 << true;
    QTest::newRow("more of a known session, a busy store, 10,000 sessions") << true << 10'000 << true;
}

void TestLiveWindow::showsASessionSoonAfterItsCommit()
{
    QFETCH(const bool, known);
    QFETCH(const int, sessions);
    QFETCH(const bool, busy);
    const int sends = std::max(1, qEnvironmentVariableIntValue("SLUICE_LIVE_SENDS"));
    const LiveBench bench;
    const auto *list = bench.find<QTreeView>("sessions");
    (void)bench.engine->store()->submit(oldSessions(static_cast<std::uint64_t>(sessions)), {});
    QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), sessions, patience);
    std::optional<Flood> flood;
    if (busy)
        flood.emplace(bench);
    QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() == sessions + (busy ? 1 : 0), patience);
    if (known)
        QVERIFY(bench.delayOf({spanOf(1, 1)}, 1).count() >= 0);
    SeededRandom random(7);
    std::vector<std::chrono::microseconds> delays;
    for (int i = 1; i <= sends; ++i) {
        // Anywhere between two looks.
        QTest::qWait(static_cast<int>(random.below(2 * StoreFollower::restingTicks * 33)));
        const auto number = static_cast<std::uint64_t>(i + 1);
        delays.push_back(bench.delayOf({known ? spanOf(1, number) : spanOf(number, 1)}, known ? i + 1 : 1));
        QVERIFY(delays.back().count() >= 0);
    }
    std::ranges::sort(delays);
    qInfo("%d sends: median %.1f ms, longest %.1f ms", sends,
        static_cast<double>(delays[delays.size() / 2].count()) / 1e3,
        static_cast<double>(delays.back().count()) / 1e3);
    QVERIFY(delays.back() <= mostHere);
}

void TestLiveWindow::movesABarToTheAgentThatComesLater()
{
    const LiveBench bench;
    const auto lanes = [&bench] {
        QStringList agents;
        const EventLanes &events = bench.window->shown().timeline().events();
        for (const Lane &lane : events.lanes())
            agents += QString::fromStdString(std::string(events.columns().trackText(lane.key)));
        return agents.join(u' ');
    };
    const auto count = [&bench] { return bench.window->shown().timeline().events().eventCount(); };
    QVERIFY(bench.send(bench.request({spanOf(1, 3, 2)})).get() != Steady::time_point());
    QTRY_COMPARE_WITH_TIMEOUT(count(), 1U, patience); // the first session is shown
    QCOMPARE(lanes(), QString());
    WrittenSpan agent = spanOf(1, 2, 1);
    agent.attributes = {{"gen_ai.agent.name", "planner"}};
    QVERIFY(bench.send(bench.request({agent})).get() != Steady::time_point());
    QTRY_COMPARE_WITH_TIMEOUT(count(), 2U, patience);
    QTRY_COMPARE_WITH_TIMEOUT(lanes(), QStringLiteral("planner"), patience);
}

QTEST_MAIN(TestLiveWindow)
#include "tst_live_window.moc"
