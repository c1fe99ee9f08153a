// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/deadlock_lab.h"

#include "core/base/thread_name.h"
#include "core/lab/deadlock_lab_original.h"
#include "core/lab/deadlock_lab_server.h"
#include "core/lab/deadlock_lab_sluice.h"

#include <algorithm>
#include <array>
#include <thread>
#include <utility>

namespace sluice {

namespace {

constexpr std::uint64_t mostEvents = 2'000;
constexpr Millis longestDelay{5'000};

using Steady = std::chrono::steady_clock;

struct CureName
{
    DeadlockCure cure;
    std::string_view name;
};
constexpr std::array<CureName, 5> cureNames = {{
    {DeadlockCure::None, "none"},
    {DeadlockCure::AfterLock, "after-lock"},
    {DeadlockCure::ReEntrant, "re-entrant"},
    {DeadlockCure::Bigger, "512"},
    {DeadlockCure::Sluice, "sluice"},
}};

} // namespace

std::string_view wireName(DeadlockCure cure)
{
    return std::ranges::find(cureNames, cure, &CureName::cure)->name;
}

std::optional<DeadlockCure> deadlockCureFromText(std::string_view text)
{
    const auto *found = std::ranges::find(cureNames, text, &CureName::name);
    return found == cureNames.end() ? std::nullopt : std::optional(found->cure);
}

std::size_t queueSizeOf(DeadlockCure cure)
{
    return cure == DeadlockCure::Bigger ? 512 : 100;
}

std::string nameInSentence(const char *thread)
{
    return thread == otherThread ? "the second program" : "the " + std::string(thread);
}

Result<void> DeadlockOptions::validate() const
{
    if (events < 1 || events > mostEvents)
        return Error{ErrorKind::Usage, "events is " + std::to_string(events) + "; expected 1 to 2000"};
    if (serverDelay < Millis(0) || serverDelay > longestDelay)
        return Error{ErrorKind::Usage,
            "server delay is " + std::to_string(serverDelay.count()) + " ms; expected 0 to 5000 ms"};
    return {};
}

Result<std::unique_ptr<DeadlockSession>> makeDeadlockSession(DeadlockCure cure, DeadlockStage stage)
{
    if (cure == DeadlockCure::Sluice)
        return SluiceSession::create(std::move(stage));
    OriginalSession::Rules rules;
    rules.maxQueueSize = queueSizeOf(cure);
    rules.flushAfterLock = cure == DeadlockCure::AfterLock;
    if (cure == DeadlockCure::ReEntrant)
        rules.lock = CheckedLock::Kind::ReEntrant;
    return std::unique_ptr<DeadlockSession>(std::make_unique<OriginalSession>(rules, std::move(stage)));
}

class DeadlockRun::Impl
{
public:
    static Result<std::unique_ptr<Impl>> start(const DeadlockOptions &options)
    {
        Result<std::unique_ptr<DeadlockServer>> server = DeadlockServer::start(options.serverDelay);
        if (!server)
            return server.error();
        std::unique_ptr<Impl> run(new Impl(options, std::move(*server)));
        Result<std::unique_ptr<DeadlockSession>> session = makeDeadlockSession(
            options.cure, {run->m_scene, run->m_tale, run->m_server->url(), options.serverDelay});
        if (!session)
            return session.error();
        run->m_session = std::move(*session);
        run->begin();
        return run;
    }

    /// Whoever waits for an answer has it at once, and so lets go of what he holds.
    ~Impl()
    {
        m_scene.stop();
        m_server->hurry();
        if (m_closer.joinable())
            m_closer.join();
    }
    Impl(const Impl &) = delete;
    Impl &operator=(const Impl &) = delete;

    DeadlockResult result() const EXCLUDES(m_mutex)
    {
        DeadlockResult now;
        {
            MutexLock lock(m_mutex);
            now = m_result;
        }
        now.options = m_options;
        now.deadlocked = m_scene.stuck();
        now.onTheWire = m_server->events();
        now.posts = m_server->posts();
        if (!now.finished)
            now.elapsed = m_tale.sinceStart();
        now.steps = m_tale.steps();
        return now;
    }

    DeadlockResult wait() EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        while (!m_result.finished)
            m_changed.wait(m_mutex);
        lock.unlock();
        return result();
    }

private:
    using Actor = DeadlockScene::Actor;

