// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/queue/hand_made_picture.h"
#include "ui/queue/queue_picture_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace sluice;
using namespace sluice::test;
using namespace sluice::ui;

class TestQueuePictureView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }
    void init()
    {
        m_view = std::make_unique<QueuePictureView>();
        m_view->resize(1'400, 260);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    }
    void cleanup() { m_view.reset(); }

    void saysThatThereIsNoQueue();
    void keepsThePartsApart_data();
    void keepsThePartsApart();
    void paintsACellInTheColourOfItsEvent();
    void paintsAnewInAnotherPalette();
    void asksForWhatIsClicked_data();
    void asksForWhatIsClicked();
    void asksForNoFlushBeforeTheFirst();
    void goesFromPartToPartByKeys();
    void tellsTheCellUnderThePointer();
    void describesThePictureInWords();
    void saysHowLongTheLockIsHeld();
    void countsRatesBetweenPictures();
    void showsWhatDoesNotFitInOneLine();
    void forgetsItsPicture();
    void wantsPicturesWhileItCanBeSeen();

private:
    const PicturePart *part(PicturePart::Kind kind, std::uint32_t number = 0) const;
    void click(QPointF at) { QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, at.toPoint()); }

    std::unique_ptr<QueuePictureView> m_view;
};

const PicturePart *TestQueuePictureView::part(PicturePart::Kind kind, std::uint32_t number) const
{
    const auto &parts = m_view->scene().parts;
    const auto found = std::ranges::find_if(
        parts, [&](const PicturePart &p) { return p.kind == kind && p.number == number; });
    return found == parts.end() ? nullptr : &*found;
}

void TestQueuePictureView::saysThatThereIsNoQueue()
{
    QCOMPARE(m_view->accessibleDescription(), QStringLiteral("No queue is live. Fire a burst."));
    QVERIFY(m_view->scene().parts.empty());
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QVERIFY(!m_view->currentPart());
}

void TestQueuePictureView::keepsThePartsApart_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("side by side") << QSize(1'600, 400);
    QTest::newRow("flat") << QSize(1'200, 180);
    QTest::newRow("a narrow dock") << QSize(380, 460);
    QTest::newRow("the smallest") << QSize();
}

void TestQueuePictureView::keepsThePartsApart()
{
    QFETCH(QSize, size);
    m_view->resize(size.isValid() ? size : m_view->minimumSizeHint());
    m_view->showPicture(handMadePicture(100, 64));
    const auto &parts = m_view->scene().parts;
    for (const PicturePart &a : parts) {
        QVERIFY2(QRectF(m_view->rect()).contains(a.rect), qPrintable(a.sentence));
        for (const PicturePart &b : parts)
            QVERIFY2(&a == &b || !a.rect.intersects(b.rect), qPrintable(a.sentence + u'|' + b.sentence));
    }
    QCOMPARE(m_view->scene().grid.count(), std::size_t{100});
}

void TestQueuePictureView::paintsACellInTheColourOfItsEvent()
{
    m_view->showPicture(handMadePicture(100, 64));
    const QImage image = m_view->grab().toImage();
    const CellGrid &grid = m_view->scene().grid;
    for (std::size_t i = 0; i < 64; ++i) {
        const auto type = allEventTypes[i * 7 % 11 % 5];
        if (type == EventType::Error)
            continue; // hatched
        const QColor corner = image.pixelColor((grid.cell(i).topLeft() + QPointF(2, 2)).toPoint());
        QCOMPARE(corner, EventPalette::of(Theme::Light).event(type).fill);
    }
    const QColor empty = image.pixelColor(grid.cell(99).center().toPoint());
    QVERIFY(std::ranges::none_of(allEventTypes,
        [&](EventType type) { return EventPalette::of(Theme::Light).event(type).fill == empty; }));
}

void TestQueuePictureView::paintsAnewInAnotherPalette()
{
    m_view->showPicture(handMadePicture(100, 64));
    const auto corner = [this] {
        const QImage image = m_view->grab().toImage();
        return image.pixelColor((m_view->scene().grid.cell(0).topLeft() + QPointF(2, 2)).toPoint());
    };
    const EventType type = allEventTypes[0];
    for (const PaletteChoice choice :
        {PaletteChoice::OkabeIto, PaletteChoice::HighContrast, PaletteChoice::Default}) {
        applyPalette(*qApp, choice);
        QCOMPARE(corner(), EventPalette::of(Theme::Light, choice).event(type).fill);
    }
}

void TestQueuePictureView::asksForWhatIsClicked_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("asked");
    using Kind = PicturePart::Kind;
    QTest::newRow("producer") << int(Kind::Producer) << 3 << QStringLiteral("producer 3");
    QTest::newRow("queue") << int(Kind::Queue) << 0 << QStringLiteral("queue");
    QTest::newRow("batch") << int(Kind::Batch) << 0 << QStringLiteral("flush 12");
    QTest::newRow("flusher") << int(Kind::Flusher) << 0 << QStringLiteral("flush 12");
    QTest::newRow("lock") << int(Kind::Lock) << 0 << QString();
}

