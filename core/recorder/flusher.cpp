// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/flusher.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

/// How often the sink hears of a session's ledger while it runs.
constexpr Millis tellEvery{200};

/// After so many failures in a row that leave it in doubt, an agent no longer holds up the events.
constexpr std::uint32_t mostAgentFailures = 3;

thread_local bool insideFlusher = false;

class InsideFlusher
{
public:
    InsideFlusher()
        : m_before(std::exchange(insideFlusher, true))
    { }
    ~InsideFlusher() { insideFlusher = m_before; }
    InsideFlusher(const InsideFlusher &) = delete;
    InsideFlusher &operator=(const InsideFlusher &) = delete;

private:
    bool m_before;
};

} // namespace

bool isInsideFlusher()
{
    return insideFlusher;
}

Flusher::Flusher(
    Parts parts, RecordedSession session, std::string hostEnv, bool tapEvents, std::uint64_t seed)
    : m_parts(parts)
    , m_hostEnv(std::move(hostEnv))
    , m_tapEvents(tapEvents)
    , m_random(seed)
    , m_session(std::move(session))
    , m_ring(parts.queue.makeRing())
{ }

Flusher::Next Flusher::step()
{
    const InsideFlusher mark;
    if (m_finished)
        return {Next::Kind::Finished, {}, {}};
    if (!m_introduced) {
        m_introduced = true;
        tellSession();
    }
    collect();
    tellQueueNews(DropRuns::Take::Finished, DepthTrack::Take::Finished);
    if (m_aborted)
        return abandon();
    if (m_refused && m_endTaken && m_outbox.empty())
        return finish(false);
    if (m_parts.clock.steadyNow() < m_notBefore) {
        // One take may wait here: it reaches the tap, and the queue has room again.
        const bool mayTake = m_outbox.empty();
        return {Next::Kind::Wait, mayTake ? BoundedQueue::Watch::Arrivals : BoundedQueue::Watch::Nothing,
            std::min(m_notBefore, nextTelling().value_or(m_notBefore))};
    }
    if (act())
        return {m_finished ? Next::Kind::Finished : Next::Kind::Again, {}, {}};
    // The wake-up that came with an ask or the end is used up: what was read after collecting is for now.
    const bool endPending = m_session.endState && !m_endTaken;
    if (m_askSeen > m_askTaken || endPending)
        return {};
    setStatus(FlusherState::Idle);
    return {Next::Kind::Wait, BoundedQueue::Watch::Arrivals, nextTelling()};
}

FlusherStatus Flusher::status() const
{
    MutexLock lock(m_statusMutex);
    return m_status;
}

// Events leave the queue before the desk is read, so that an agent made before an event is told before it.
void Flusher::collect()
{
    if (m_outbox.empty()) {
        // Told here and not when there is nothing to do: under load there is always something to do.
        m_parts.desk.tellServed(m_askTaken);
        const bool endSeen = m_session.endState.has_value();
        std::optional<FlushCause> cause = m_parts.queue.due();
        if (!cause && endSeen && !m_endTaken)
            cause = FlushCause::End;
        if (!cause && m_askSeen > m_askTaken)
            cause = FlushCause::Asked;
        if (cause)
            takeEvents(*cause);
        m_endTaken = endSeen;
        m_askTaken = m_askSeen;
    }
    readDesk();
}

void Flusher::takeEvents(FlushCause cause)
{
    m_parts.queue.takeAll(m_ring);
    if (m_ring.isEmpty())
        return;
    setStatus(FlusherState::Encoding);
    BodyBuilder bodies;
    for (std::size_t i = 0; i < m_ring.size(); ++i) {
        bodies.begin();
        const Result<void> encoded = appendEvent(bodies.text(), m_ring[i].event);
        const bool tooLarge = encoded.ok() && bodies.pendingBytes() > mostEventBytes;
        if (encoded.ok() && !tooLarge) {
            putOut(bodies.commit(), cause);
            continue;
        }
        bodies.rollback();
        m_parts.queue.settleAsDropped(1, &Ledger::inFlight,
            tooLarge ? DropReason::TooLarge : DropReason::EncodeError, m_parts.clock.wallNow());
        m_parts.desk.tellTrouble(tooLarge ? "an event over 16 MiB was dropped" : encoded.error().message);
    }
    putOut(bodies.finish(), cause);
    m_ring.clear();
}

