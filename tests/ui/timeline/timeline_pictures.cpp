// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Renders the timeline into pictures, and measures it: timeline_pictures DIR [--measure].
// A program and not a test: pictures are for eyes, and times depend on the machine.

#include "core/base/clock.h"
#include "tests/ui/timeline/demo_session.h"
#include "ui/models/timeline_model.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_picture.h"
#include "ui/timeline/timeline_view.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QTest>
#include <QTextStream>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

using namespace sluice;
using namespace sluice::test;
using sluice::ui::Theme;
using sluice::ui::TimelineModel;
using sluice::ui::TimelineView;

namespace {

void fill(TimelineModel &model, const DemoSession &demo)
{
    model.reset(demo.session);
    model.setAgents(demo.agents);
    model.appendEvents(demo.events);
    model.setFlushes(demo.flushes);
    model.setDrops(demo.drops);
    model.setDepths(demo.depths);
}

void save(TimelineView &view, const QDir &dir, const QString &name)
{
    QApplication::processEvents();
    view.grab().save(dir.filePath(name + QStringLiteral(".png")));
}

/// The thread of a selected event, and the range of a selected flush: the demo's flushes carry what ended
/// since the one before.
void saveLinks(TimelineModel &model, TimelineView &view, const QDir &dir, const QString &suffix)
{
    const DemoSession demo = demoSession();
    const FlushRecord &flush = demo.flushes[4];
    std::vector<EventHead> carried;
    for (const EventHead &head : demo.events) {
        if (head.end > demo.flushes[3].started && head.end <= flush.started)
            carried.push_back(head);
    }
    view.selectRow(carried.front().row);
    save(view, dir, QStringLiteral("asking-") + suffix);
    model.links().takeFlushes(demo.session.id, carried.front().row, {static_cast<quint64>(flush.sequence)});
    save(view, dir, QStringLiteral("thread-") + suffix);
    view.selectFlush(flush.sequence);
    save(view, dir, QStringLiteral("asking-") + suffix);
    model.links().takeEvents(demo.session.id, flush.sequence, carried);
    save(view, dir, QStringLiteral("carried-") + suffix);
    view.clearSelection();
}

void savePictures(const QDir &dir, const QString &suffix)
{
    const SystemClock clock;
    TimelineModel model;
    TimelineView view(model, clock);
    view.resize(1280, 480);
    view.show();
    save(view, dir, QStringLiteral("empty-") + suffix);
    fill(model, demoSession());
    save(view, dir, QStringLiteral("whole-") + suffix);
    view.setFocus();
    view.selectRow(model.events().columns().row(20));
    view.fitSelection();
    for (int i = 0; i < 4; ++i)
        view.zoomOut();
    save(view, dir, QStringLiteral("zoomed-") + suffix);
    view.fitAll();
    saveLinks(model, view, dir, suffix);
    view.setLaneBy(LaneBy::Agent);
    save(view, dir, QStringLiteral("agents-") + suffix);
    view.setLaneBy(LaneBy::Type);
    model.reset(summaryOf("many"));
    model.appendEvents(manyEvents(100'000));
    save(view, dir, QStringLiteral("many-") + suffix);
}

/// What the hands do: measure, mark, freeze, compress; at the smallest and at a large size.
void saveHands(const QDir &dir, const QString &suffix)
{
    const SystemClock clock;
    for (const QSize size : {QSize(1024, 640), QSize(1920, 1080)}) {
        const QString name = QStringLiteral("%1-%2-%3").arg(QStringLiteral("%1"), suffix).arg(size.width());
        TimelineModel model;
        TimelineView view(model, clock);
        view.resize(size);
        view.show();
        fill(model, demoSession());
        view.measure(
            TimeRange{sessionStart + std::chrono::seconds(12), sessionStart + std::chrono::seconds(17)});
        view.selectRow(model.events().columns().row(5));
        view.addMark();
        view.addRangeMark();
        save(view, dir, name.arg(QStringLiteral("measured")));
        view.setFrozen(true);
        view.zoomOut();
        save(view, dir, name.arg(QStringLiteral("frozen")));
        view.setFrozen(false);
        DemoSession idle = demoSession();
        for (EventHead &head : idle.events) {
            const auto pause
                = std::chrono::minutes(7) * ((head.start - sessionStart) / std::chrono::seconds(9));
            head.start += pause;
            head.end += pause;
        }
        idle.session.id = SessionId("idle");
        model.reset(idle.session);
        model.setAgents(idle.agents);
        model.appendEvents(idle.events);
        save(view, dir, name.arg(QStringLiteral("idle")));
        view.setFolded(true);
        save(view, dir, name.arg(QStringLiteral("folded")));
        ui::writePicture(
            view, dir.filePath(name.arg(QStringLiteral("picture")) + QStringLiteral(".svg")), size)
            .ok();
    }
}

std::shared_ptr<const EventSet> callsOf(const EventColumns &columns)
{
    std::vector<EventIndex> calls;
    for (EventIndex event = 0; event < columns.size(); ++event) {
        if (columns.type(event) == EventType::Llm)
            calls.push_back(event);
    }
    return std::make_shared<const EventSet>(columns.size(), calls);
}

/// What a reader does: filter, write at marks, ask what has not arrived.
void saveReading(const QDir &dir, const QString &suffix)
{
    const SystemClock clock;
    TimelineModel model;
    TimelineView view(model, clock);
    view.resize(1280, 520);
    view.show();
    DemoSession demo = demoSession();
    for (EventHead &head : demo.events)
        head.parent = head.row % 9 == 4 ? 10'000 + head.row / 40 : head.parent;
    fill(model, demo);
    view.setLaneBy(LaneBy::Agent);
    view.setMatching(callsOf(model.events().columns()));
    view.selectRow(model.events().columns().row(5));
    view.addWrittenMark();
    auto *editor = view.findChild<QLineEdit *>(QStringLiteral("markEditor"));
    editor->setText(QStringLiteral("the planner asks twice"));
    save(view, dir, QStringLiteral("writing-") + suffix);
    QTest::keyClick(editor, Qt::Key_Return);
    view.selectNextPlaceholder();
    save(view, dir, QStringLiteral("filtered-") + suffix);
    model.reset(summaryOf("many"));
    model.appendEvents(manyEvents(100'000));
    std::vector<EventIndex> few;
    for (EventIndex event = 0; event < 100'000; event += 9'000)
        few.push_back(event);
    view.setMatching(std::make_shared<const EventSet>(100'000, few));
    save(view, dir, QStringLiteral("filtered-many-") + suffix);
}

void measure(QTextStream &out)
{
    const SystemClock clock;
    for (const std::size_t count : std::array<std::size_t, 4>{10'000, 100'000, 1'000'000, 10'000'000}) {
        TimelineModel model;
        model.reset(summaryOf("measured", Origin::Recorded));
        const auto events = manyEvents(count);
        QElapsedTimer timer;
        timer.start();
        model.appendEvents(events);
        const double loading = static_cast<double>(timer.nsecsElapsed()) / 1e6;

        TimelineView view(model, clock);
        view.resize(1920, 1080);
        view.show();
        QApplication::processEvents(); // exposed, so that repaint() paints
        std::vector<double> full;
        std::vector<double> replayed;
        QObject::connect(
            &view, &TimelineView::painted, &view, [&](std::chrono::nanoseconds time, bool rebuilt) {
                (rebuilt ? full : replayed).push_back(static_cast<double>(time.count()) / 1e6);
            });
        for (const double zoom : {0.0, 3.0, 9.0, -1.0}) { // the last one: all of it, with a filter
            if (zoom < 0)
                view.setMatching(callsOf(model.events().columns()));
            view.fitAll();
            for (double i = 0; i < zoom; ++i)
                view.zoomIn();
            full.clear();
            replayed.clear();
            for (int i = 0; i < 30; ++i) {
                model.appendEvents({}); // what a live session does with each frame
                view.viewport()->repaint();
                view.viewport()->repaint();
            }
            std::sort(full.begin(), full.end());
            std::sort(replayed.begin(), replayed.end());
            out << count << " events, " << (zoom < 0 ? "filtered, " : "") << "zoom 1.5^" << zoom
                << ": full repaint least " << full.front() << " ms, median " << full[full.size() / 2]
                << " ms, most " << full.back() << " ms; replayed, median " << replayed[replayed.size() / 2]
                << " ms; bars " << view.visibleBars().size() << ", columns " << view.visibleColumns().size()
                << "; loaded in " << loading << " ms\n";
            out.flush();
        }
    }
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    QTextStream out(stdout);
    if (arguments.size() < 2) {
        out << "usage: timeline_pictures DIR [--measure]\n";
        return 2;
    }
    const QDir dir(arguments[1]);
    dir.mkpath(QStringLiteral("."));
    for (const auto &[theme, suffix] :
        {std::pair(Theme::Light, QStringLiteral("light")), std::pair(Theme::Dark, QStringLiteral("dark"))}) {
        ui::applyTheme(application, theme);
        savePictures(dir, suffix);
        saveHands(dir, suffix);
        saveReading(dir, suffix);
    }
    if (arguments.contains(QStringLiteral("--measure")))
        measure(out);
    return 0;
}
