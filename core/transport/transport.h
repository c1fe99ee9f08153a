// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sluice {

/// One POST. Borrows the body: it must live until the answer is there.
struct HttpRequest
{
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string_view body;
    Millis timeout{30'000}; ///< for the whole exchange
};

/// What came of one POST.
struct HttpAnswer
{
    /// How far the request certainly or possibly went.
    enum class Reach {
        NotSent, ///< refused, no such host, or given up before a byte left: certainly not delivered
        Unknown, ///< sent, or partly, and no whole answer: time-out, reset, half a body
        Answered, ///< an answer was read whole; `status` and `body` are good
    };
    Reach reach = Reach::NotSent;
    /// Also with Unknown, when a status line was seen, and with NotSent, when a 407 or a 415 says that
    /// nothing was taken; 0 = none.
    int status = 0;
    std::string body;
    std::optional<Millis> retryAfter; ///< answered: from Retry-After, seconds or HTTP date; at most 5 min
    bool idempotentEvents = false; ///< the answer had "Sluice-Idempotent: events" (contract.md)
    bool aborted = false; ///< abort() ended it
    std::string error; ///< for a person; empty when answered
};

/// Sends POSTs to one server for one session, up to mostInFlight at once.
/// thread: begin(), wait() and post() on one thread (the flusher's); wake() and abort() from any.
class Transport
{
public:
    static constexpr std::size_t mostInFlight = 4;

    /// The caller's name for a POST under way.
    using Ticket = std::uint64_t;
    struct Finished
    {
        Ticket ticket = 0;
        HttpAnswer answer;
    };

    virtual ~Transport() = default;

    /// Begins a POST; fewer than mostInFlight are under way. Its body must live until its answer was given
    /// by wait(). Returns at once; never throws.
    virtual void begin(Ticket ticket, HttpRequest request) = 0;

    /// Gives the answers that are there; with none, waits for the first, for wake(), for abort(), or until
    /// `until` by the machine's steady clock (nullopt = no end). A time that has passed: only looks.
    virtual std::vector<Finished> wait(std::optional<SteadyTime> until) = 0;

    /// Makes the wait() that is under way return, or else the next one.
    virtual void wake() noexcept = 0;

    /// Makes every POST that is under way, and every later one, be answered within milliseconds as
    /// `aborted`. For good.
    virtual void abort() noexcept = 0;

    /// One POST from its beginning to its end; nothing else is under way.
    HttpAnswer post(const HttpRequest &request);
};

/// A Transport that can only do one POST at a time and blocks for it: wait() runs exchange(), whatever its
/// time is.
class BlockingTransport : public Transport
{
public:
    void begin(Ticket ticket, HttpRequest request) final;
    std::vector<Finished> wait(std::optional<SteadyTime> until) final;
    void wake() noexcept final { }

protected:
    /// Blocks until answered, failed, timed out or aborted. Never throws.
    virtual HttpAnswer exchange(const HttpRequest &request) = 0;

private:
    std::deque<std::pair<Ticket, HttpRequest>> m_begun;
};

} // namespace sluice