void Flusher::putOut(std::optional<OutgoingBody> body, FlushCause cause)
{
    if (!body)
        return;
    body->record.session = m_session.id;
    body->record.cause = cause;
    if (m_parts.sink && m_tapEvents)
        m_parts.sink->eventsTaken(m_session.id, body->text);
    m_outbox.push_back(std::move(*body));
}

void Flusher::readDesk()
{
    SessionDesk::News news = m_parts.desk.take();
    const bool urgent = news.asked > m_askSeen || news.end;
    m_askSeen = news.asked;
    m_aborted = m_aborted || news.aborted;
    for (Agent &agent : news.agents) {
        m_session.agents.push_back(agent);
        m_agents.push_back(std::move(agent));
    }
    if (news.tags) {
        m_session.tags = std::move(*news.tags);
        m_tagsUnsent = m_parts.wire.isOpen();
    }
    if (news.end) {
        m_session.endState = news.end->state;
        m_session.endReason = std::move(news.end->reason);
        m_session.ended = news.end->time;
    }
    if (news.tags || news.end || !news.agents.empty())
        tellSession();
    // Somebody waits with a deadline: try now, unless the server itself said when.
    if (urgent && !m_heldByServer)
        m_notBefore = {};
}

bool Flusher::act()
{
    if (!m_parts.wire.isOpen()) {
        openSession();
        return true;
    }
    if (!m_agents.empty()) {
        sendAgent();
        return true;
    }
    if (!m_outbox.empty()) {
        sendBody();
        return true;
    }
    if (m_tagsUnsent && !m_session.ended) {
        sendTags();
        return true;
    }
    if (m_endTaken && m_askSeen == m_askTaken) {
        sendEnd();
        return true;
    }
    return false;
}

void Flusher::openSession()
{
    setStatus(FlusherState::Sending, m_failures + 1);
    const WireReply reply = m_parts.wire.createSession(sessionBody());
    if (reply.verdict == Verdict::Delivered || adoptSession(reply)) {
        m_session.url = m_parts.wire.sessionUrl();
        m_refused = false;
        succeeded();
        return;
    }
    m_createdPerhaps = m_createdPerhaps || reply.verdict == Verdict::InDoubt;
    m_refused = reply.verdict == Verdict::Refused;
    if (m_refused)
        refuseAll(reply.words);
    backOff(reply);
}

// The hosted server refuses a session id that it has with a 500 (reliability.md 2.4): when an answer was
// lost, the session may be there, and a token is to be had for it.
bool Flusher::adoptSession(const WireReply &reply)
{
    const bool perhapsThere = reply.verdict == Verdict::InDoubt || saysDuplicateKey(reply.answer.body);
    return m_createdPerhaps && perhapsThere && !reply.answer.aborted
        && m_parts.wire.reauthorise().verdict == Verdict::Delivered;
}

void Flusher::sendAgent()
{
    setStatus(FlusherState::Sending, m_failures + 1);
    const WireReply reply = m_parts.wire.createAgent(m_agents.front());
    const bool stuck = reply.verdict == Verdict::InDoubt && m_failures >= mostAgentFailures;
    const bool given = reply.verdict == Verdict::Delivered;
    if (given || stuck || reply.verdict == Verdict::Refused || reply.verdict == Verdict::TooLarge) {
        // An agent that is not taken costs a name, not an event: its id still travels with them.
        m_agents.pop_front();
        succeeded();
        if (!given)
            m_parts.desk.tellTrouble("agent: " + reply.words);
        return;
    }
    tryAgain(reply);
}

void Flusher::sendTags()
{
    const WireReply reply = m_parts.wire.updateSession(sessionBody());
    if (reply.verdict == Verdict::Delivered || reply.verdict == Verdict::Refused) {
        m_tagsUnsent = false;
        succeeded();
        return;
    }
    tryAgain(reply);
}

void Flusher::sendEnd()
{
    setStatus(FlusherState::Sending, m_failures + 1);
    const WireReply reply = m_parts.wire.updateSession(sessionBody());
    if (reply.verdict == Verdict::Delivered) {
        succeeded();
        finish(true);
    } else if (reply.verdict == Verdict::Refused) {
        m_parts.desk.tellTrouble("the end of the session was refused: " + reply.words);
        finish(false);
    } else {
        tryAgain(reply);
    }
}

