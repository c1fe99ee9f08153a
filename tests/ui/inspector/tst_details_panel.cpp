// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/details_panel.h"
#include "ui/inspector/life_bar.h"
#include "ui/theme/theme.h"
#include "ui/widgets/proof_badge.h"

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

#include <memory>

using namespace sluice;
using namespace sluice::ui;
using namespace std::chrono_literals;

namespace {

using Tab = DetailsPanel::Tab;

constexpr Timestamp start{std::chrono::seconds{1'800'000'000}};

LifeLine deliveredBy(std::uint64_t sequence)
{
    LifeLine line;
    line.created = start;
    line.enqueued = start + 1ms;
    line.taken = start + 301ms;
    FlushRecord flush;
    flush.sequence = sequence;
    flush.outcome = FlushOutcome::Delivered;
    flush.started = start + 302ms;
    flush.ended = start + 402ms;
    flush.attempts = 1;
    flush.httpStatus = 200;
    flush.tries = {{flush.started, flush.ended, 200, FlushOutcome::Delivered, {}}};
    line.flushes = {flush};
    return line;
}

StoredEvent namedEvent(const char *name)
{
    StoredEvent event;
    event.name = name;
    event.start = event.end = start;
    return event;
}

} // namespace

class TestDetailsPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }
    void init()
    {
        m_host = std::make_unique<QWidget>();
        m_host->resize(460, 700);
        m_panel = new DetailsPanel(m_host.get());
        m_panel->resize(m_host->size());
        m_host->show();
        QVERIFY(QTest::qWaitForWindowActive(m_host.get()));
    }
    void cleanup() { m_host.reset(); }

    void showsTheLifeLineOfAnEvent();
    void leadsFromAStepToItsFlush_data();
    void leadsFromAStepToItsFlush();
    void saysWhyThereIsNoLifeLine();
    void putsTheLifeLineAwayWithItsEvent();
    void wearsTheBadgeOfASession();
    void dividesTheBar_data();
    void dividesTheBar();
    void paintsEachStateInTheBar();

private:
    template <typename T>
    T *child(const char *name) const
    {
        return m_panel->findChild<T *>(QLatin1String(name));
    }

    std::unique_ptr<QWidget> m_host; ///< a window with a layout warns offscreen
    DetailsPanel *m_panel = nullptr; ///< the host's
};

void TestDetailsPanel::showsTheLifeLineOfAnEvent()
{
    m_panel->showDetails(eventDetails(namedEvent("a")));
    m_panel->showLifeLine(deliveredBy(3));
    m_panel->open(Tab::LifeLine);
    auto *steps = child<QTableView>("lifeSteps");
    QVERIFY(steps->isVisible());
    QStringList names;
    for (int row = 0; row < steps->model()->rowCount(); ++row)
        names << steps->model()->index(row, 0).data().toString();
    QCOMPARE(
        names.join(u'|'), QStringLiteral("Created|Enqueued|Taken|Sent, flush 3, attempt 1|Acknowledged"));
    QVERIFY(
        child<LifeBar>("lifeBar")->accessibleDescription().contains(QStringLiteral("in the queue 300 ms")));
    QCOMPARE(child<QLabel>("lifeSummary")->text(), child<LifeBar>("lifeBar")->accessibleDescription());
}

void TestDetailsPanel::leadsFromAStepToItsFlush_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("click") << false;
    QTest::newRow("Enter") << true;
}

void TestDetailsPanel::leadsFromAStepToItsFlush()
{
    QFETCH(bool, byKey);
    m_panel->showDetails(eventDetails(namedEvent("a")));
    m_panel->showLifeLine(deliveredBy(3));
    m_panel->open(Tab::LifeLine);
    QSignalSpy asked(m_panel, &DetailsPanel::flushAsked);
    auto *steps = child<QTableView>("lifeSteps");
    const auto go = [&](int row) {
        const QModelIndex index = steps->model()->index(row, 0);
        steps->setCurrentIndex(index);
        steps->setFocus();
        if (byKey)
            QTest::keyClick(steps, Qt::Key_Return);
        else
            QTest::mouseClick(steps->viewport(), Qt::LeftButton, {}, steps->visualRect(index).center());
    };
    go(0); // created: no flush
    QCOMPARE(asked.count(), 0);
    go(3);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].toULongLong(), quint64{3});
}

