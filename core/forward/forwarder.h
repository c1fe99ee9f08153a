// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/forward/forward_target.h"
#include "core/model/ledger.h"
#include "core/model/session.h"
#include "core/recorder/recorder.h"
#include "core/store/data_dir.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace sluice {

class SqliteStore;

/// One received session as it goes on.
struct ForwardedState
{
    SessionId id;
    std::string name; ///< SessionSummary::displayName()
    bool hasEnded = false;
    Ledger ledger; ///< of what was handed over since it was taken up last
    std::uint64_t waiting = 0; ///< events in the store that were not handed over yet
    std::uint64_t announced = 0; ///< events that have not ended: they wait for it
};

/// Where everything is that is to go on, at one instant.
struct ForwardState
{
    std::string endpoint; ///< as a person may see it: no path, no key
    ForwardWire wire = ForwardWire::AgentOps;
    Ledger ledger; ///< of all that was handed over since this program started
    std::uint64_t waiting = 0; ///< events in the store that were not handed over yet
    std::uint64_t announced = 0; ///< events that have not ended, counted beside `waiting`
    std::uint64_t sessions = 0; ///< that are not told whole yet
    DrainState earlier; ///< what earlier runs left in the spool; no part of the ledger
    std::uint64_t rejectedSpans = 0; ///< of the delivered ones, those that an OTLP endpoint said it left out
    std::string rejection; ///< its words
    std::string trouble; ///< why the last request was not taken, or what is wrong here; empty = all is well
    std::vector<ForwardedState> live; ///< sessions that are under way now, at most Forwarder::mostLive
};

struct ForwardOptions
{
    ForwardTarget target;
    std::string ownCollector; ///< URL; empty = none
    /// What was received while nothing was sent on.
    enum class Since {
        WhereItWas, ///< goes on too: a program that was started again
        Now, ///< does not begin to: a person switched it on
    };
    Since since = Since::WhereItWas;
    Millis endDeadline{1'000}; ///< for what is under way, when it is destroyed; what is not sent then waits
    Millis idle{60'000}; ///< a session without news gives its place free after so long
};

/// Sends received sessions on to another endpoint, while they run: a Recorder of its own (queue, spool,
/// retry, ledger) for which a transport speaks the other wire (forward_dialect.h), filled from the store.
///
/// The store is the source, not the request: what is committed goes on, with the secrets masked, and what
/// cannot go yet waits there, where it is anyway. Of each session one batch at most is on its way
/// (ForwardBatch), of at most mostLive sessions; so memory and spool are bounded, nothing is ever dropped
/// for want of room, and the mark on disk (ForwardBook) is behind the first event that is not decided. At
/// least once: what was on its way when the program died is sent again, under the same ids. An event that
/// was replaced is sent again too. Only sessions of Origin::Received go on, and of those the ones with news
/// since forwarding began.
///
/// Files: DATA/forward/<wire, host and a digest of the endpoint>/, so that two endpoints share nothing.
/// thread: any, but for the destructor.
class Forwarder
{
public:
    static constexpr std::size_t mostLive = 64;

    /// `store` and `clock` must outlive it. Error (Usage): the target; (Io): its folder cannot be used.
    static Result<std::unique_ptr<Forwarder>> start(
        ForwardOptions options, const DataDir &dir, SqliteStore &store, const Clock &clock);

    /// What is under way is sent or spooled, within the end deadline.
    ~Forwarder();
    Forwarder(const Forwarder &) = delete;
    Forwarder &operator=(const Forwarder &) = delete;

    const ForwardTarget &target() const;
    ForwardState state() const;

    /// Returns when every session with news up to now is told whole, or at the deadline (false).
    bool waitUntilDone(Millis deadline);

private:
    class Impl;
    explicit Forwarder(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Where a target's files are.
std::filesystem::path forwardFolder(const DataDir &dir, const ForwardTarget &target);

/// Says to a target that we are there, and waits for its answer: for a person who wants to know whether
/// endpoint and key are right. AgentOps: a session called "connection test" that begins and ends; OTLP: a
/// request without spans. Returns what to show. Error (Network): what the answer was, or why there was none;
/// (Usage): the target.
Result<std::string> testForwardTarget(
    const ForwardTarget &target, const std::string &ownCollector, Transport &wire, Timestamp now);

/// libcurl with the target's certificates; bodies to an OTLP endpoint beyond this machine are compressed
/// (every such server takes gzip: opentelemetry.io/docs/specs/otlp).
std::unique_ptr<Transport> forwardWire(const ForwardTarget &target);

} // namespace sluice