void Flusher::sendBody()
{
    OutgoingBody &body = m_outbox.front();
    FlushRecord &record = body.record;
    const Timestamp started = m_parts.clock.wallNow();
    if (record.attempts == 0) {
        record.sequence = ++m_flushes;
        record.started = started;
        record.ended = started;
        record.events = body.events();
        record.bytes = body.text.size();
        if (m_parts.sink)
            m_parts.sink->flushStarted(record);
    }
    ++record.attempts;
    setStatus(FlusherState::Sending, record.attempts);
    const WireReply reply = m_parts.wire.createEvents(body.text);
    record.ended = std::max(record.started, m_parts.clock.wallNow());
    record.httpStatus = reply.answer.status;
    record.message = reply.words;

    switch (reply.verdict) {
    case Verdict::Delivered:
        finishBody(FlushOutcome::Delivered, &Ledger::delivered);
        succeeded();
        break;
    case Verdict::TooLarge:
        if (body.events() > 1)
            splitBody(FlushOutcome::Split, body.term);
        else
            finishBody(FlushOutcome::Refused, &Ledger::refused);
        break;
    case Verdict::Refused:
        answerRefused(body, reply);
        break;
    case Verdict::InDoubt:
        keepInDoubt(body, reply);
        break;
    case Verdict::Unauthorised:
    case Verdict::NotDelivered:
    case Verdict::Redirected:
        record.outcome = body.term == &Ledger::inDoubt ? FlushOutcome::InDoubt : FlushOutcome::Retrying;
        if (m_parts.sink)
            m_parts.sink->flushDelayed(record);
        tryAgain(reply);
        break;
    }
}

// A token is asked for once, then the request goes again; only if that is refused too does it wait.
void Flusher::tryAgain(const WireReply &reply)
{
    if (reply.verdict != Verdict::Unauthorised || std::exchange(m_reauthorised, true)) {
        m_reauthorised = false;
        backOff(reply);
        return;
    }
    const WireReply fresh = m_parts.wire.reauthorise();
    if (fresh.verdict != Verdict::Delivered)
        backOff(fresh);
}

void Flusher::answerRefused(OutgoingBody &body, const WireReply &reply)
{
    // A server that keeps an id once answers a second sending so (reliability.md 2.4): for one event it means
    // that it is there; of several, some are.
    if (saysDuplicateKey(reply.answer.body) && (body.events() > 1 || body.term == &Ledger::inDoubt)) {
        if (body.events() > 1)
            splitBody(FlushOutcome::Split, &Ledger::inDoubt);
        else
            finishBody(FlushOutcome::Delivered, &Ledger::delivered);
        succeeded();
        return;
    }
    finishBody(FlushOutcome::Refused, &Ledger::refused);
    succeeded(); // it answers: no reason to wait with the next body
    m_parts.desk.tellTrouble("refused: " + reply.words);
}

void Flusher::keepInDoubt(OutgoingBody &body, const WireReply &reply)
{
    if (!m_parts.wire.isIdempotent() && body.events() > 1 && !reply.answer.aborted) {
        splitBody(FlushOutcome::Split, &Ledger::inDoubt);
        backOff(reply);
        return;
    }
    if (body.term != &Ledger::inDoubt)
        m_parts.queue.settle(body.events(), body.term, &Ledger::inDoubt);
    body.term = &Ledger::inDoubt;
    body.record.outcome = FlushOutcome::InDoubt;
    if (m_parts.sink)
        m_parts.sink->flushDelayed(body.record);
    backOff(reply);
}

void Flusher::splitBody(FlushOutcome outcome, std::uint64_t Ledger::*term)
{
    OutgoingBody whole = std::move(m_outbox.front());
    m_outbox.pop_front();
    if (whole.term != term)
        m_parts.queue.settle(whole.events(), whole.term, term);
    whole.term = term;
    auto [first, second] = halves(whole);
    for (OutgoingBody *half : {&first, &second}) {
        half->record.session = whole.record.session;
        half->record.cause = whole.record.cause;
    }
    m_outbox.push_front(std::move(second));
    m_outbox.push_front(std::move(first));
    whole.record.outcome = outcome;
    if (m_parts.sink)
        m_parts.sink->flushFinished(whole.record);
}

void Flusher::finishBody(FlushOutcome outcome, std::uint64_t Ledger::*term)
{
    OutgoingBody body = std::move(m_outbox.front());
    m_outbox.pop_front();
    m_parts.queue.settle(body.events(), body.term, term);
    body.record.outcome = outcome;
    if (m_parts.sink)
        m_parts.sink->flushFinished(body.record);
    tellSessionSometimes();
}

