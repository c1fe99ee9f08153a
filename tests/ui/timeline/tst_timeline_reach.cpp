// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What a screen reader finds in the timeline, and what a picture file holds.

#include "tests/ui/timeline/timeline_bench.h"
#include "ui/theme/event_palette.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_picture.h"
#include "ui/timeline/timeline_text.h"

#include <QAccessible>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <cstdlib>
#include <memory>

using namespace sluice;
using namespace sluice::test;
using namespace std::chrono_literals;

namespace {

std::vector<EventHead> callAndError()
{
    auto call = headOf(1, EventType::Llm, 0ms, 2300ms, "gpt-4o");
    call.promptTokens = 1000;
    call.completionTokens = 240;
    return {call, headOf(2, EventType::Error, 2s, 2s, "timeout")};
}

/// The tree of a screen reader, a line a part, with two spaces for each level below the timeline.
QString treeOf(QAccessibleInterface *parent, const QString &indent = {})
{
    QString text;
    for (int i = 0; i < parent->childCount(); ++i) {
        QAccessibleInterface *child = parent->child(i);
        if (child->object() != nullptr && child->object()->objectName() == u"timelineMinimap") {
            text += indent + QStringLiteral("(overview)\n");
            continue;
        }
        text
            += indent + child->text(QAccessible::Name) + u'\n' + treeOf(child, indent + QStringLiteral("  "));
    }
    return text;
}

QAccessibleInterface *found(QAccessibleInterface *parent, const QString &name)
{
    for (int i = 0; i < parent->childCount(); ++i) {
        QAccessibleInterface *child = parent->child(i);
        if (child->text(QAccessible::Name).startsWith(name))
            return child;
        if (QAccessibleInterface *below = child->object() == nullptr ? found(child, name) : nullptr)
            return below;
    }
    return nullptr;
}

struct Svg
{
    int texts = 0;
    int shapes = 0;
    int images = 0;
    QString words;
};

Svg parsed(const QString &path)
{
    QFile file(path);
    Svg svg;
    if (!file.open(QIODevice::ReadOnly))
        return svg;
    QXmlStreamReader reader(&file);
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement() && reader.name() == u"text") {
            ++svg.texts;
            svg.words += reader.readElementText() + u'\n';
        } else if (reader.isStartElement() && reader.name() == u"image") {
            ++svg.images;
        } else if (reader.isStartElement() && (reader.name() == u"path" || reader.name() == u"rect")) {
            ++svg.shapes;
        }
    }
    return reader.hasError() ? Svg{} : svg;
}

} // namespace

