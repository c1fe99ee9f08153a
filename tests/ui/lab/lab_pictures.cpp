// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Renders the pages of the lab into pictures, with real runs in them: lab_pictures DIR.
// A program and not a test: pictures are for eyes.

#include "app/engine/engine.h"
#include "core/store/store_reader.h"
#include "ui/bridge/lab_bridge.h"
#include "ui/lab/burst_lab_page.h"
#include "ui/lab/lab_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTextStream>

#include <functional>
#include <memory>

using namespace sluice;
using namespace sluice::ui;

namespace {

constexpr int patience = 30'000; ///< ms

void waitUntil(const std::function<bool()> &done, LabBridge &bridge)
{
    const QDeadlineTimer deadline(patience);
    while (!done() && !deadline.hasExpired()) {
        bridge.tick();
        QApplication::processEvents(QEventLoop::AllEvents, 20);
    }
}

/// A lab whose runs are real, in a directory of its own.
class Studio
{
public:
    Studio()
    {
        EngineOptions options;
        options.dataDir = m_dir.filePath(QStringLiteral("data")).toStdString();
        options.listen = ListenAddress{"127.0.0.1", 0};
        engine = Engine::open(options).value();
        LabSources sources;
        sources.recorder = engine->recorder();
        sources.dataDir = engine->dataDir();
        sources.clock = &engine->clock();
        sources.storeLab = [this](const SessionId &session, std::string json) {
            SessionChange change;
            change.id = session;
            change.origin = Origin::Recorded;
            change.lab = std::move(json);
            StoreBatch batch;
            batch.sessions.push_back(std::move(change));
            (void)engine->store()->submit(std::move(batch), [](const Result<void> &) {});
        };
        bridge = std::make_unique<LabBridge>(std::move(sources));
        view = std::make_unique<LabView>(*bridge, m_dir.filePath(QStringLiteral("plans")), nullptr);
    }

    void click(const char *name) const { view->findChild<QPushButton *>(QLatin1String(name))->click(); }

    void run(BurstPlan plan)
    {
        view->burstLab().setPlan(plan);
        SessionId session;
        QObject::connect(view.get(), &LabView::runStarted, view.get(),
            [&session](const SessionId &started) { session = started; });
        click("labRun");
        waitUntil([this] { return !bridge->runs().isRunning(); }, *bridge);
        engine->store()->drain();
        const auto summary = StoreReader::open(engine->dataDir()).value()->session(session).value();
        view->showSessions({*summary});
        view->showSession(*summary);
    }

private:
    QTemporaryDir m_dir;

public:
    std::unique_ptr<Engine> engine;
    std::unique_ptr<LabBridge> bridge;
    std::unique_ptr<LabView> view;
};

void save(Studio &studio, LabView::Page page, const QDir &dir, const QString &name)
{
    studio.view->openPage(page);
    for (const QSize size : {QSize(1440, 900), QSize(1024, 640), QSize(788, 560)}) {
        studio.view->resize(size);
        waitUntil([n = 0]() mutable { return ++n > 5; }, *studio.bridge);
        studio.view->grab().save(
            dir.filePath(QStringLiteral("%1-%2x%3.png").arg(name).arg(size.width()).arg(size.height())));
    }
}

BurstPlan overflowing()
{
    BurstPlan plan = burstPresetNamed("Overflow")->plan;
    plan.events = 1'000;
    return plan;
}

void savePictures(const QDir &dir, const QString &suffix)
{
    Studio studio;
    studio.view->resize(1440, 900);
    studio.view->show();
    BurstPlan plan = overflowing();
    studio.run(plan);
    plan.queue.maxQueueSize = 400;
    plan.faults = faultPresets().back();
    studio.run(plan);
    save(studio, LabView::Page::BurstLab, dir, QStringLiteral("burst-") + suffix);
    studio.click("deadlockRunAll");
    waitUntil([&] { return !studio.bridge->deadlocks().isRunning(); }, *studio.bridge);
    save(studio, LabView::Page::Deadlock, dir, QStringLiteral("deadlock-") + suffix);
    studio.click("whatIfSimulate");
    waitUntil([&] { return !studio.bridge->whatIf().isRunning(); }, *studio.bridge);
    save(studio, LabView::Page::WhatIf, dir, QStringLiteral("whatif-") + suffix);
    studio.click("replayStart");
    waitUntil([n = 0]() mutable { return ++n > 40; }, *studio.bridge);
    save(studio, LabView::Page::Replay, dir, QStringLiteral("replay-") + suffix);
    studio.click("replayStop");
    save(studio, LabView::Page::Compare, dir, QStringLiteral("compare-") + suffix);
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
