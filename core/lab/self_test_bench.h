// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/base/mutex.h"
#include "core/recorder/recorder.h"
#include "core/transport/transport.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// A server in this process, for the self-test: it answers well, and events only while its door is open.
/// thread: any.
class SelfTestServer
{
public:
    void open() EXCLUDES(m_mutex) { setOpen(true); }
    void close() EXCLUDES(m_mutex) { setOpen(false); }

    /// A transport to it; the server outlives it.
    std::unique_ptr<Transport> transport();

private:
    class Link;
    void setOpen(bool open) EXCLUDES(m_mutex);

    Mutex m_mutex;
    CondVar m_changed;
    bool m_open GUARDED_BY(m_mutex) = true;
};

/// A recorder's tap that runs a function in each of its callbacks, with the callback's name. thread: as the
/// sink's; setCallback() before the first session.
class CallbackSink final : public RecorderSink
{
public:
    using Callback = std::function<void(std::string_view where)>;
    void setCallback(Callback callback) { m_callback = std::move(callback); }

    void sessionChanged(const RecordedSession &) override { call("sessionChanged"); }
    void eventsTaken(const SessionId &, std::string_view) override { call("eventsTaken"); }
    void flushStarted(const FlushRecord &) override { call("flushStarted"); }
    void flushDelayed(const FlushRecord &) override { call("flushDelayed"); }
    void flushFinished(const FlushRecord &) override { call("flushFinished"); }
    void eventsDropped(std::span<const DropRun>) override { call("eventsDropped"); }
    void depthSampled(std::span<const DepthSample>) override { call("depthSampled"); }

private:
    void call(std::string_view where) const
    {
        if (m_callback)
            m_callback(where);
    }

    Callback m_callback;
};

/// A real recorder that sends to a server in this process.
class SelfTestBench
{
public:
    /// The queue's size: at 100 events the original hangs (AgentOps issue #439).
    static constexpr std::size_t capacity = 100;
    static constexpr Millis patience{
        3'000}; ///< what the checks wait for at most; shorter than their deadline

    explicit SelfTestBench(CallbackSink::Callback callback = {});

    std::shared_ptr<RecordingSession> start();

    /// Records so many actions; gives how many were accepted.
    static std::size_t record(RecordingSession &session, std::size_t events);

    SelfTestServer server;

private:
    SystemClock m_clock;
    CallbackSink m_sink;
    std::unique_ptr<Recorder> m_recorder; // last: it uses all of the above
};

/// The time that a call took; more than `atOnce` means that it waited for something.
class CallTime
{
public:
    static constexpr Millis atOnce{1'000}; ///< wide: the machine may be busy
    static constexpr Millis offered{10'000}; ///< what a call that must not wait is allowed to

    Micros elapsed() const { return std::chrono::floor<Micros>(std::chrono::steady_clock::now() - m_began); }

private:
    const SteadyTime m_began = std::chrono::steady_clock::now();
};

/// "100 recorded = 94 delivered + 6 dropped", with the terms that are not 0.
std::string ledgerSentence(const Ledger &ledger);

} // namespace sluice
