// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The timeline at 1920x1080 with up to ten million events in 32 lanes: how long a frame takes while one pans
// and zooms, beside other ways to paint; how long opening a stored session takes; and frames while events
// come in.

#include "core/base/clock.h"
#include "tests/bench/report.h"
#include "tests/bench/scratch_folder.h"
#include "tests/bench/timeline_events.h"
#include "tests/bench/timeline_opening.h"
#include "tests/bench/timeline_peers.h"
#include "tests/bench/timing.h"
#include "ui/models/timeline_model.h"
#include "ui/timeline/timeline_view.h"

#include <QApplication>
#include <QWheelEvent>

#include <array>
#include <cmath>
#include <cstring>
#include <functional>
#include <thread>

namespace sluice::bench {

namespace {

constexpr QSize windowSize(1920, 1080);
const std::vector<std::string> metrics = {"p50 ms", "p99 ms"};

struct Zoom
{
    std::string name;
    double share; ///< of the session, in the view
};
const std::array zooms = {Zoom{"full", 1}, Zoom{"10 %", 0.1}, Zoom{"1 %", 0.01}, Zoom{"0.01 %", 0.0001}};

std::string sizeName(std::size_t events)
{
    return "10^" + std::to_string(std::lround(std::log10(static_cast<double>(events))));
}

std::vector<std::string> settingsOf(std::size_t events)
{
    std::vector<std::string> settings;
    for (const Zoom &zoom : zooms)
        settings.push_back(sizeName(events) + ", " + zoom.name);
    return settings;
}

SessionSummary summaryFor(Timestamp end)
{
    SessionSummary summary;
    summary.id = SessionId("bench");
    summary.started = timelineStart;
    summary.ended = end;
    return summary;
}

/// The real widget with one session, moved by real wheel events.
class Stage
{
public:
    explicit Stage(std::size_t events)
        : m_view(m_model, m_clock)
    {
        m_view.resize(windowSize);
        m_view.show();
        TimelineEvents drawn;
        m_model.reset(summaryFor(timelineStart));
        m_model.setLaneBy(LaneBy::Agent);
        constexpr std::size_t pieceSize = 32'768;
        for (std::size_t put = 0; put < events; put += pieceSize) {
            const auto piece = drawn.nextPiece(std::min(pieceSize, events - put));
            m_model.appendEvents(*piece, 0, std::chrono::hours(1));
        }
        m_model.update(summaryFor(drawn.end()));
        QApplication::processEvents();
    }

    const EventColumns &columns() const { return m_model.events().columns(); }
    const TimeScale &scale() const { return m_view.scale(); }
    std::size_t bytes() const { return m_model.events().bytes(); }

    void show(double share)
    {
        m_view.fitAll();
        const double wanted = m_view.scale().nanosPerPixel() * share;
        while (m_view.scale().nanosPerPixel() > wanted * 1.05)
            wheel(Qt::ControlModifier, 120);
    }
    void pan(int step) { wheel(Qt::ShiftModifier, step % 2 == 0 ? 60 : -45); }
    void zoom(int step) { wheel(Qt::ControlModifier, step % 2 == 0 ? 120 : -120); }
    void paint() { m_view.viewport()->repaint(); }

private:
    void wheel(Qt::KeyboardModifier modifier, int angle)
    {
        const QPointF at(windowSize.width() / 2.0, windowSize.height() / 3.0);
        QWheelEvent event(at, m_view.viewport()->mapToGlobal(at), {}, {0, angle}, Qt::NoButton, modifier,
            Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view.viewport(), &event);
    }

