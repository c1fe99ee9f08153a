// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/bridges/window_bridges.h"

#include "app/bridges/forward_parts.h"
#include "app/engine/engine_facts.h"

#include <utility>

namespace sluice {

namespace {

ui::LabSources labSourcesOf(Engine &engine, LabSender &sender)
{
    ui::LabSources sources;
    sources.recorder = engine.recorder();
    sources.dataDir = engine.dataDir();
    sources.clock = &engine.clock();
    if (engine.isViewer()) {
        sources.storeLab = [&sender](const SessionId &session, std::string json) {
            sender.send(session, std::move(json));
        };
        return sources;
    }
    // A store that takes nothing says so itself, by the window's banner.
    sources.storeLab = [&engine](const SessionId &session, std::string json) {
        static_cast<void>(engine.storeLab(session, std::move(json)));
    };
    return sources;
}

ui::WatchBridge::Parts watchPartsOf(Engine &engine)
{
    ui::WatchBridge::Parts parts;
    parts.sources = watchSourcesOf(engine);
    parts.clock = &engine.clock();
    parts.dataDir = engine.dataDir().path;
    parts.facts = [&engine] { return factsOf(engine); };
    return parts;
}

} // namespace

WindowBridges::WindowBridges(Engine &engine)
    : m_engine(engine)
    , m_labSender(engine)
    , main(mainSources())
    , lab(labSourcesOf(engine, m_labSender))
    , watch(watchPartsOf(engine))
    , exchange({engine.dataDir(), engine.store(), &engine.clock()})
    , forward(forwardPartsOf(engine))
{
    QObject::connect(&main, &ui::Bridge::flushesFinished, &watch, &ui::WatchBridge::rememberFlushes);
}

ui::BridgeSources WindowBridges::mainSources()
{
    ui::CollectorHands hands;
    hands.access = [this] { return m_engine.access(); };
    if (!m_engine.isViewer())
        hands.setAccess = [this](const CollectorAccess &access) { return setAccess(access); };
    hands.rescue = m_engine.rescue();
    if (m_engine.isViewer() && m_engine.holder())
        hands.holderUrl = m_engine.holder()->collector;
    return {m_engine.recorder(), &m_engine.feed(), m_engine.collector(), m_engine.dataDir(),
        &m_engine.clock(), std::move(hands)};
}

void WindowBridges::start()
{
    main.start();
    lab.start();
    watch.start();
}

Result<void> WindowBridges::listen(const ListenAddress &address)
{
    watch.stopLooking();
    Result<void> started = m_engine.startCollector(address);
    main.setCollector(m_engine.collector());
    main.setRecorder(m_engine.recorder());
    lab.setRecorder(m_engine.recorder());
    watch.startLooking();
    return started;
}

Result<void> WindowBridges::setAccess(const CollectorAccess &access)
{
    watch.stopLooking();
    main.setCollector(nullptr);
    Result<void> done = m_engine.setAccess(access);
    main.setCollector(m_engine.collector());
    watch.startLooking();
    return done;
}

} // namespace sluice
