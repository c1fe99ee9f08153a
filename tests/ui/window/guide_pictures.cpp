// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Takes the queue lab's pictures of the guide from the real window, with real runs in it: guide_pictures DIR.
// A program and not a test: pictures are for eyes.

#include "core/lab/burst_plan.h"
#include "tests/ui/window/window_bench.h"
#include "ui/bridge/lab_bridge.h"
#include "ui/inspector/details_panel.h"
#include "ui/lab/burst_lab_page.h"
#include "ui/lab/lab_view.h"
#include "ui/models/ledger_terms.h"
#include "ui/queue/ledger_page.h"
#include "ui/queue/queue_picture_view.h"
#include "ui/timeline/timeline_view.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QTextStream>

using namespace sluice;
using namespace sluice::ui;

namespace {

constexpr int patience = 30'000;

class Photographer
{
public:
    explicit Photographer(QDir dir)
        : m_dir(std::move(dir))
    {
        m_bench.window->setTheme(WindowSettings::ThemeChoice::Light);
    }

    void takeAll()
    {
        takeTimeline();
        m_bench.find<QAction>("actionQueueLab")->trigger();
        takeBurst();
        takeDeadlock();
        takeWhatIf();
        takeReplay();
        takeCompare();
    }

    bool wasGood() const { return m_good; }

private:
    LabView &lab() { return *m_bench.window->findChild<LabView *>(); }

    BurstPlan mixedPlan() const
    {
        BurstPlan plan;
        plan.events = 1'200;
        plan.producers = 4;
        plan.rate = 400;
        plan.shape = BurstShape::Sawtooth;
        plan.mix = {4, 2, 3, 1};
        plan.queue.maxQueueSize = 200;
        plan.queue.maxWaitTime = Millis(500);
        plan.queue.policy = OverflowPolicy::DropNewest;
        plan.proxied = true;
        plan.tags = {"burst", "mixed"};
        return plan;
    }

    BurstProgress progressWhen(const std::function<bool(const BurstProgress &)> &wanted)
    {
        BurstProgress last;
        const auto watching = QObject::connect(&m_bench.lab->runs(), &LabRuns::changed, m_bench.window.get(),
            [&last](const BurstProgress &progress) { last = progress; });
        check(QTest::qWaitFor([&] { return wanted(last); }, patience));
        QObject::disconnect(watching);
        return last;
    }

    static bool isFinished(const BurstProgress &progress)
    {
        return progress.state == BurstProgress::State::Finished;
    }

    // A run against a slow server, that drops; then the timeline with a selected event.
    void takeTimeline()
    {
        BurstPlan plan = mixedPlan();
        plan.faults = faultPlanFromText("latency:600").value();
        lab().burstLab().setPlan(plan);
        m_bench.click("labRun");
        const BurstProgress end = progressWhen(isFinished);
        auto &timeline = *m_bench.window->findChild<TimelineView *>();
        const auto shown = [&] { return m_bench.window->shown().timeline().events().eventCount(); };
        check(QTest::qWaitFor([&] { return shown() == end.ledger.delivered; }, patience));
        timeline.fitAll();
        timeline.setFocus();
        for (int i = 0; i < 5; ++i)
            timeline.selectNext();
        auto &details = *m_bench.window->findChild<DetailsPanel *>();
        check(QTest::qWaitFor([&] { return details.has(DetailsPanel::Tab::LifeLine); }, patience));
        details.open(DetailsPanel::Tab::LifeLine);
        settle();
        save("lab-life-line");
        m_bench.find<QAction>("actionLedger")->trigger();
        m_bench.window->findChild<LedgerPage *>()->selectTerm(LedgerTerm::Dropped);
        settle();
        save("lab-ledger");
    }

    void takeBurst()
    {
        lab().openPage(LabView::Page::BurstLab);
        lab().burstLab().setPlan(mixedPlan());
        m_bench.click("labRun");
        progressWhen([](const BurstProgress &progress) { return 3 * progress.offered > progress.planned; });
        m_bench.click("fault_black_hole");
        progressWhen([](const BurstProgress &progress) { return progress.ledger.queued > 120; });
        settle();
        save("lab-burst");
        saveWidget("lab-picture", *m_bench.window->findChild<QueuePictureView *>());
        m_bench.click("fault_none");
        progressWhen(isFinished);
    }

    void takeDeadlock()
    {
        lab().openPage(LabView::Page::Deadlock);
        m_bench.click("deadlockRunAll");
        check(QTest::qWaitFor([&] { return !m_bench.lab->deadlocks().isRunning(); }, patience));
        settle();
        save("lab-deadlock");
    }

    void takeWhatIf()
    {
        lab().openPage(LabView::Page::WhatIf);
        settle();
        m_bench.click("whatIfSimulate");
        check(QTest::qWaitFor([&] { return !m_bench.lab->whatIf().isRunning(); }, patience));
        settle();
        save("lab-what-if");
    }

    void takeReplay()
    {
        lab().openPage(LabView::Page::Replay);
        settle();
        m_bench.click("replayStart");
        QTest::qWait(1'500); // some of it is on its way
        save("lab-replay");
        m_bench.click("replayStop");
        settle();
    }

    void takeCompare()
    {
        lab().openPage(LabView::Page::Compare);
        settle();
        save("lab-compare");
    }

    /// Ticks, jobs and posted events have come.
    void settle() { QTest::qWait(400); }

    void save(const char *name) { saveWidget(name, *m_bench.window); }

    void saveWidget(const char *name, QWidget &widget)
    {
        const QString path = m_dir.filePath(QLatin1String(name) + QStringLiteral(".png"));
        check(widget.grab().save(path));
        QTextStream(stdout) << path << Qt::endl;
    }

    void check(bool good) { m_good = m_good && good; }

    QDir m_dir;
    WindowBench m_bench;
    bool m_good = true;
};

} // namespace

int main(int argc, char **argv)
{
    const QApplication app(argc, argv);
    if (argc != 2) {
        QTextStream(stderr) << "usage: guide_pictures DIR" << Qt::endl;
        return 2;
    }
    QDir().mkpath(QString::fromLocal8Bit(argv[1]));
    Photographer photographer{QDir(QString::fromLocal8Bit(argv[1]))};
    photographer.takeAll();
    return photographer.wasGood() ? 0 : 1;
}