    SystemClock m_clock;
    ui::TimelineModel m_model;
    ui::TimelineView m_view;
};

void addQuantiles(
    Report &report, const std::string &subject, const std::string &setting, std::vector<double> &samples)
{
    report.add({subject, setting, metrics[0]}, quantile(samples, 0.5));
    report.add({subject, setting, metrics[1]}, quantile(samples, 0.99));
}

/// Frames of `paint` until there are enough, or it takes too long.
void timeFrames(Report &report, const std::string &subject, const std::string &setting, int frames,
    const std::function<void(int)> &paint)
{
    constexpr double mostSeconds = 20;
    std::vector<double> samples;
    const auto begun = Steady::now();
    for (int i = 0; i < frames && secondsSince(begun) < mostSeconds; ++i) {
        const auto start = Steady::now();
        paint(i);
        samples.push_back(secondsSince(start) * 1'000);
    }
    addQuantiles(report, subject, setting, samples);
}

void measureFrames(Report &report, std::size_t events)
{
    const int frames = report.options().pick(200, 60, 3);
    Stage stage(events);
    TimelinePeers peers(stage.columns(), windowSize);
    report.add({"memory", sizeName(events), "bytes an event"},
        static_cast<double>(stage.bytes()) / static_cast<double>(events));
    for (const Zoom &zoom : zooms) {
        const std::string setting = sizeName(events) + ", " + zoom.name;
        stage.show(zoom.share);
        stage.paint();
        timeFrames(report, "panning", setting, frames, [&](int i) {
            stage.pan(i);
            stage.paint();
        });
        stage.show(zoom.share);
        timeFrames(report, "zooming", setting, frames, [&](int i) {
            stage.zoom(i);
            stage.paint();
        });
        stage.show(zoom.share);
        const int peerFrames = std::max(3, frames / 10);
        timeFrames(report, "naive", setting, peerFrames, [&](int) { peers.paintNaively(stage.scale()); });
        timeFrames(report, "each pixel once", setting, peerFrames,
            [&](int) { peers.paintEachPixelOnce(stage.scale()); });
    }
}

/// 50,000 events/s put into the model between frames, as a running session does.
void measureLive(Report &report)
{
    constexpr double eventsASecond = 50'000;
    constexpr std::chrono::milliseconds frame{16};
    const int seconds = report.options().pick(60, 10, 1);
    SystemClock clock;
    ui::TimelineModel model;
    ui::TimelineView view(model, clock);
    view.resize(windowSize);
    view.show();
    SessionSummary running = summaryFor(clock.wallNow());
    running.started = running.lastNews = clock.wallNow();
    running.ended.reset();
    model.reset(running);
    model.setLaneBy(LaneBy::Agent);
    TimelineEvents drawn;
    drawn.moveTo(running.started);
    std::vector<double> samples;
    std::size_t put = 0;
    const auto begun = Steady::now();
    while (secondsSince(begun) < seconds) {
        const auto due = static_cast<std::size_t>(secondsSince(begun) * eventsASecond);
        const auto piece = drawn.nextPiece(due - put);
        const auto start = Steady::now();
        model.appendEvents(*piece, 0, std::chrono::hours(1));
        model.appendEvents({}); // says so: each frame shows all
        view.viewport()->repaint();
        QApplication::processEvents();
        samples.push_back(secondsSince(start) * 1'000);
        put = due;
        std::this_thread::sleep_until(start + frame);
    }
    addQuantiles(report, "live", "50,000 events/s", samples);
    report.add(Count{"live", put, model.events().eventCount(), 0, 0});
}

void measureOpening(Report &report, const std::string &program, std::size_t events)
{
    const ScratchFolder folder;
    storeTimeline(folder.path(), events);
    const Opening opening = readOpening(program, folder.path());
    const std::string setting = sizeName(events);
    report.add({"opening", setting, "first paint ms"}, opening.firstPaintMs);
    report.add({"opening", setting, "complete ms"}, opening.completeMs);
    report.add({"opening", setting, "longest frame ms"}, opening.longestFrameMs);
    report.add({"opening", setting, "cancel ms"}, opening.cancelMs);
    report.add({"opening", setting, "RSS MiB"}, opening.peakMegabytes);
    report.add(Count{"opening " + setting, events, opening.events, 0, 0});
}

void printGoals(Report &report, const std::vector<std::size_t> &sizes)
{
    for (const std::size_t events : sizes) {
        const double bound = events > 1'000'000 ? 16 : 8;
        for (const std::string &setting : settingsOf(events)) {
            report.goalAtMost(sizeName(events) + " panning: p99 ms", {"panning", setting, metrics[1]}, bound);
            report.goalAtMost(sizeName(events) + " zooming: p99 ms", {"zooming", setting, metrics[1]}, bound);
        }
        report.goalAtMost("memory: bytes an event", {"memory", sizeName(events), "bytes an event"},
            events >= 1'000'000 ? 32 : 64);
    }
    report.goalAtMost("live: p99 ms", {"live", "50,000 events/s", metrics[1]}, 16);
    const auto opening = [&report](std::size_t events, double complete, double megabytes) {
        const std::string setting = sizeName(events);
        if (!report.has({"opening", setting, "complete ms"}))
            return;
        report.goalAtMost("first paint: ms", {"opening", setting, "first paint ms"}, 500);
        report.goalAtMost("complete: ms", {"opening", setting, "complete ms"}, complete);
        report.goalAtMost("cancelled: ms", {"opening", setting, "cancel ms"}, 200);
        report.goalAtMost("resident: MiB", {"opening", setting, "RSS MiB"}, megabytes);
    };
    opening(1'000'000, 2'000, 400);
    opening(10'000'000, 20'000, 1'024);
}

int run(Report &report, const std::string &program)
{
    using Sizes = std::vector<std::size_t>;
    const Sizes all{10'000, 100'000, 1'000'000, 10'000'000};
    const Sizes sizes = report.options().pick<Sizes>(all, all, {10'000});
    for (const std::size_t events : sizes) {
        measureFrames(report, events);
        report.table("frames, " + sizeName(events) + " events in 32 lanes, 1920x1080",
            "Panning and zooming: the real widget, from the wheel event to the painted frame.",
            {"panning", "zooming", "each pixel once", "naive"}, settingsOf(events), metrics, "naive");
    }
    const std::vector<std::string> openings{
        "first paint ms", "complete ms", "longest frame ms", "cancel ms", "RSS MiB"};
    const Sizes stored = report.options().pick<Sizes>({1'000'000, 10'000'000}, {1'000'000}, {10'000});
    std::vector<std::string> storedNames;
    for (const std::size_t events : stored) {
        measureOpening(report, program, events);
        storedNames.push_back(sizeName(events));
    }
    report.table("opening a stored session", "In a process of its own.", {"opening"}, storedNames, openings,
        "opening");
    measureLive(report);
    report.table("live",
        "A frame: what came is put into the model, and the view painted; asked for each 16 ms.", {"live"},
        {"50,000 events/s"}, metrics, "live");
    printGoals(report, sizes);
    return report.finish();
}

} // namespace

} // namespace sluice::bench

int main(int argc, char **argv)
{
    using namespace sluice::bench;
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    int noArguments = 1;
    const QApplication app(noArguments, argv);
    if (argc == 3 && std::strcmp(argv[1], "--open") == 0)
        return openTimeline(argv[2]);
    Report report("timeline", Options::parse(argc, argv));
    return run(report, argv[0]);
}
