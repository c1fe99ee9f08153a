// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// A burst of 1,000,000 events with the queue lab open, and with the timeline open: how long the window's
// frames take.

#include "tests/bench/report.h"
#include "tests/ui/window/window_bench.h"
#include "ui/bridge/lab_bridge.h"
#include "ui/lab/burst_lab_page.h"
#include "ui/lab/lab_view.h"
#include "ui/widgets/frame_meter.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QEventLoop>

#include <chrono>

namespace sluice::bench {

namespace {

const std::vector<std::string> metrics = {"p50 ms", "p99 ms", "longest ms", "paints a second"};

BurstPlan planFor(const Options &options)
{
    BurstPlan plan;
    plan.events = options.pick<std::uint64_t>(1'000'000, 300'000, 20'000);
    plan.producers = 4;
    plan.mix = {6, 2, 3, 1};
    plan.queue.maxQueueSize = 8'192;
    plan.queue.maxWaitTime = Millis(100);
    plan.queue.blockDeadline.reset();
    plan.endDeadline = Millis(60'000);
    return plan;
}

double millis(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

/// Fires the plan as a person does, and waits for its end.
BurstProgress runIn(ui::WindowBench &bench, const BurstPlan &plan)
{
    bench.window->findChild<ui::LabView *>()->burstLab().setPlan(plan);
    BurstProgress last;
    QEventLoop loop;
    QObject::connect(&bench.lab->runs(), &ui::LabRuns::changed, &loop, [&](const BurstProgress &progress) {
        last = progress;
        if (progress.state == BurstProgress::State::Finished)
            loop.quit();
    });
    bench.click("labRun");
    loop.exec();
    return last;
}

void measure(Report &report, const std::string &shown)
{
    ui::WindowBench bench;
    auto *lab = bench.find<QAction>("actionQueueLab");
    lab->trigger();
    ui::FrameMeter meter(*bench.window);
    const BurstPlan plan = planFor(report.options());
    if (shown == "timeline") {
        QObject::connect(&bench.lab->runs(), &ui::LabRuns::started, lab, [lab] { lab->trigger(); });
    }
    const auto begun = std::chrono::steady_clock::now();
    const BurstProgress end = runIn(bench, plan);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    report.add({shown, "while it runs", metrics[0]}, millis(meter.quantile(0.5)));
    report.add({shown, "while it runs", metrics[1]}, millis(meter.quantile(0.99)));
    report.add({shown, "while it runs", metrics[2]}, millis(meter.longest()));
    report.add({shown, "while it runs", metrics[3]}, static_cast<double>(meter.painted()) / seconds);
    report.add(
        Count{shown, end.offered, end.ledger.delivered, end.ledger.droppedInAll(), end.ledger.undecided()});
}

} // namespace

} // namespace sluice::bench

int main(int argc, char **argv)
{
    using namespace sluice::bench;
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    Report report("window", Options::parse(argc, argv));
    int noArguments = 1;
    const QApplication app(noArguments, argv);
    const std::vector<std::string> shown = {"queue lab", "timeline"};
    for (int round = 0; round < report.options().rounds; ++round) {
        for (const std::string &what : shown)
            measure(report, what);
    }
    report.table("a burst of " + std::to_string(planFor(report.options()).events) + " events, 4 producers",
        "A frame is the time between two chances to paint, asked for each 16 ms.", shown, {"while it runs"},
        metrics, "timeline");
    for (const std::string &what : shown)
        report.goalAtMost(
            "frames with the " + what + " open: p99 ms", {what, "while it runs", metrics[1]}, 33);
    return report.finish();
}
