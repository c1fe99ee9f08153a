// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/theme/metrics.h"
#include "ui/timeline/timeline_axis.h"

#include <QTest>

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
