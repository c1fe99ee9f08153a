// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/recorder/simulated_server.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace sluice {

namespace {

constexpr std::string_view idPrefix = "5111ce00-0000-7000-8000-";

HttpAnswer answered(int status, std::string body)
{
    HttpAnswer answer;
    answer.reach = HttpAnswer::Reach::Answered;
    answer.status = status;
    answer.body = std::move(body);
    return answer;
}

HttpAnswer notAnswered(HttpAnswer::Reach reach, std::string error)
{
    HttpAnswer answer;
    answer.reach = reach;
    answer.error = std::move(error);
    return answer;
}

} // namespace

Uuid numberedId(std::uint64_t number)
{
    Uuid id = *Uuid::parse("5111ce00-0000-7000-8000-000000000000");
    for (std::size_t i = 15; i >= 10; --i) {
        id.bytes[i] = static_cast<std::uint8_t>(number);
        number >>= 8U;
    }
    return id;
}

SimulatedServer::SimulatedServer(Kind kind, std::uint64_t seed, std::uint64_t events, const Clock &clock)
    : m_kind(kind)
    , m_clock(clock)
    , m_random(seed)
    , m_stored(events)
{ }

void SimulatedServer::changeMood()
{
    if (m_clock.steadyNow() < m_moodEnds && !m_calm)
        return;
    // Good for 1 to 60 minutes, then bad for 1 second to 20 minutes.
    const bool turnsBad = m_mood == Mood::Up && !m_calm && m_moodEnds != SteadyTime{};
    const auto seconds = turnsBad ? 1 + m_random.below(20 * 60) : 60 + m_random.below(59 * 60);
    static constexpr Mood bad[]
        = {Mood::Slow, Mood::Refusing, Mood::Silent, Mood::Failing, Mood::Losing, Mood::Limiting};
    m_mood = turnsBad ? bad[m_random.below(std::size(bad))] : Mood::Up;
    m_outages += turnsBad ? 1 : 0;
    m_moodEnds = m_clock.steadyNow() + std::chrono::seconds(seconds);
}

SimulatedServer::Reply SimulatedServer::post(const HttpRequest &request)
{
    changeMood();
    if (m_clock.steadyNow() < m_notBefore)
        ++m_tooEarly;
    switch (m_mood) {
    case Mood::Up:
        break;
    case Mood::Slow:
        return {Millis(200 + m_random.below(4'000)), accept(request)};
    case Mood::Refusing:
        return {Nanos(300'000), notAnswered(HttpAnswer::Reach::NotSent, "connection refused")};
    case Mood::Silent:
        if (m_random.below(2) == 0)
            accept(request); // it took it, and says nothing
        return {request.timeout, notAnswered(HttpAnswer::Reach::Unknown, "no answer in time")};
    case Mood::Failing:
        return {Millis(5), answered(500, R"({"message":"database is away"})")};
    case Mood::Losing:
        accept(request); // committed; the answer is lost half the time
        if (m_random.below(2) == 0)
            return {Millis(3), notAnswered(HttpAnswer::Reach::Unknown, "connection reset")};
        return {Millis(3), answered(502, "<html>bad gateway</html>")};
    case Mood::Limiting:
        return {Millis(2), limited()};
    }
    return {Millis(1 + m_random.below(30)), accept(request)};
}

HttpAnswer SimulatedServer::limited()
{
    HttpAnswer answer = answered(m_random.below(2) == 0 ? 429 : 503, R"({"message":"slow down"})");
    const auto wait = std::chrono::seconds(1 + m_random.below(120));
    answer.retryAfter = wait;
    m_notBefore = m_clock.steadyNow() + wait;
    return answer;
}

HttpAnswer SimulatedServer::accept(const HttpRequest &request)
{
    HttpAnswer answer;
    if (request.url.ends_with("/v2/create_events"))
        answer = acceptEvents(request.body);
    else if (request.url.ends_with("/v2/create_session") && std::exchange(m_created, true)
        && m_kind == Kind::Hosted)
        answer = answered(500, R"({"message":"duplicate key value violates unique constraint"})");
    else if (request.url.ends_with("/v2/update_session"))
        answer = answered(200, R"({"status":"success","token_cost":"0.00"})");
    else
        answer = answered(200, R"({"status":"Success","jwt":"token","session_url":"sluice://session/x"})");
    m_ended = m_ended
        || (answer.status == 200 && request.body.find(R"("end_state":"Success")") != std::string_view::npos);
    answer.idempotentEvents = m_kind == Kind::Idempotent;
    return answer;
}

HttpAnswer SimulatedServer::acceptEvents(std::string_view body)
{
    const std::vector<std::uint64_t> numbers = numbersOf(body);
    const bool known = std::ranges::any_of(numbers, [this](std::uint64_t n) { return m_stored[n]; });
    if (known && m_kind == Kind::Hosted)
        return answered(400, R"({"message":"duplicate key value violates unique constraint actions_pkey"})");
    for (const std::uint64_t number : numbers) {
        m_storedOnce += m_stored[number] ? 0 : 1;
        m_storedAgain += m_stored[number] && m_kind == Kind::Hosted ? 1 : 0;
        m_stored[number] = true;
    }
    return answered(200, R"("Success")");
}

std::vector<std::uint64_t> SimulatedServer::numbersOf(std::string_view body) const
{
    std::vector<std::uint64_t> numbers;
    for (auto at = body.find(idPrefix); at != std::string_view::npos; at = body.find(idPrefix, at)) {
        at += idPrefix.size();
        std::uint64_t number = 0;
        std::from_chars(body.data() + at, body.data() + at + 12, number, 16);
        numbers.push_back(number);
    }
    return numbers;
}

void SimulatedTransport::begin(Ticket ticket, HttpRequest request)
{
    SimulatedServer::Reply reply = m_server.post(request);
    if (reply.after > request.timeout)
        reply = {request.timeout, notAnswered(HttpAnswer::Reach::Unknown, "no answer in time")};
    m_begun.push_back({ticket, m_clock.steadyNow() + reply.after, std::move(reply.answer)});
    m_mostUnderWay = std::max(m_mostUnderWay, m_begun.size());
}

std::vector<Transport::Finished> SimulatedTransport::wait(std::optional<SteadyTime>)
{
    std::vector<Finished> finished;
    const SteadyTime now = m_clock.steadyNow();
    std::erase_if(m_begun, [&](Begun &begun) {
        if (begun.due > now && !m_aborted)
            return false;
        begun.answer.aborted = begun.due > now;
        finished.push_back({begun.ticket, std::move(begun.answer)});
        return true;
    });
    return finished;
}

std::optional<SteadyTime> SimulatedTransport::nextAnswer() const
{
    if (m_begun.empty())
        return std::nullopt;
    return std::ranges::min_element(m_begun, {}, &Begun::due)->due;
}

} // namespace sluice
