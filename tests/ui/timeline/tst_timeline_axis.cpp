// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/theme/metrics.h"
#include "ui/timeline/timeline_axis.h"

#include <QTest>

#include <array>
#include <cmath>
#include <memory>

using namespace sluice;
using namespace std::chrono_literals;
using sluice::ui::TimelineAxis;

namespace {

constexpr Timestamp zero{1'800'000'000s};
constexpr double padding = sluice::ui::metrics::viewPadding;

TimeRange seconds(int begin, int end)
{
    return {zero + begin * 1s, zero + end * 1s};
}

} // namespace

class TestTimelineAxis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_axis = TimelineAxis();
        m_axis.setWidth(1000);
        m_axis.reset(seconds(0, 10));
    }

    void beginsWithTheWholeSessionAndFollows()
    {
        QVERIFY(m_axis.isFollowing());
        QCOMPARE(qRound(m_axis.scale().toX(zero)), qRound(padding));
        QCOMPARE(qRound(m_axis.scale().toX(zero + 10s)), qRound(1000 - padding));
    }
    void keepsTheWholeSessionInSightAsItGrows()
    {
        m_axis.setBounds(seconds(0, 100));
        QCOMPARE(qRound(m_axis.scale().toX(zero)), qRound(padding));
        QCOMPARE(qRound(m_axis.scale().toX(zero + 100s)), qRound(1000 - padding));
    }
    void keepsTheNewestAtTheRightEdgeWhenZoomedIn()
    {
        m_axis.zoomAt(1000, 4);
        QVERIFY(m_axis.isFollowing());
        const double zoom = m_axis.scale().nanosPerPixel();
        m_axis.setBounds(seconds(0, 12));
        QCOMPARE(qRound(m_axis.scale().toX(zero + 12s)), qRound(1000 - padding));
        QCOMPARE(m_axis.scale().nanosPerPixel(), zoom);
    }
    void staysWhereTheUserWent_data()
    {
        QTest::addColumn<QString>("by");
        for (const char *by : {"pan", "zoom away from the newest", "fit"})
            QTest::newRow(by) << QString::fromLatin1(by);
    }
    void staysWhereTheUserWent()
    {
        QFETCH(QString, by);
        if (by == u"pan")
            m_axis.panBy(-50);
        else if (by == u"fit")
            m_axis.fit(seconds(2, 3));
        else
            m_axis.zoomAt(0, 4);
        QVERIFY(!m_axis.isFollowing());
        const TimeScale before = m_axis.scale();
        m_axis.setBounds(seconds(0, 100));
        QCOMPARE(m_axis.scale(), before);
        m_axis.setFollowing(true);
        QVERIFY(m_axis.scale().toX(zero + 100s) <= 1000);
    }
    void fitsWithSomeRoom()
    {
        m_axis.fit(seconds(2, 4));
        QVERIFY(m_axis.scale().toX(zero + 2s) > 50);
        QVERIFY(m_axis.scale().toX(zero + 4s) < 950);
    }
    void fitsCloserTheSecondTime()
    {
        const auto part = [this] {
            return (m_axis.scale().toX(zero + 4s) - m_axis.scale().toX(zero + 2s)) / m_axis.scale().width();
        };
        m_axis.fitCloser(seconds(2, 4));
        QVERIFY(std::abs(part() - 0.5) < 1e-6);
        m_axis.fitCloser(seconds(2, 4));
        QVERIFY(std::abs(part() - 1) < 1e-6);
        m_axis.fitCloser(seconds(2, 4));
        QVERIFY(std::abs(part() - 0.5) < 1e-6);
    }
    void showsARangeFromEdgeToEdge()
    {
        m_axis.show(seconds(3, 5));
        QVERIFY(std::abs(m_axis.scale().toX(zero + 3s)) < 1e-6);
        QVERIFY(std::abs(m_axis.scale().toX(zero + 5s) - 1000) < 1e-6);
        QVERIFY(!m_axis.isFollowing() && !m_axis.isWhole());
    }
    void followsAgainOnlyWhenTheNewestComesIntoSightFromTheRight()
    {
        m_axis.show(seconds(2, 4));
        m_axis.panBy(500);
        QVERIFY(!m_axis.isFollowing());
        m_axis.panBy(-100);
        m_axis.panBy(5000);
        QVERIFY(m_axis.isFollowing());
        QCOMPARE(qRound(m_axis.scale().toX(zero + 10s)), qRound(1000 - padding));
        m_axis.panBy(20); // the newest is in sight already
        QVERIFY(!m_axis.isFollowing());
        m_axis.show(seconds(2, 4));
        QVERIFY(m_axis.reveal(seconds(9, 10)));
        QVERIFY(!m_axis.isFollowing());
    }
    void showsAgainWhatItShowed_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"whole", "zoomed in at the newest", "elsewhere"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void showsAgainWhatItShowed()
    {
        QFETCH(QString, what);
        if (what == u"elsewhere")
            m_axis.show(seconds(2, 4));
        else if (what != u"whole")
            m_axis.zoomAt(1000, 4);
        m_axis.setBounds(seconds(0, 10)); // what follows comes to rest
        const ViewState state = m_axis.state();
        const TimeScale scale = m_axis.scale();
        m_axis.fit(seconds(5, 6));
        m_axis.restore(state);
        QCOMPARE(m_axis.state(), state);
        QVERIFY(std::abs(m_axis.scale().toX(zero + 3s) - scale.toX(zero + 3s)) < 1e-6);
        QVERIFY(std::abs(m_axis.scale().toX(zero + 4s) - scale.toX(zero + 4s)) < 1e-6);
    }
    void holdsItsPlaceWhenItFolds_data()
    {
        QTest::addColumn<int>("hold");
        QTest::addColumn<double>("x");
        QTest::newRow("the middle") << int(TimelineAxis::Hold::Middle) << 500.0;
        QTest::newRow("the begin") << int(TimelineAxis::Hold::Begin) << 0.0;
    }
    void holdsItsPlaceWhenItFolds()
    {
        QFETCH(int, hold);
        QFETCH(double, x);
        m_axis.show(seconds(5, 9));
        const ViewTime held = m_axis.scale().toTime(x);
        const std::array gaps{seconds(1, 4), TimeRange{zero + 7500ms, zero + 8s}};
        const auto fold = std::make_shared<const GapFold>(gaps, 100ms);
        m_axis.setFold(fold, TimelineAxis::Hold(hold));
        QCOMPARE(m_axis.scale().fold(), fold);
        QVERIFY(std::abs(m_axis.scale().toX(held) - x) < 1e-3);
        m_axis.fitWhole();
        QCOMPARE(qRound(m_axis.scale().toX(zero)), qRound(padding));
        QCOMPARE(qRound(m_axis.scale().toX(zero + 10s)), qRound(1000 - padding));
        m_axis.setFold(nullptr, TimelineAxis::Hold(hold));
        QVERIFY(m_axis.isWhole());
        QCOMPARE(qRound(m_axis.scale().toX(zero + 5s)), 500);
    }
    void doesNotFitAnInstantTooClosely()
    {
        m_axis.fit({zero + 2s, zero + 2s});
        QCOMPARE(qRound(m_axis.scale().toX(zero + 2s)), 500);
        QVERIFY(m_axis.scale().toX(zero + 2s - 40us) > 0);
    }
    void revealsOnlyWhatIsOutOfSight()
    {
        m_axis.fit(seconds(2, 4));
        QVERIFY(!m_axis.reveal(seconds(3, 4)));
        QVERIFY(!m_axis.reveal(seconds(0, 9))); // fills the view already
        QVERIFY(m_axis.reveal(seconds(8, 9)));
        QCOMPARE(qRound(m_axis.scale().toX(zero + 8500ms)), 500);
    }
    void showsASessionWithoutExtent()
    {
        m_axis.reset({zero, zero});
        QVERIFY(m_axis.scale().toX(zero) >= 0);
        QVERIFY(m_axis.scale().toX(zero) <= 1000);
    }
    void staysWholeWhenTheWindowIsResized()
    {
        m_axis.setWidth(500);
        QCOMPARE(qRound(m_axis.scale().toX(zero + 10s)), qRound(500 - padding));
    }

private:
    TimelineAxis m_axis;
};

QTEST_APPLESS_MAIN(TestTimelineAxis)
#include "tst_timeline_axis.moc"
