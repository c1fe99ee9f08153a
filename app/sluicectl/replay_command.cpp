// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/commands.h"
#include "app/sluicectl/ledger_report.h"
#include "app/sluicectl/sending_options.h"
#include "app/sluicectl/signal_watch.h"
#include "core/base/mutex.h"
#include "core/lab/replay.h"
#include "core/store/store_reader.h"
#include "core/store/stored_session.h"

#include <atomic>
#include <csignal>
#include <iostream>
#include <memory>

namespace sluice {

namespace {

const Grammar grammar{{"--speed", "--policy", "--capacity", "--max-wait", "--block-deadline",
                          "--end-deadline", "--endpoint", "--api-key-file", "--data-dir"},
    {"--keep-ids", "--yes", "--json"}, 1, "a session: its id, or its first 8 characters"};

struct ReplayPlan
{
    ReplayOptions replay;
    EngineOptions engine;
};

Result<ReplayPlan> planFrom(const Arguments &arguments)
{
    ReplayPlan plan;
    OptionReader reader(arguments);
    plan.replay.speed = reader.decimal("--speed", plan.replay.speed);
    plan.replay.keepIds = arguments.has("--keep-ids");
    plan.replay.queue = reader.queue(Millis(100));
    plan.replay.endDeadline = reader.millis("--end-deadline", plan.replay.endDeadline);
    if (reader.error())
        return *reader.error();
    if (Result<void> valid = plan.replay.validate(); !valid)
        return valid.error();
    Result<EngineOptions> engine = engineOptionsFrom(arguments, "sluicectl replay");
    if (!engine)
        return engine.error();
    plan.engine = std::move(*engine);
    plan.engine.endDeadline = plan.replay.endDeadline;
    return plan;
}

Result<ReplaySource> sourceFrom(const DataDir &dir, const std::string &session)
{
    const Result<std::unique_ptr<StoreReader>> reader = StoreReader::open(dir);
    if (!reader)
        return reader.error();
    return readStoredSession(**reader, SessionId(session));
}

/// A signal ends the replay that runs. thread: any.
class Interruption
{
public:
    void come(int signal) EXCLUDES(m_mutex)
    {
        m_signal = signal;
        const MutexLock lock(m_mutex); // the replay must not go away under the signal's thread
        if (m_replay)
            m_replay->stop();
    }

    /// null: it ends.
    void watch(Replay *replay) EXCLUDES(m_mutex)
    {
        const MutexLock lock(m_mutex);
        m_replay = replay;
        if (m_replay && m_signal != 0)
            m_replay->stop();
    }

    int signal() const { return m_signal; }

private:
    std::atomic<int> m_signal{0};
    Mutex m_mutex;
    Replay *m_replay GUARDED_BY(m_mutex) = nullptr;
};

nlohmann::ordered_json toJson(const ReplayProgress &replay, const SessionId &source)
{
    nlohmann::ordered_json object = ledgerJson(replay.session, replay.ledger);
    object["source_session_id"] = source.text();
    object["planned"] = replay.planned;
    object["replayed"] = replay.replayed;
    object["skipped"] = replay.skipped;
    object["length_us"] = replay.length.count();
    object["balanced"] = replay.ledger.balances();
    return object;
}

void tellPerson(const ReplayProgress &replay)
{
    tellLedger(std::cerr, replay.session, replay.ledger);
    std::cerr << "  replayed " << replay.replayed << " of " << replay.planned << " events";
    if (replay.skipped > 0)
        std::cerr << ", skipped " << replay.skipped << " that cannot be read";
    std::cerr << '\n';
}

ExitCode codeOf(const ReplayProgress &replay, int signal)
{
    if (signal != 0)
        return signal == SIGINT ? ExitCode::Interrupted : ExitCode::Terminated;
    return isGood(replay.ledger) && replay.skipped == 0 ? ExitCode::Good : ExitCode::Undelivered;
}

} // namespace

ExitCode replayCommand(const std::vector<std::string> &words)
{
    static constexpr const char *name = "replay";
    const Result<Arguments> arguments = Arguments::read(words, grammar);
    if (!arguments)
        return failed(name, arguments.error());
    Result<ReplayPlan> plan = planFrom(*arguments);
    if (!plan)
        return failed(name, plan.error());

    Interruption interruption;
    const SignalWatch signals([&](int signal) { interruption.come(signal); });
    const Result<DataDir> dir = DataDir::resolve(plan->engine.dataDir);
    if (!dir)
        return failed(name, dir.error());
    Result<ReplaySource> source = sourceFrom(*dir, arguments->positionals().front());
    if (!source)
        return failed(name, source.error());
    const SessionId sourceId = source->session.id;
    if (const Result<void> confirmed = confirmHost(*arguments, plan->engine.endpoint, source->events.size());
        !confirmed)
        return failed(name, confirmed.error());
    Result<std::unique_ptr<Engine>> engine = Engine::open(std::move(plan->engine));
    if (!engine)
        return failed(name, engine.error());
    Engine &sluice = **engine;
    if (!sluice.recorder())
        return failed(name, sluice.recorderError().value());
    const Result<std::unique_ptr<Replay>> replay
        = Replay::start(*sluice.recorder(), std::move(*source), plan->replay);
    if (!replay)
        return failed(name, replay.error());
    interruption.watch(replay->get());
    const ReplayProgress done = (*replay)->wait();
    interruption.watch(nullptr);

    if (!done.message.empty())
        std::cerr << "sluicectl replay: " << done.message << '\n';
    if (arguments->has("--json"))
        std::cout << toJson(done, sourceId).dump() << std::endl;
    else
        tellPerson(done);
    return codeOf(done, interruption.signal());
}

} // namespace sluice