void TestQueuePictureView::asksForWhatIsClicked()
{
    QFETCH(int, kind);
    QFETCH(int, number);
    m_view->showPicture(handMadePicture(100, 64));
    QString asked;
    connect(m_view.get(), &QueuePictureView::producerAsked, this,
        [&](quint32 producer) { asked = QStringLiteral("producer %1").arg(producer); });
    connect(m_view.get(), &QueuePictureView::queueAsked, this, [&] { asked = QStringLiteral("queue"); });
    connect(m_view.get(), &QueuePictureView::flushAsked, this,
        [&](quint64 sequence) { asked = QStringLiteral("flush %1").arg(sequence); });
    const PicturePart *wanted
        = part(static_cast<PicturePart::Kind>(kind), static_cast<std::uint32_t>(number));
    QVERIFY(wanted);
    click(wanted->rect.center());
    QTEST(asked, "asked");
}

void TestQueuePictureView::asksForNoFlushBeforeTheFirst()
{
    QueuePicture picture = handMadePicture(100, 64);
    picture.queue.flushes = 0;
    m_view->showPicture(picture);
    QSignalSpy asked(m_view.get(), &QueuePictureView::flushAsked);
    click(part(PicturePart::Kind::Flusher)->rect.center());
    QCOMPARE(asked.count(), 0);
}

void TestQueuePictureView::goesFromPartToPartByKeys()
{
    m_view->setFocus();
    m_view->showPicture(handMadePicture(100, 64));
    QSignalSpy asked(m_view.get(), &QueuePictureView::producerAsked);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->currentPart()->number, 2U);
    QCOMPARE(m_view->shownTip(), m_view->currentPart()->sentence);
    QCOMPARE(m_view->accessibleDescription(), m_view->currentPart()->sentence);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(asked.takeFirst().front().toUInt(), 2U);
    for (int i = 0; i < 20; ++i)
        QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->currentPart()->kind, PicturePart::Kind::Flusher);
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QCOMPARE(m_view->currentPart()->kind, PicturePart::Kind::Batch);
}

void TestQueuePictureView::tellsTheCellUnderThePointer()
{
    m_view->showPicture(handMadePicture(100'000, 70'100));
    const QRectF cell = m_view->scene().grid.cell(280);
    QTest::mouseMove(m_view.get(), cell.center().toPoint());
    QTRY_VERIFY(
        m_view->shownTip().startsWith(QStringLiteral("Places 70,001 to 70,250 of 100,000: 100 filled")));
    QTest::mouseMove(m_view.get(), part(PicturePart::Kind::Batch)->rect.center().toPoint());
    QTRY_COMPARE(m_view->shownTip(),
        QStringLiteral("In flight: 50 events\nAction 20, LLM call 12, Tool call 10, Error 3, API call 5"));
}