class TestTimelineReach : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::Theme::Light); }

    void showsLanesBarsAndMarksToScreenReaders()
    {
        TimelineBench bench;
        bench.show(callAndError());
        bench.view.selectRow(2);
        bench.view.addMark();
        QCOMPARE(treeOf(QAccessible::queryAccessibleInterface(&bench.view)),
            QStringLiteral("(overview)\n"
                           "LLM calls, 1 event\n"
                           "  LLM call gpt-4o, 2.30 s, 1,240 tokens\n"
                           "Errors, 1 event\n"
                           "  Error timeout, 0 ns, error\n"
                           "Mark 1, at 2 s\n"));
    }
    void showsTheBannerAndTheOfferToScreenReaders()
    {
        TimelineBench bench;
        bench.show({headOf(1, EventType::Tool, 0ms, 10ms), headOf(2, EventType::Tool, 100s, 101s)});
        bench.key(Qt::Key_Space);
        const QString tree = treeOf(QAccessible::queryAccessibleInterface(&bench.view));
        QVERIFY2(tree.startsWith(QStringLiteral("View frozen\n")), qPrintable(tree));
        QVERIFY2(tree.contains(QStringLiteral("99 % of the session is idle: compress")), qPrintable(tree));
    }
    void linksPartsBothWays()
    {
        TimelineBench bench;
        bench.show(callAndError());
        bench.view.selectRow(2);
        bench.view.addMark();
        QAccessibleInterface *timeline = QAccessible::queryAccessibleInterface(&bench.view);
        for (int i = 0; i < timeline->childCount(); ++i) {
            QAccessibleInterface *lane = timeline->child(i);
            QCOMPARE(timeline->indexOfChild(lane), i);
            QCOMPARE(timeline->child(i), lane);
            if (lane->object() != nullptr)
                continue;
            QCOMPARE(lane->parent(), timeline);
            for (int j = 0; j < lane->childCount(); ++j) {
                QCOMPARE(lane->child(j)->parent(), lane);
                QCOMPARE(lane->indexOfChild(lane->child(j)), j);
                const QPoint middle = lane->child(j)->rect().center();
                QCOMPARE(timeline->childAt(middle.x(), middle.y()), lane);
                QCOMPARE(lane->childAt(middle.x(), middle.y()), lane->child(j));
            }
        }
        QCOMPARE(timeline->child(-1), nullptr);
        QCOMPARE(timeline->child(99), nullptr);
    }
    void selectsWhatIsPressed()
    {
        TimelineBench bench;
        bench.show(callAndError());
        QAccessibleInterface *timeline = QAccessible::queryAccessibleInterface(&bench.view);
        QAccessibleInterface *bar = found(timeline, QStringLiteral("LLM call gpt-4o"));
        bar->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(*bench.view.selectedRow(), qint64(1));
        QVERIFY(bar->state().selected && bar->state().focused);
        QCOMPARE(timeline->focusChild(), bar);
        bench.view.addMark();
        bench.view.clearOneStep();
        QVERIFY(!bench.view.chosenMark());
        QAccessibleInterface *mark = found(timeline, QStringLiteral("Mark 1"));
        mark->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(*bench.view.chosenMark(), 1U);
        QVERIFY(mark->state().selected);
        bench.view.removeChosenMark();
        QVERIFY(!mark->isValid() && mark->rect().isEmpty());
        QCOMPARE(mark->text(QAccessible::Name), QString());
    }
    void givesTheSelectedBarTheFocus()
    {
        TimelineBench bench;
        bench.show(actions(5));
        bench.view.selectRow(1);
        bench.key(Qt::Key_Period);
        QAccessibleInterface *focused = QAccessible::queryAccessibleInterface(&bench.view)->focusChild();
        QVERIFY(focused != nullptr);
        QCOMPARE(focused->text(QAccessible::Name), QStringLiteral("Action step, 10.0 ms"));
        QCOMPARE(focused->parent()->indexOfChild(focused), 1);
        QVERIFY(focused->state().selected && focused->state().focused);
    }
    void saysInItsDescriptionWhatChanged()
    {
        TimelineBench bench;
        bench.show(actions(5));
        bench.view.grab();
        QVERIFY(bench.view.accessibleDescription().endsWith(QStringLiteral("; follows the newest")));
        bench.key(Qt::Key_A);
        bench.view.grab();
        QVERIFY(!bench.view.accessibleDescription().contains(QStringLiteral("follows")));
        bench.key(Qt::Key_Space);
        bench.view.grab();
        QVERIFY(bench.view.accessibleDescription().endsWith(QStringLiteral("; frozen")));
    }
    void outlivesTheTimeline()
    {
        auto bench = std::make_unique<TimelineBench>();
        bench->show(callAndError());
        QAccessibleInterface *bar
            = found(QAccessible::queryAccessibleInterface(&bench->view), QStringLiteral("LLM call"));
        QVERIFY(bar->isValid());
        const QAccessible::Id id = QAccessible::uniqueId(bar);
        bench.reset();
        QCOMPARE(QAccessible::accessibleInterface(id), nullptr);
    }

    void writesAnSvgWithRealTextAndShapes()
    {
        const QTemporaryDir dir;
        TimelineBench bench;
        const DemoSession demo = demoSession();
        bench.model.reset(demo.session);
        bench.model.setAgents(demo.agents);
        bench.model.appendEvents(demo.events);
        bench.model.setFlushes(demo.flushes);
        bench.model.setDrops(demo.drops);
        bench.model.setDepths(demo.depths);
        bench.view.selectRow(1);
        bench.view.addMark();
        const QString path = dir.filePath(QStringLiteral("timeline.svg"));
        const auto written = ui::writePicture(bench.view, path, QSize(1600, 600));
        QVERIFY2(written.ok(), written.ok() ? "" : written.error().message.c_str());
        const Svg svg = parsed(path);
        QVERIFY(svg.texts > 20);
        QVERIFY(svg.shapes > 100);
        for (const char *word : {"LLM calls", "Queue depth", "Drops"})
            QVERIFY2(svg.words.contains(QLatin1String(word)), qPrintable(svg.words));
    }
    void writesAMillionEventsIntoAFewMegabytes()
    {
        const QTemporaryDir dir;
        TimelineBench bench;
        bench.model.reset(summaryOf("many"));
        bench.model.appendEvents(manyEvents(1'000'000));
        const QString path = dir.filePath(QStringLiteral("many.svg"));
        QVERIFY(ui::writePicture(bench.view, path, QSize(1920, 1080)).ok());
        QVERIFY2(QFileInfo(path).size() < 4'000'000, qPrintable(QString::number(QFileInfo(path).size())));
        QVERIFY(parsed(path).texts > 3);
    }
    void writesAPngOfTwiceTheSize()
    {
        const QTemporaryDir dir;
        TimelineBench bench;
        bench.show(callAndError());
        const QString path = dir.filePath(QStringLiteral("timeline.PNG"));
        QVERIFY(ui::writePicture(bench.view, path, QSize(800, 300)).ok());
        const QImage image(path);
        QCOMPARE(image.size(), QSize(1600, 600));
        QCOMPARE(image.text(QStringLiteral("Title")), QStringLiteral("Sluice: s"));
        const QColor blue = ui::EventPalette::of(ui::Theme::Light).event(EventType::Llm).fill;
        int pixels = 0;
        for (int x = 0; x < image.width(); ++x)
            pixels += image.pixelColor(x, 80) == blue ? 1 : 0;
        QVERIFY2(pixels > 900, qPrintable(QString::number(pixels)));
    }
    void showsTheSameTimeInAnySize()
    {
        TimelineBench bench;
        bench.show(actions(100));
        bench.view.measure(TimeRange{sessionStart + 500ms, sessionStart + 700ms});
        bench.view.fitSelection();
        const auto barsIn = [&](QSize size) {
            QImage image(size, QImage::Format_RGB32);
            QPainter painter(&image);
            bench.view.renderTo(painter, size);
            painter.end();
            const QColor green = ui::EventPalette::of(ui::Theme::Light).event(EventType::Action).fill;
            int bars = 0;
            bool inBar = false;
            for (int x = size.width() / 5; x < size.width(); ++x) {
                const bool isBar = image.pixelColor(x, 24 + 4 + 4 + 1) == green;
                bars += isBar && !inBar ? 1 : 0;
                inBar = isBar;
            }
            return bars;
        };
        QVERIFY(barsIn(QSize(2400, 400)) >= 15);
        QVERIFY(std::abs(barsIn(QSize(2400, 400)) - barsIn(QSize(1200, 400))) <= 2); // those cut at the edges
    }
    void saysWhyNoPictureWasWritten_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("message");
        QTest::newRow("another ending")
            << "a.jpg" << QSize(10, 10) << "a.jpg: a picture's name ends in .png or .svg";
        QTest::newRow("no ending") << "png" << QSize(10, 10) << "png: a picture's name ends in .png or .svg";
        QTest::newRow("no size") << "a.png" << QSize(0, 10)
                                 << "a picture is 1 to 16384 pixels wide and high, not 0 x 10";
        QTest::newRow("too large") << "a.png" << QSize(10, 16385)
                                   << "a picture is 1 to 16384 pixels wide and high, not 10 x 16385";
        QTest::newRow("no such folder") << "nowhere/a.svg" << QSize(10, 10) << "cannot be written: ";
    }
    void saysWhyNoPictureWasWritten()
    {
        QFETCH(QString, name);
        QFETCH(QSize, size);
        QFETCH(QString, message);
        const QTemporaryDir dir;
        TimelineBench bench;
        const auto written = ui::writePicture(bench.view, dir.filePath(name), size);
        QVERIFY(!written.ok());
        QVERIFY2(QString::fromStdString(written.error().message).contains(message),
            written.error().message.c_str());
        QVERIFY(QDir(dir.path()).isEmpty());
    }
};

QTEST_MAIN(TestTimelineReach)
#include "tst_timeline_reach.moc"
