// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Renders the live picture, the ledger, a life line and the list of sessions into pictures, and measures how
// long the live picture takes to paint: queue_pictures DIR [--measure].
// A program and not a test: pictures are for eyes, and times depend on the machine.

#include "tests/ui/queue/hand_made_picture.h"
#include "tests/ui/timeline/demo_session.h"
#include "ui/inspector/details_panel.h"
#include "ui/models/sessions_model.h"
#include "ui/models/timeline_model.h"
#include "ui/queue/ledger_page.h"
#include "ui/queue/queue_picture_view.h"
#include "ui/sessions/sessions_panel.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QTextStream>

#include <algorithm>

using namespace sluice;
using namespace sluice::test;
using namespace sluice::ui;
using namespace std::chrono_literals;

namespace {

void save(QWidget &widget, QSize size, const QDir &dir, const QString &name)
{
    QWidget host; // a window with a layout warns offscreen
    widget.setParent(&host);
    host.resize(size);
    widget.resize(size);
    widget.show();
    host.show();
    QApplication::processEvents();
    host.grab().save(dir.filePath(name + QStringLiteral(".png")));
    widget.setParent(nullptr);
}

Ledger demoLedger(const DemoSession &demo)
{
    Ledger ledger;
    for (const FlushRecord &flush : demo.flushes)
        (flush.outcome == FlushOutcome::Delivered ? ledger.delivered : ledger.refused) += flush.events;
    for (const DropRun &run : demo.drops)
        ledger.dropsFor(run.reason) += run.count;
    ledger.recorded = ledger.accountedFor();
    return ledger;
}

void saveQueue(const QDir &dir, const QString &suffix)
{
    QueuePictureView view;
    QueuePicture picture = handMadePicture(100, 64);
    view.showPicture(picture);
    picture.queue.time += 500ms;
    picture.queue.ledger.recorded += 257;
    picture.queue.ledger.dropsFor(DropReason::QueueFull) += 100;
    picture.queue.ledger.delivered += 157;
    view.showPicture(picture);
    save(view, {1'400, 260}, dir, QStringLiteral("queue-wide-") + suffix);
    save(view, {380, 520}, dir, QStringLiteral("queue-narrow-") + suffix);
    save(view, view.minimumSizeHint(), dir, QStringLiteral("queue-least-") + suffix);
    view.showPicture(handMadePicture(100'000, 70'100));
    save(view, {1'400, 300}, dir, QStringLiteral("queue-buckets-") + suffix);
    QueuePicture idle = handMadePicture(400, 0);
    idle.producers.clear();
    idle.lock = {};
    idle.queue.flusher = FlusherState::Idle;
    idle.queue.attempt = 0;
    idle.queue.flushes = 0;
    idle.queue.ledger = {};
    view.showPicture(idle);
    save(view, {1'000, 220}, dir, QStringLiteral("queue-idle-") + suffix);
}

void saveLedger(const QDir &dir, const QString &suffix)
{
    const DemoSession demo = demoSession();
    TimelineModel model;
    model.reset(demo.session);
    model.appendFlushes(demo.flushes);
    model.appendDrops(demo.drops);
    LedgerPage page(model);
    SessionSummary session = demo.session;
    session.ledger = demoLedger(demo);
    page.showSession(session, *session.ended);
    page.showAll(*session.ledger);
    save(page, {1'000, 400}, dir, QStringLiteral("ledger-") + suffix);
    save(page, {788, 190}, dir, QStringLiteral("ledger-low-") + suffix);
    page.selectTerm(LedgerTerm::Dropped);
    save(page, {700, 400}, dir, QStringLiteral("ledger-drops-") + suffix);
}

LifeLine demoLife()
{
    LifeLine line;
    line.event = EventId("e");
    line.created = sessionStart;
    line.enqueued = sessionStart + 120us;
    line.taken = sessionStart + 300ms;
    FlushRecord flush;
    flush.sequence = 3;
    flush.outcome = FlushOutcome::Delivered;
    flush.started = sessionStart + 302ms;
    flush.ended = sessionStart + 1'040ms;
    flush.attempts = 2;
    flush.httpStatus = 200;
    flush.tries = {{flush.started, flush.started + 120ms, 503, FlushOutcome::Retrying, "503: try later"},
        {flush.started + 620ms, flush.ended, 200, FlushOutcome::Delivered, ""}};
    line.flushes = {flush};
    return line;
}

void saveDetails(const QDir &dir, const QString &suffix)
{
    DetailsPanel panel;
    StoredEvent event;
    event.id = EventId("01a21459-f4c6-7000-808c-55d6c2f4b563");
    event.type = EventType::Tool;
    event.name = "web_search";
    event.start = sessionStart;
    event.end = sessionStart + 20ms;
    event.body = R"({"name":"web_search","params":{"q":"queues"}})";
    panel.showDetails(eventDetails(event));
    panel.showLifeLine(demoLife());
    panel.open(DetailsPanel::Tab::LifeLine);
    save(panel, {460, 760}, dir, QStringLiteral("life-line-") + suffix);
    DemoSession demo = demoSession();
    demo.session.ledger = demoLedger(demo);
    panel.showDetails(sessionDetails(demo.session, *demo.session.ended));
    save(panel, {300, 560}, dir, QStringLiteral("details-") + suffix);
}

SessionSummary namedSession(const char *id, const char *tag)
{
    SessionSummary session = summaryOf(id, Origin::Recorded);
    session.tags = {tag};
    session.counts.of(EventType::Action) = 1'000;
    session.ended = sessionStart + 12s;
    session.endState = EndState::Success;
    session.ledger = Ledger{};
    session.ledger->recorded = session.ledger->delivered = 1'000;
    return session;
}

void saveSessions(const QDir &dir, const QString &suffix)
{
    SessionSummary drops = namedSession("b", "burst, overflow");
    drops.ledger->dropsFor(DropReason::QueueFull) = 656;
    drops.ledger->recorded += 656;
    drops.drops = 656;
    SessionSummary doubt = namedSession("c", "nightly research run");
    doubt.ledger->inDoubt = 12;
    doubt.ledger->recorded += 12;
    SessionSummary running = namedSession("d", "agent");
    running.ended.reset();
    running.endState.reset();
    running.lastNews = sessionStart + 30s;
    SessionSummary silent = running;
    silent.id = SessionId("e");
    silent.lastNews = sessionStart - 90s;
    silent.started = sessionStart - 100s;
    SessionSummary imported = namedSession("f", "from a colleague");
    imported.origin = Origin::Imported;
    SessionSummary received = namedSession("g", "real SDK");
    received.origin = Origin::Received;
    received.ledger.reset();
    SessionsModel model;
    model.setNow(sessionStart + 30s);
    model.update({namedSession("a", "complete one"), drops, doubt, running, silent, imported, received});
    SessionsPanel panel(model);
    panel.select(SessionId("c"));
    save(panel, {352, 420}, dir, QStringLiteral("sessions-") + suffix);
}

void measure(QTextStream &out)
{
    QueuePictureView view;
    view.resize(1'600, 400);
    QueuePicture picture = handMadePicture(400, 390);
    for (std::uint32_t i = 5; i <= 64; ++i)
        picture.producers.push_back({i, i, i % 2 == 0, Nanos{0}, Nanos{0}, Nanos{0}});
    view.showPicture(picture);
    view.show();
    QApplication::processEvents();
    std::vector<double> paints;
    std::vector<double> shows;
    QObject::connect(&view, &QueuePictureView::painted, &view,
        [&](std::chrono::nanoseconds time) { paints.push_back(static_cast<double>(time.count()) / 1e6); });
    for (int i = 0; i < 200; ++i) {
        picture.queue.time += 33ms;
        const auto begin = std::chrono::steady_clock::now();
        view.showPicture(picture);
        shows.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
        view.repaint();
    }
    std::ranges::sort(paints);
    std::ranges::sort(shows);
    const auto at = [](const std::vector<double> &times, std::size_t percent) {
        return times[(times.size() - 1) * percent / 100];
    };
    out << "400 cells, 64 producers, 1600x400: paint p50 " << at(paints, 50) << " ms, p99 " << at(paints, 99)
        << " ms; showPicture() p50 " << at(shows, 50) << " ms, p99 " << at(shows, 99) << " ms\n";
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    QTextStream out(stdout);
    if (arguments.size() < 2) {
        out << "usage: queue_pictures DIR [--measure]\n";
        return 2;
    }
    const QDir dir(arguments[1]);
    dir.mkpath(QStringLiteral("."));
    for (const auto &[theme, suffix] :
        {std::pair(Theme::Light, QStringLiteral("light")), std::pair(Theme::Dark, QStringLiteral("dark"))}) {
        applyTheme(application, theme);
        for (const auto &[choice, name] : {std::pair(PaletteChoice::OkabeIto, "-okabe-ito"),
                 std::pair(PaletteChoice::HighContrast, "-high-contrast"),
                 std::pair(PaletteChoice::Default, "")}) {
            applyPalette(application, choice);
            saveQueue(dir, suffix + QLatin1String(name));
        }
        saveLedger(dir, suffix);
        saveDetails(dir, suffix);
        saveSessions(dir, suffix);
    }
    if (arguments.contains(QStringLiteral("--measure")))
        measure(out);
    return 0;
}
