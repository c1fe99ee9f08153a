// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/bench/timeline_opening.h"

#include "core/base/clock.h"
#include "core/store/sqlite_store.h"
#include "core/store/store_reader.h"
#include "tests/bench/timeline_events.h"
#include "tests/bench/timing.h"
#include "ui/bridge/bridge.h"
#include "ui/models/shown_session.h"
#include "ui/timeline/timeline_view.h"

#include <QEventLoop>
#include <QProcess>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

namespace sluice::bench {

namespace {

const SessionId session{"11111111-0000-4000-8000-000000000000"};

StoredEvent storedFrom(const EventHead &head)
{
    StoredEvent event;
    event.session = session;
    event.id = EventId(std::to_string(head.row));
    event.type = head.type;
    event.name = head.name;
    event.agent = head.agent;
    event.start = head.start;
    event.end = head.end;
    event.body = "{}";
    event.facts.promptTokens = head.promptTokens;
    event.facts.completionTokens = head.completionTokens;
    event.facts.cost = head.cost;
    return event;
}

/// "VmHWM:   1234 kB" of the process: the most that was ever resident.
double peakMegabytes()
{
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line)) {
        if (line.starts_with("VmHWM:"))
            return std::strtod(line.c_str() + 6, nullptr) / 1024;
    }
    return 0;
}

/// A timeline that a person has just opened a session in.
class Opener
{
public:
    explicit Opener(const std::string &folder)
        : m_bridge({nullptr, nullptr, nullptr, DataDir{folder}, &m_clock}, nullptr)
        , m_shown(m_bridge)
        , m_view(m_shown.timeline(), m_clock)
    {
        m_shown.timeline().setLaneBy(LaneBy::Agent);
        m_view.resize(1920, 1080);
        m_view.show();
        m_bridge.start();
    }

    Opening open(const SessionSummary &summary)
    {
        Opening opening;
        QEventLoop loop;
        const auto begun = Steady::now();
        auto painted = begun;
        QTimer frames;
        QObject::connect(&frames, &QTimer::timeout, &m_view, [&] { m_view.viewport()->update(); });
        QObject::connect(&m_view, &ui::TimelineView::painted, &frames, [&] {
            if (opening.firstPaintMs == 0 && m_shown.timeline().events().eventCount() > 0)
                opening.firstPaintMs = secondsSince(begun) * 1'000;
            opening.longestFrameMs = std::max(opening.longestFrameMs, secondsSince(painted) * 1'000);
            painted = Steady::now();
        });
        QObject::connect(&m_shown, &ui::ShownSession::loadEnded, &loop, &QEventLoop::quit);
        frames.start(16);
        m_shown.open(summary);
        loop.exec();
        opening.completeMs = secondsSince(begun) * 1'000;
        opening.events = m_shown.timeline().events().eventCount();
        return opening;
    }

    /// Opens it again and cancels after some events have come.
    double cancel(const SessionSummary &summary)
    {
        SessionSummary other = summary;
        other.id = SessionId("none");
        m_shown.open(other);
        m_shown.open(summary);
        QEventLoop loop;
        double millis = 0;
        bool asked = false;
        QObject::connect(&m_shown, &ui::ShownSession::loadProgress, &loop, [&] {
            if (std::exchange(asked, true))
                return;
            const auto begun = Steady::now();
            QMetaObject::invokeMethod(
                &m_shown,
                [&, begun] {
                    m_shown.cancelLoading();
                    millis = secondsSince(begun) * 1'000;
                },
                Qt::QueuedConnection);
        });
        QObject::connect(
            &m_shown, &ui::ShownSession::loadEnded, &loop, &QEventLoop::quit, Qt::QueuedConnection);
        loop.exec();
        return millis;
    }

private:
    SystemClock m_clock;
    ui::Bridge m_bridge;
    ui::ShownSession m_shown;
    ui::TimelineView m_view;
};

} // namespace

void storeTimeline(const std::string &folder, std::size_t events)
{
    constexpr std::size_t batchSize = 5'000;
    const DataDir dir{folder};
    const auto lock = DataLock::take(dir, "bench");
    const auto store = SqliteStore::open(dir);
    if (!lock || !store)
        std::abort();
    TimelineEvents drawn;
    for (std::size_t stored = 0; stored < events;) {
        StoreBatch batch;
        for (std::size_t i = 0; i < batchSize && stored < events; ++i, ++stored)
            batch.events.push_back(storedFrom(drawn.next()));
        if (stored == events) {
            SessionChange change;
            change.id = session;
            change.started = timelineStart;
            change.ended = drawn.end();
            batch.sessions.push_back(std::move(change));
        }
        (void)(*store)->submit(std::move(batch), [](const Result<void> &) {});
        (*store)->drain();
    }
}

int openTimeline(const std::string &folder)
{
    const auto reader = StoreReader::open(DataDir{folder});
    if (!reader)
        return EXIT_FAILURE;
    const auto summary = (*reader)->session(session);
    if (!summary || !*summary)
        return EXIT_FAILURE;
    Opener opener(folder);
    Opening opening = opener.open(**summary);
    opening.peakMegabytes = peakMegabytes();
    opening.cancelMs = opener.cancel(**summary);
    std::cout << opening.firstPaintMs << ' ' << opening.completeMs << ' ' << opening.longestFrameMs << ' '
              << opening.cancelMs << ' ' << opening.peakMegabytes << ' ' << opening.events << '\n';
    return EXIT_SUCCESS;
}

Opening readOpening(const std::string &program, const std::string &folder)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(
        QString::fromStdString(program), {QStringLiteral("--open"), QString::fromStdString(folder)});
    process.waitForFinished(-1);
    std::istringstream words(process.readAllStandardOutput().toStdString());
    Opening opening;
    words >> opening.firstPaintMs >> opening.completeMs >> opening.longestFrameMs >> opening.cancelMs
        >> opening.peakMegabytes >> opening.events;
    if (!words) {
        std::fputs("bench_timeline: the session could not be opened\n", stderr);
        std::exit(EXIT_FAILURE);
    }
    return opening;
}

} // namespace sluice::bench
