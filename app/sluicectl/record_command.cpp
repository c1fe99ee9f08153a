// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/commands.h"
#include "app/sluicectl/ledger_report.h"
#include "app/sluicectl/line_reader.h"
#include "app/sluicectl/line_recorder.h"
#include "app/sluicectl/sending_options.h"
#include "app/sluicectl/signal_watch.h"
#include "core/base/mutex.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstring>
#include <iostream>
#include <memory>
#include <optional>

namespace sluice {

namespace {

const Grammar grammar{{"--type", "--tags", "--policy", "--capacity", "--max-wait", "--block-deadline",
                          "--end-deadline", "--endpoint", "--api-key-file", "--data-dir"},
    {"--durable", "--echo-ids", "--json"}, 0, ""};

struct RecordPlan
{
    LineRecorder::Options lines;
    EngineOptions engine;
    Millis drainDeadline{10'000}; ///< for what earlier runs left
};

Result<EventType> typeFrom(const std::string &word)
{
    for (const EventType type : {EventType::Action, EventType::Llm, EventType::Tool, EventType::Error}) {
        if (word + 's' == wireName(type))
            return type;
    }
    return Error{ErrorKind::Usage, "--type is '" + word + "'; expected action, llm, tool or error"};
}

std::vector<std::string> tagsFrom(const std::string &words)
{
    std::vector<std::string> tags;
    for (std::size_t start = 0; start < words.size();) {
        const std::size_t end = std::min(words.find(',', start), words.size());
        if (end > start)
            tags.push_back(words.substr(start, end - start));
        start = end + 1;
    }
    return tags;
}

Result<RecordPlan> planFrom(const Arguments &arguments)
{
    RecordPlan plan;
    Result<EventType> type = typeFrom(arguments.text("--type").value_or("action"));
    if (!type)
        return type.error();
    plan.lines.type = *type;
    plan.lines.tags = tagsFrom(arguments.text("--tags").value_or(""));
    plan.lines.echoIds = arguments.has("--echo-ids");
    OptionReader reader(arguments);
    plan.lines.queue = reader.queue(QueueLimits().maxWaitTime);
    const Millis endDeadline = reader.millis("--end-deadline", plan.engine.endDeadline);
    if (arguments.text("--end-deadline"))
        plan.drainDeadline = endDeadline;
    if (reader.error())
        return *reader.error();
    if (Result<void> valid = plan.lines.queue.validate(); !valid)
        return valid.error();
    Result<EngineOptions> engine = engineOptionsFrom(arguments, "sluicectl record");
    if (!engine)
        return engine.error();
    plan.engine = std::move(*engine);
    plan.engine.endDeadline = endDeadline;
    plan.engine.durable = arguments.has("--durable");
    return plan;
}

/// A signal: ends the reading, and a record() that waits for room. thread: any.
class Interruption
{
public:
    explicit Interruption(LineReader &reader)
        : m_reader(reader)
    { }

    void come(int signal) EXCLUDES(m_mutex)
    {
        m_signal = signal;
        m_reader.stop();
        MutexLock lock(m_mutex);
        const std::shared_ptr<RecordingSession> session = m_session;
        lock.unlock();
        if (session)
            session->end(EndState::Indeterminate, reason(), Millis(0));
    }

    void watch(const std::shared_ptr<RecordingSession> &session) EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        m_session = session;
    }

