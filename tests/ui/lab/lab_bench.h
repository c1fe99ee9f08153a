// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "app/engine/engine.h"
#include "core/store/store_reader.h"
#include "ui/bridge/lab_bridge.h"
#include "ui/lab/burst_lab_page.h"
#include "ui/lab/lab_view.h"

#include <QAbstractSpinBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <vector>

namespace sluice::ui {

/// The whole lab on a real engine in a directory of its own, its collector on a free port, driven by its
/// widgets.
class LabBench
{
public:
    static constexpr int patience = 30'000; ///< ms; a busy machine is slow

    LabBench()
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
            if (!engine->storeLab(session, std::move(json)))
                qFatal("the store took no plan");
        };
        bridge = std::make_unique<LabBridge>(std::move(sources));
        view = new LabView(*bridge, m_dir.filePath(QStringLiteral("plans")), nullptr, &m_host);
        QObject::connect(view, &LabView::runStarted, view,
            [this](const SessionId &session) { started.push_back(session); });
        QObject::connect(view, &LabView::replayStarted, view,
            [this](const SessionId &session) { started.push_back(session); });
        m_host.resize(1280, 800);
        view->resize(m_host.size());
        m_host.show();
        bridge->start();
    }

    template <typename Object = QWidget>
    Object *find(const char *name) const
    {
        auto *found = m_host.findChild<Object *>(QLatin1String(name));
        if (!found)
            qFatal("the lab has no %s", name);
        return found;
    }

    /// On a page that is in sight.
    void click(const char *button) const { QTest::mouseClick(find(button), Qt::LeftButton); }
    void press(const char *widget, Qt::Key key) const
    {
        find(widget)->setFocus();
        QTest::keyClick(find(widget), key);
    }

    void open(LabView::Page page) const { view->openPage(page); }

    /// Runs a plan by its button to its end; its session is shown and can be compared.
    SessionSummary run(const BurstPlan &plan)
    {
        open(LabView::Page::BurstLab);
        view->burstLab().setPlan(plan);
        click("labRun");
        if (!bridge->runs().isRunning())
            qFatal("the plan was not run");
        if (!QTest::qWaitFor([this] { return !bridge->runs().isRunning(); }, patience))
            qFatal("the run did not end");
        return show(started.back());
    }

    SessionSummary show(const SessionId &session)
    {
        engine->store()->drain();
        auto reader = StoreReader::open(engine->dataDir()).value();
        SessionSummary summary = reader->session(session).value().value();
        view->showSessions({summary});
        view->showSession(summary);
        return summary;
    }

    static BurstPlan quick(std::uint64_t events)
    {
        BurstPlan plan;
        plan.events = events;
        plan.queue.maxWaitTime = Millis(20);
        plan.endDeadline = Millis(20'000);
        return plan;
    }

private:
    QTemporaryDir m_dir;
    QWidget m_host; // a window with a layout warns offscreen; first of the widgets

public:
    std::unique_ptr<Engine> engine;
    std::unique_ptr<LabBridge> bridge;
    LabView *view = nullptr; ///< the host's
    std::vector<SessionId> started;
};

} // namespace sluice::ui
