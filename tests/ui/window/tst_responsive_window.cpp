// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/window/window_bench.h"
#include "ui/window/ledger_bar.h"

#include <QElapsedTimer>
#include <QTimer>

using namespace sluice;
using namespace sluice::ui;

namespace {

constexpr int patience = 60'000; ///< ms

/// The longest time that the GUI thread did not come back to its event loop.
class Heartbeat : public QObject
{
public:
    Heartbeat()
    {
        connect(&m_timer, &QTimer::timeout, this, &Heartbeat::beat);
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(5);
        m_since.start();
    }
    qint64 longestGap() const { return m_longest; }

private:
    void beat() { m_longest = std::max(m_longest, m_since.restart()); }

    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

} // namespace

class TestResponsiveWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void staysResponsiveThroughABurst_data();
    void staysResponsiveThroughABurst();
};

void TestResponsiveWindow::staysResponsiveThroughABurst_data()
{
    QTest::addColumn<quint64>("events");
    QTest::addColumn<QString>("producers");
    QTest::newRow("100,000 from one producer") << quint64{100'000} << QStringLiteral("1");
    QTest::newRow("100,000 from eight producers") << quint64{100'000} << QStringLiteral("8");
}

void TestResponsiveWindow::staysResponsiveThroughABurst()
{
    QFETCH(quint64, events);
    QFETCH(QString, producers);
    WindowBench bench;
    bench.click("preset100");
    bench.type("events", QString::number(events));
    bench.type("producers", producers);
    QTest::qWait(200); // the window has been laid out and painted: the burst is what is measured

    Heartbeat heartbeat;
    bench.click("fire");
    QTRY_COMPARE_WITH_TIMEOUT(bench.engine->recorder()->ledger().delivered, std::uint64_t{events}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(
        bench.window->shown().timeline().events().eventCount(), std::size_t{events}, patience);
    QTRY_VERIFY_WITH_TIMEOUT(bench.find("fire")->isEnabled(), patience);
    QTest::qWait(200);
    const qint64 gap = heartbeat.longestGap();

    QCOMPARE(bench.find<LedgerBar>("ledger")->text(),
        QStringLiteral("recorded 100,000 = delivered 100,000 + queued 0 + in flight 0"));
    qInfo("the GUI thread's longest gap was %lld ms", static_cast<long long>(gap));
#ifdef NDEBUG
    QVERIFY2(gap <= 100, qPrintable(QStringLiteral("%1 ms").arg(gap)));
#endif
}

QTEST_MAIN(TestResponsiveWindow)
#include "tst_responsive_window.moc"
