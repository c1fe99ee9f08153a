// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/deadlock_lab_original.h"

#include "core/agentops/encode.h"
#include "core/transport/curl_transport.h"

#include <cassert>
#include <utility>

namespace sluice {

namespace {

/// How long a thread waits before it asks whether its wait can ever end.
constexpr Millis lookAgain{100};

std::string number(std::size_t value)
{
    return std::to_string(value);
}

std::string millisText(Micros time)
{
    return std::to_string(std::chrono::round<Millis>(time).count()) + " ms";
}

std::string upperFirst(std::string sentence)
{
    if (sentence.front() >= 'a' && sentence.front() <= 'z')
        sentence.front() = static_cast<char>(sentence.front() - 'a' + 'A');
    return sentence;
}

std::string eventsText(std::size_t count)
{
    return number(count) + (count == 1 ? " event" : " events");
}

std::string bodyOf(const std::vector<Event> &events)
{
    std::string body = "{\"events\":[";
    for (const Event &event : events) {
        if (body.back() == '}')
            body += ',';
        [[maybe_unused]] const Result<void> fits = appendEvent(body, event);
        assert(fits && "made here");
    }
    return body + "]}";
}

} // namespace

OriginalSession::OriginalSession(Rules rules, DeadlockStage stage)
    : m_rules(rules)
    , m_stage(std::move(stage))
    , m_lock(rules.lock)
{ }

void OriginalSession::open()
{
    const std::string outcome = post("/v2/create_session", R"({"session":{"session_id":"lab"}})");
    tell(Kind::Answered, programThread, 0, "create_session: " + outcome);
}

bool OriginalSession::record(const char *thread, std::uint64_t event)
{
    if (!takeLock(thread, event))
        return false;
    append(thread, event);
    const bool full = m_queue.size() >= m_rules.maxQueueSize;
    bool cameBack = true;
    if (full && !m_rules.flushAfterLock)
        cameBack = flush(thread, event);
    if (full)
        letGo(thread, event);
    else
        m_lock.letGo();
    if (full && m_rules.flushAfterLock)
        cameBack = flush(thread, event);
    return cameBack;
}

void OriginalSession::append(const char *thread, std::uint64_t event)
{
    ActionEvent action;
    action.actionType = "lab";
    action.params = JsonText{"{\"n\":" + std::to_string(event) + "}"};
    action.id = Uuid::random(m_ids);
    m_queue.emplace_back(std::move(action));
    m_queued = m_queue.size();
    if (m_queue.size() < m_rules.maxQueueSize) {
        m_stage.tale.appended(thread, event);
        return;
    }
    const std::string name = "Event " + std::to_string(event);
    tell(Kind::LockTaken, thread, event, "record() of event " + std::to_string(event) + " takes the lock.");
    tell(Kind::Append, thread, event,
        name + " goes into the queue, which now holds " + number(m_queue.size()) + " of "
            + number(m_rules.maxQueueSize) + ".");
}

bool OriginalSession::takeLock(const char *thread, std::uint64_t event)
{
    switch (m_lock.ask(thread, Millis(0))) {
    case CheckedLock::Asked::Taken:
        return true;
    case CheckedLock::Asked::SelfDeadlock:
        sayStuck(thread, event);
        return false;
    case CheckedLock::Asked::NotInTime:
        break;
    }
    return waitForLock(thread, event);
}

bool OriginalSession::waitForLock(const char *thread, std::uint64_t event)
{
    const std::string name = upperFirst(nameInSentence(thread));
    const char *holder = m_lock.holder();
    const std::string holderName = holder ? nameInSentence(holder) : "another thread";
    tell(Kind::LockAsked, thread, event,
        name + " asks for the lock, which " + holderName + " holds, and waits.");
    while (m_lock.ask(thread, lookAgain) != CheckedLock::Asked::Taken) {
        holder = m_lock.holder();
        if (!m_stage.scene.stuck() || !holder)
            continue;
        tell(Kind::GaveUp, thread, event,
            name + " would wait for ever: " + nameInSentence(holder)
                + " never lets go. (The lab ends its wait.)");
        return false;
    }
    return true;
}

void OriginalSession::sayStuck(const char *thread, std::uint64_t event)
{
    tell(Kind::SelfDeadlock, thread, event,
        upperFirst(nameInSentence(thread))
            + " waits for itself: it holds the lock and wants it, and record() of event "
            + std::to_string(event)
            + " never comes back. (An ordinary lock says nothing here; this one answered EDEADLK.)");
    m_stage.scene.isStuck();
    m_stage.scene.awaitOver();
}

bool OriginalSession::flush(const char *thread, std::uint64_t event)
{
    const bool holds = m_lock.holder() == thread;
    tell(Kind::FlushBegun, thread, event,
        "_flush_queue() begins on the thread of " + nameInSentence(thread)
            + (holds ? ", which still holds the lock." : ", which does not hold the lock."));
    if (holds)
        tell(Kind::LockAsked, thread, event,
            "_flush_queue() asks for the lock. It is its own thread that holds it.");
    if (!takeLock(thread, event))
        return false;
    tell(Kind::LockTaken, thread, event,
        holds ? "_flush_queue() is let in a second time: the lock is re-entrant."
              : "_flush_queue() has the lock.");
    postQueue(thread, event);
    letGo(thread, event);
    return true;
}

void OriginalSession::letGo(const char *thread, std::uint64_t event)
{
    // Told before it happens: whoever waits goes on at once. Who was stuck lets go for the lab's sake.
    const bool stillHolds = m_lock.depth() > 1;
    if (!m_stage.scene.stuck())
        tell(Kind::LockLetGo, thread, event,
            upperFirst(nameInSentence(thread))
                + (stillHolds ? " leaves _flush_queue() and still holds the lock." : " lets the lock go."));
    m_lock.letGo();
}

void OriginalSession::postQueue(const char *thread, std::uint64_t event)
{
    const std::vector<Event> events = std::exchange(m_queue, {});
    m_queued = 0;
    if (events.empty())
        return;
    tell(Kind::Posted, thread, event,
        upperFirst(nameInSentence(thread)) + " sends " + eventsText(events.size())
            + " and holds the lock until the server has answered: every other record() waits.");
    if (event > 0)
        m_stage.scene.flushes();
    const std::string outcome = post("/v2/create_events", bodyOf(events));
    tell(Kind::Answered, thread, event, "create_events: " + outcome);
}

std::string OriginalSession::post(std::string_view path, std::string_view body) const
{
    HttpRequest request;
    request.url = m_stage.server + std::string(path);
    request.headers = {{"Content-Type", "application/json; charset=UTF-8"}, {"Authorization", "Bearer lab"}};
    request.body = body;
    request.timeout = m_stage.serverDelay + std::chrono::seconds(20); // the original's, and the delay
    const Micros began = m_stage.tale.sinceStart();
    CurlTransport transport; // a new connection each time, as the original
    const HttpAnswer answer = transport.post(request);
    const std::string took = millisText(m_stage.tale.sinceStart() - began);
    if (answer.reach == HttpAnswer::Reach::Answered)
        return "the server answered " + std::to_string(answer.status) + " after " + took + ".";
    return "no answer after " + took + " (" + answer.error + "); the original forgets what it sent.";
}

void OriginalSession::runFlusher()
{
    while (!m_stopFlag) {
        const bool timeCame
            = m_stage.scene.awaitTimer(std::chrono::steady_clock::now() + Millis(maxWaitTime));
        if (m_stage.scene.over())
            return;
        if (!timeCame)
            tell(Kind::FlushBegun, flusherThread, 0,
                "The flusher wakes after 5 s, finds events in the queue and wants to send them. (The lab "
                "does not wait so long: nothing else can happen.)");
        if (m_queued > 0 && !flush(flusherThread, 0))
            return;
    }
}

void OriginalSession::end()
{
    m_stopFlag = true;
    const auto began = std::chrono::steady_clock::now();
    const bool left = m_stage.scene.awaitFlusher(began + Millis(joinTimeout));
    if (!left)
        tell(Kind::FlushBegun, programThread, 0,
            "end_session() has waited 1 s for the flusher, which sleeps on, and sends the rest itself.");
    flush(programThread, 0);
    const std::string outcome = post("/v2/update_session", R"({"session":{"session_id":"lab"}})");
    tell(Kind::Answered, programThread, 0, "update_session: " + outcome);
}

void OriginalSession::tell(Kind kind, const char *thread, std::uint64_t event, std::string text)
{
    m_stage.tale.tell(kind, thread, event, std::move(text));
}

} // namespace sluice