    Impl(const DeadlockOptions &options, std::unique_ptr<DeadlockServer> server)
        : m_options(options)
        , m_server(std::move(server))
    {
        const std::uint64_t full = queueSizeOf(options.cure);
        m_othersEvent = options.events > full ? full + 1 : 0;
    }

    void begin()
    {
        m_flusher = std::jthread([this] {
            nameThisThread("lab flusher");
            m_session->runFlusher();
            m_scene.isDone(Actor::Flusher);
        });
        m_other = std::jthread([this] {
            nameThisThread("lab other");
            runOther();
            m_scene.isDone(Actor::Other);
        });
        m_program = std::jthread([this] {
            nameThisThread("lab program");
            runProgram();
            m_scene.isDone(Actor::Program);
        });
        m_closer = std::jthread([this] {
            nameThisThread("lab end");
            closeWhenDone();
        });
    }

    // thread: program
    void runProgram()
    {
        m_session->open();
        for (std::uint64_t event = 1; event <= m_options.events && !m_scene.stopped(); ++event) {
            if (event != m_othersEvent && !record(programThread, event))
                return;
        }
        m_scene.awaitOther();
        m_session->end();
    }

    // thread: program 2
    void runOther()
    {
        if (m_othersEvent == 0)
            return;
        m_scene.awaitFlush();
        if (!m_scene.stopped())
            record(otherThread, m_othersEvent);
    }

    bool record(const char *thread, std::uint64_t event) EXCLUDES(m_mutex)
    {
        const auto began = Steady::now();
        if (!m_session->record(thread, event))
            return false;
        const Micros took = std::chrono::floor<Micros>(Steady::now() - began);
        MutexLock lock(m_mutex);
        ++m_result.returned;
        m_result.longestRecord = std::max(m_result.longestRecord, took);
        if (event == m_othersEvent)
            m_result.otherRecord = took;
        return true;
    }

    // thread: closer
    void closeWhenDone() EXCLUDES(m_mutex)
    {
        m_scene.awaitOutcome();
        m_scene.isOver();
        for (std::jthread *thread : {&m_program, &m_other, &m_flusher})
            thread->join();
        m_tale.conclude("program", lastWords());
        MutexLock lock(m_mutex);
        m_result.finished = true;
        m_result.elapsed = m_tale.sinceStart();
        lock.unlock();
        m_changed.notifyAll();
    }

    std::string lastWords() const
    {
        const std::string onTheWire = std::to_string(m_server->events()) + " of "
            + std::to_string(m_options.events) + " events on the wire";
        if (m_scene.stuck())
            return onTheWire + ", for ever: only SIGKILL ends this program.";
        if (m_scene.stopped())
            return "Stopped: " + onTheWire + ".";
        return "The session has ended: " + onTheWire + ", in " + std::to_string(m_server->posts())
            + (m_server->posts() == 1 ? " POST." : " POSTs.");
    }

    // Constant after begin().
    const DeadlockOptions m_options;
    std::uint64_t m_othersEvent = 0; ///< the event that the second program records; 0 = none

    DeadlockTale m_tale;
    DeadlockScene m_scene;
    const std::unique_ptr<DeadlockServer> m_server;
    std::unique_ptr<DeadlockSession> m_session; ///< before the server: its end still talks to it

    mutable Mutex m_mutex;
    CondVar m_changed;
    DeadlockResult m_result GUARDED_BY(m_mutex); ///< what record() and the end told

    std::jthread m_flusher;
    std::jthread m_other;
    std::jthread m_program;
    std::jthread m_closer; ///< last: it joins the others
};

DeadlockRun::DeadlockRun(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{ }

DeadlockRun::~DeadlockRun() = default;

Result<std::unique_ptr<DeadlockRun>> DeadlockRun::start(DeadlockOptions options)
{
    if (Result<void> valid = options.validate(); !valid)
        return valid.error();
    Result<std::unique_ptr<Impl>> impl = Impl::start(options);
    if (!impl)
        return impl.error();
    return std::unique_ptr<DeadlockRun>(new DeadlockRun(std::move(*impl)));
}

DeadlockResult DeadlockRun::result() const
{
    return m_impl->result();
}

DeadlockResult DeadlockRun::wait()
{
    return m_impl->wait();
}

} // namespace sluice