void TestDetailsPanel::saysWhyThereIsNoLifeLine()
{
    m_panel->showDetails(eventDetails(namedEvent("a")));
    m_panel->showLifeLineMessage(QStringLiteral("The event is no longer in the store."));
    m_panel->open(Tab::LifeLine);
    QCOMPARE(child<QLabel>("lifeSummary")->text(), QStringLiteral("The event is no longer in the store."));
    QVERIFY(!child<QTableView>("lifeSteps")->isVisible());
    QVERIFY(!child<LifeBar>("lifeBar")->isVisible());
}

void TestDetailsPanel::putsTheLifeLineAwayWithItsEvent()
{
    m_panel->showDetails(eventDetails(namedEvent("a")));
    m_panel->showLifeLine(deliveredBy(3));
    m_panel->open(Tab::LifeLine);
    m_panel->showDetails(eventDetails(namedEvent("a"))); // told again
    QVERIFY(child<QWidget>("lifeLine")->isVisible());
    m_panel->showDetails(eventDetails(namedEvent("b")));
    QVERIFY(!m_panel->has(Tab::LifeLine));
    QVERIFY(!child<QWidget>("lifeLine")->isVisible());
    m_panel->showLifeLine(deliveredBy(3));
    QVERIFY(child<QWidget>("lifeLine")->isVisible());
    m_panel->showDetails(sessionDetails({}, start));
    QVERIFY(!child<QWidget>("lifeLine")->isVisible());
}

void TestDetailsPanel::wearsTheBadgeOfASession()
{
    auto *badge = child<ProofBadge>("proofBadge");
    QVERIFY(!badge->isVisible());
    SessionSummary session;
    session.started = session.lastNews = start;
    session.ended = start + 1s;
    m_panel->showDetails(sessionDetails(session, start + 2s));
    QVERIFY(badge->isVisible());
    QCOMPARE(badge->word(), QStringLiteral("not told"));
    QVERIFY(badge->toolTip().contains(QStringLiteral("its SDK told no counts")));
    QVERIFY(badge->accessibleDescription().startsWith(QStringLiteral("not told. ")));
    m_panel->showDetails(eventDetails(namedEvent("a")));
    QVERIFY(!badge->isVisible());
}

void TestDetailsPanel::dividesTheBar_data()
{
    QTest::addColumn<QList<int>>("milliseconds");
    QTest::addColumn<double>("width");
    QTest::newRow("two halves") << QList<int>{50, 50} << 200.0;
    QTest::newRow("one long") << QList<int>{1, 100'000, 1} << 200.0;
    QTest::newRow("no room for the least") << QList<int>(80, 5) << 100.0;
}

void TestDetailsPanel::dividesTheBar()
{
    QFETCH(QList<int>, milliseconds);
    QFETCH(double, width);
    std::vector<LifeSpan> spans;
    for (const int length : milliseconds)
        spans.push_back({LifeState::Queued, Millis(length)});
    const auto pieces = lifePieces(spans, QRectF(0, 0, width, 20), 6);
    QCOMPARE(pieces.size(), spans.size());
    double x = 0;
    for (const LifePiece &piece : pieces) {
        QVERIFY(qAbs(piece.rect.x() - x) < 1e-6);
        QVERIFY(piece.rect.width() >= std::min(6.0, width / static_cast<double>(spans.size())) - 1e-6);
        x += piece.rect.width();
    }
    QVERIFY(qAbs(x - width) < 1e-6);
}

void TestDetailsPanel::paintsEachStateInTheBar()
{
    LifeLineText life;
    for (const LifeState state : {LifeState::Queued, LifeState::Sending, LifeState::BetweenTries})
        life.spans.push_back({state, 100ms});
    auto *bar = child<LifeBar>("lifeBar");
    m_panel->showDetails(eventDetails(namedEvent("a")));
    m_panel->showLifeLineMessage({});
    m_panel->open(Tab::LifeLine);
    bar->showLife(life);
    QApplication::processEvents();
    const QImage image = bar->grab().toImage();
    QSet<QRgb> colours;
    for (const LifePiece &piece : lifePieces(life.spans, QRectF(bar->rect()), 6))
        colours << image.pixel((piece.rect.topLeft() + QPointF(2, 2)).toPoint());
    QCOMPARE(colours.size(), 3);
}

QTEST_MAIN(TestDetailsPanel)
#include "tst_details_panel.moc"