    int signal() const { return m_signal; }
    std::string reason() const { return m_signal == SIGINT ? "Signal SIGINT" : "Signal SIGTERM"; }

private:
    LineReader &m_reader;
    std::atomic<int> m_signal{0};
    Mutex m_mutex;
    std::shared_ptr<RecordingSession> m_session GUARDED_BY(m_mutex);
};

/// Error: the input or the output failed, or there can be no session.
Result<void> recordAll(LineReader &reader, LineRecorder &recorder)
{
    for (;;) {
        switch (reader.next()) {
        case LineReader::Got::Line:
            if (Result<void> taken = recorder.take(reader.number(), reader.line()); !taken)
                return taken;
            break;
        case LineReader::Got::TooLong:
            recorder.skip(
                reader.number(), "expected at most " + std::to_string(LineReader::mostLineBytes) + " bytes");
            break;
        case LineReader::Got::Failed:
            return Error{ErrorKind::Io, std::string("standard input: ") + std::strerror(reader.failure())};
        case LineReader::Got::End:
        case LineReader::Got::Stopped:
            return {};
        }
    }
}

/// What a run came to.
struct Outcome
{
    SessionId session; ///< empty: no line was an event
    DrainReport report;
    DrainReport earlier; ///< what earlier runs left
    DrainState left; ///< of it
    std::vector<SpoolFinding> findings;
    std::uint64_t skipped = 0;
};

/// Sends what earlier runs left while the session ends, and closes the recorder.
Outcome endOf(Engine &sluice, const LineRecorder &lines, EndState state, const std::string &reason,
    Millis drainDeadline)
{
    Outcome outcome;
    outcome.skipped = lines.skipped();
    const std::shared_ptr<RecordingSession> session = lines.session();
    if (session)
        session->end(state, reason, Millis(0));
    outcome.earlier = sluice.recorder()->drain(drainDeadline);
    outcome.left = sluice.recorder()->drained();
    outcome.findings = sluice.recorder()->findings();
    sluice.closeRecorder();
    outcome.report.complete = true;
    if (session) {
        outcome.session = session->id();
        outcome.report = session->end(state, reason, Millis(0)); // what the closing came to
    }
    return outcome;
}

nlohmann::ordered_json toJson(const Outcome &outcome)
{
    nlohmann::ordered_json object = ledgerJson(outcome.session, outcome.report.ledger);
    object["skipped"] = outcome.skipped;
    object["earlier"] = {{"delivered", outcome.earlier.ledger.delivered},
        {"refused", outcome.earlier.ledger.refused}, {"left_events", outcome.left.events},
        {"left_sessions", outcome.left.sessions}, {"elsewhere_sessions", outcome.left.elsewhere}};
    object["balanced"] = outcome.report.ledger.balances();
    return object;
}

void tellPerson(const Outcome &outcome)
{
    if (outcome.session)
        tellLedger(std::cerr, outcome.session, outcome.report.ledger);
    if (outcome.skipped > 0)
        std::cerr << "  skipped " << outcome.skipped << " lines that are no events\n";
    if (!outcome.report.message.empty())
        std::cerr << "  remained: " << outcome.report.message << '\n';
    if (outcome.earlier.ledger.recorded > 0)
        std::cerr << "  of earlier runs: " << outcome.earlier.ledger.delivered << " delivered\n";
}

/// What a person should hear also when there is --json.
void tellOfSpool(const Outcome &outcome)
{
    if (!outcome.earlier.message.empty())
        std::cerr << "sluicectl record: " << outcome.earlier.message << '\n';
    if (outcome.left.elsewhere > 0)
        std::cerr << "sluicectl record: " << outcome.left.elsewhere
                  << " earlier sessions were for another endpoint and stay in the spool\n";
    for (const SpoolFinding &finding : outcome.findings)
        std::cerr << "sluicectl record: " << finding.file.string() << ": " << finding.words << '\n';
}

} // namespace

ExitCode recordCommand(const std::vector<std::string> &words)
{
    static constexpr const char *name = "record";
    const Result<Arguments> arguments = Arguments::read(words, grammar);
    if (!arguments)
        return failed(name, arguments.error());
    Result<RecordPlan> plan = planFrom(*arguments);
    if (!plan)
        return failed(name, plan.error());
    std::signal(SIGPIPE, SIG_IGN); // who reads the ids may go; that is an error, not the end of us

    LineReader reader(STDIN_FILENO);
    Interruption interruption(reader);
    std::optional<SignalWatch> signals(std::in_place, [&](int signal) { interruption.come(signal); });
    Result<std::unique_ptr<Engine>> engine = Engine::open(std::move(plan->engine));
    if (!engine)
        return failed(name, engine.error());
    Engine &sluice = **engine;
    if (!sluice.recorder())
        return failed(name, sluice.recorderError().value());

    LineRecorder lines(
        *sluice.recorder(), sluice.clock(), std::move(plan->lines),
        [&](const auto &session) { interruption.watch(session); }, std::cout, std::cerr);
    const Result<void> recorded = recordAll(reader, lines);
    lines.finish();
    const bool whole = recorded.ok() && interruption.signal() == 0;
    const std::string reason = whole ? "end of input"
        : recorded                   ? interruption.reason()
                                     : recorded.error().message;
    const Outcome outcome = endOf(sluice, lines, whole ? EndState::Success : EndState::Indeterminate, reason,
        whole ? plan->drainDeadline : Millis(0));
    signals.reset(); // joined before the clock of the session that it ends goes away
    tellOfSpool(outcome);
    if (arguments->has("--json"))
        std::cout << toJson(outcome).dump() << std::endl;
    else
        tellPerson(outcome);
    if (!recorded)
        return failed(name, recorded.error());
    if (interruption.signal() != 0)
        return interruption.signal() == SIGINT ? ExitCode::Interrupted : ExitCode::Terminated;
    const bool allSent = outcome.report.complete && outcome.earlier.complete;
    return allSent && isGood(outcome.report.ledger) ? ExitCode::Good : ExitCode::Undelivered;
}

} // namespace sluice
