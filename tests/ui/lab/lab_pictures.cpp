// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Renders the pages of the lab into pictures, with real runs in them: lab_pictures DIR.
// A program and not a test: pictures are for eyes.

#include "tests/ui/lab/lab_bench.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QTextStream>

#include <functional>

using namespace sluice;
using namespace sluice::ui;

namespace {

void settle(LabBench &bench, int turns)
{
    for (int i = 0; i < turns; ++i) {
        bench.bridge->tick();
        QTest::qWait(20);
    }
}

void wait(const std::function<bool()> &done)
{
    if (!QTest::qWaitFor(done, LabBench::patience))
        qFatal("it did not end");
}

void save(LabBench &bench, LabView::Page page, const QDir &dir, const QString &name)
{
    bench.open(page);
    for (const QSize size : {QSize(1440, 900), QSize(1024, 640), QSize(788, 560)}) {
        bench.view->resize(size);
        settle(bench, 5);
        bench.view->grab().save(
            dir.filePath(QStringLiteral("%1-%2x%3.png").arg(name).arg(size.width()).arg(size.height())));
    }
}

void savePictures(const QDir &dir, const QString &suffix)
{
    LabBench bench;
    BurstPlan plan = burstPresetNamed("Overflow")->plan;
    plan.events = 1'000;
    bench.run(plan);
    plan.queue.maxQueueSize = 400;
    plan.faults = faultPresets().back();
    bench.run(plan);
    save(bench, LabView::Page::BurstLab, dir, QStringLiteral("burst-") + suffix);
    bench.open(LabView::Page::Deadlock);
    bench.click("deadlockRunAll");
    wait([&] { return !bench.bridge->deadlocks().isRunning(); });
    save(bench, LabView::Page::Deadlock, dir, QStringLiteral("deadlock-") + suffix);
    bench.open(LabView::Page::WhatIf);
    bench.click("whatIfSimulate");
    wait([&] { return !bench.bridge->whatIf().isRunning(); });
    save(bench, LabView::Page::WhatIf, dir, QStringLiteral("whatif-") + suffix);
    bench.open(LabView::Page::Replay);
    bench.click("replayStart");
    settle(bench, 40);
    save(bench, LabView::Page::Replay, dir, QStringLiteral("replay-") + suffix);
    bench.click("replayStop");
    save(bench, LabView::Page::Compare, dir, QStringLiteral("compare-") + suffix);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2) {
        QTextStream(stdout) << "usage: lab_pictures DIR\n";
        return 2;
    }
    const QDir dir(arguments[1]);
    dir.mkpath(QStringLiteral("."));
    for (const auto &[theme, suffix] :
        {std::pair(Theme::Light, QStringLiteral("light")), std::pair(Theme::Dark, QStringLiteral("dark"))}) {
        applyTheme(application, theme);
        savePictures(dir, suffix);
    }
    return 0;
}