void TestQueuePictureView::describesThePictureInWords()
{
    m_view->clearFocus();
    m_view->showPicture(handMadePicture(100, 64));
    const QString words = m_view->accessibleDescription();
    for (const char *part : {"Queue: 64 of 100, high-water mark 82, drop newest · dropped 712 (queue full).",
             "In flight: 50 events (Action 20, ", "Flusher: sending, attempt 2.",
             "Lock: held by a producer, 2 wait", "Producer 2: waits for room 1.20 s",
             "Producer 4: idle 3.40 s"})
        QVERIFY2(words.contains(QString::fromUtf8(part)), qPrintable(words));
}

void TestQueuePictureView::saysHowLongTheLockIsHeld()
{
    QueuePicture picture = handMadePicture(100, 64);
    m_view->showPicture(picture);
    QCOMPARE(m_view->scene().lock, QStringLiteral("Lock: held by a producer"));
    picture.late = true; // so nothing but the lock and the producers is of now
    m_view->showPicture(picture);
    QVERIFY(m_view->scene().lock.startsWith(QStringLiteral("Lock: held by a producer for at least ")));
    QVERIFY(m_view->scene().lockCounters.startsWith(QStringLiteral("the rest as last seen · 2 wait")));
    ++picture.lock.turn;
    m_view->showPicture(picture);
    QCOMPARE(m_view->scene().lock, QStringLiteral("Lock: held by a producer"));
}

void TestQueuePictureView::countsRatesBetweenPictures()
{
    QueuePicture picture = handMadePicture(100, 64);
    m_view->showPicture(picture);
    picture.queue.time += Millis(500);
    picture.queue.ledger.recorded += 200;
    picture.queue.ledger.delivered += 200;
    m_view->showPicture(picture);
    QVERIFY2(m_view->scene().in.moves, qPrintable(m_view->scene().in.text));
    m_view->setNow(picture.queue.time + std::chrono::seconds(5));
    QVERIFY(!m_view->scene().in.moves);
    QCOMPARE(m_view->scene().in.text, QStringLiteral("in 0/s"));
}

void TestQueuePictureView::showsWhatDoesNotFitInOneLine()
{
    QueuePicture picture = handMadePicture(100, 64);
    for (std::uint32_t i = 5; i <= 64; ++i)
        picture.producers.push_back({i, i, i % 2 == 0, Nanos{0}, Nanos{0}, Nanos{0}});
    m_view->showPicture(picture);
    const QueueScene &scene = m_view->scene();
    QVERIFY(scene.producers.size() < 64);
    const QString more = QStringLiteral("%1 more: ").arg(64 - scene.producers.size());
    QVERIFY2(scene.others.startsWith(more), qPrintable(scene.others));
    QVERIFY(scene.others.endsWith(QStringLiteral("wait for room")));
}

void TestQueuePictureView::forgetsItsPicture()
{
    m_view->showPicture(handMadePicture(100, 64));
    m_view->clear(QStringLiteral("This session is not recorded here."));
    QCOMPARE(m_view->accessibleDescription(), QStringLiteral("This session is not recorded here."));
    QSignalSpy asked(m_view.get(), &QueuePictureView::flushAsked);
    click(m_view->rect().center());
    QCOMPARE(asked.count(), 0);
}

void TestQueuePictureView::wantsPicturesWhileItCanBeSeen()
{
    QSignalSpy wanted(m_view.get(), &QueuePictureView::wantedChanged);
    m_view->hide();
    QCOMPARE(wanted.takeFirst().front().toBool(), false);
    m_view->show();
    QCOMPARE(wanted.takeFirst().front().toBool(), true);
}

QTEST_MAIN(TestQueuePictureView)
#include "tst_queue_picture_view.moc"