// The server will have no session: what waits for it can never be delivered.
void Flusher::refuseAll(const std::string &words)
{
    while (!m_outbox.empty()) {
        FlushRecord &record = m_outbox.front().record;
        record.sequence = ++m_flushes;
        record.started = m_parts.clock.wallNow();
        record.ended = record.started;
        record.events = m_outbox.front().events();
        record.bytes = m_outbox.front().text.size();
        record.message = "create_session: " + words;
        finishBody(FlushOutcome::Refused, &Ledger::refused);
    }
}

void Flusher::backOff(const WireReply &reply)
{
    if (reply.answer.aborted)
        return; // the next step() finds it on the desk
    ++m_failures;
    const Millis delay = m_retry.delayAfter(m_failures, reply.answer, m_random);
    m_heldByServer = reply.answer.retryAfter.has_value();
    m_notBefore = m_parts.clock.steadyNow() + delay;
    setStatus(FlusherState::BackingOff, m_failures, m_parts.clock.wallNow() + delay);
    m_parts.desk.tellTrouble(reply.words);
    tellSessionSometimes();
}

void Flusher::succeeded()
{
    m_failures = 0;
    m_reauthorised = false;
    m_notBefore = {};
    m_heldByServer = false;
    m_parts.desk.tellTrouble({});
}

Flusher::Next Flusher::abandon()
{
    // What nobody will send is still for the tap: a recorded session reaches the store whatever the endpoint
    // is.
    m_parts.queue.close();
    if (m_parts.sink && m_tapEvents)
        takeEvents(FlushCause::End);
    for (OutgoingBody &body : m_outbox) {
        if (body.record.attempts == 0)
            continue;
        body.record.outcome = FlushOutcome::Abandoned;
        if (m_parts.sink)
            m_parts.sink->flushFinished(body.record);
    }
    return finish(false);
}

Flusher::Next Flusher::finish(bool complete)
{
    m_finished = true;
    setStatus(FlusherState::Ended);
    m_parts.queue.close();
    m_parts.queue.releaseRoom(); // an ended session may be kept for its numbers
    m_ring = EventRing(0);
    tellQueueNews(DropRuns::Take::All, DepthTrack::Take::All);
    tellSession();
    m_parts.desk.tellFinished(complete);
    return {Next::Kind::Finished, {}, {}};
}

std::optional<SteadyTime> Flusher::nextTelling()
{
    std::optional<SteadyTime> next;
    if (m_parts.queue.hasUntoldNews())
        next = m_parts.clock.steadyNow() + DepthTrack::stretch;
    if (m_untold) {
        tellSessionSometimes();
        if (m_untold)
            next = std::min(next.value_or(m_lastTold + tellEvery), m_lastTold + tellEvery);
    }
    return next;
}

SessionBody Flusher::sessionBody() const
{
    SessionBody body;
    body.id = m_session.id;
    body.started = m_session.started;
    // create_session of a session that is over already must not end it before its events are there.
    if (m_parts.wire.isOpen() && m_endTaken && m_outbox.empty()) {
        body.ended = m_session.ended;
        body.endState = m_session.endState;
        body.endReason = m_session.endReason;
    }
    body.tags = m_session.tags;
    body.hostEnv = m_hostEnv;
    body.eventCounts = m_parts.tally.read();
    return body;
}

void Flusher::tellSession()
{
    m_lastTold = m_parts.clock.steadyNow();
    m_untold = false;
    if (!m_parts.sink)
        return;
    m_session.ledger = m_parts.queue.ledger();
    m_parts.sink->sessionChanged(m_session);
}

void Flusher::tellSessionSometimes()
{
    m_untold = true;
    if (m_parts.clock.steadyNow() - m_lastTold >= tellEvery)
        tellSession();
}

void Flusher::tellQueueNews(DropRuns::Take drops, DepthTrack::Take depths)
{
    const Timestamp now = m_parts.clock.wallNow();
    std::vector<DropRun> runs = m_parts.queue.takeDrops(drops, now);
    std::vector<DepthSample> samples = m_parts.queue.takeDepths(depths, now);
    if (!m_parts.sink)
        return;
    for (DropRun &run : runs)
        run.session = m_session.id;
    for (DepthSample &sample : samples)
        sample.session = m_session.id;
    if (!runs.empty())
        m_parts.sink->eventsDropped(runs);
    if (!samples.empty())
        m_parts.sink->depthSampled(samples);
}

void Flusher::setStatus(FlusherState state, std::uint32_t attempt, std::optional<Timestamp> until)
{
    MutexLock lock(m_statusMutex);
    m_status = {state, attempt, until, m_flushes};
}

} // namespace sluice
