// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/forward/forward_dialect.h"

#include "core/agentops/encode.h"
#include "core/forward/otlp_bodies.h"
#include "core/forward/v2_bodies.h"
#include "core/transport/retry_policy.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace sluice {

namespace {

/// A store that cannot be read now can be later; a session that it does not have stays away.
HttpAnswer answerFor(const Error &error)
{
    const bool isForGood = error.kind == ErrorKind::NotFound || error.kind == ErrorKind::Invalid;
    return isForGood ? refusal(error.message) : notSent(error.message);
}

std::string wordsOf(const HttpAnswer &answer)
{
    if (answer.reach != HttpAnswer::Reach::Answered)
        return answer.error;
    const std::string words = serverWords(answer.body);
    return "HTTP " + std::to_string(answer.status) + (words.empty() ? "" : ": " + words);
}

/// The endpoint is not what it should be, or does not know us: a person can mend that, and the events are
/// none the worse for it. The server took nothing.
HttpAnswer waitForAPerson(HttpAnswer answer)
{
    HttpAnswer wait = notSent(wordsOf(answer));
    wait.retryAfter = answer.retryAfter;
    return wait;
}

/// Facts of the session that a request of the recorder names.
class NamedSession
{
public:
    explicit NamedSession(DataDir dir)
        : m_source(std::move(dir))
    { }

    Result<SessionFacts> read(std::string_view body, bool &ends)
    {
        const Result<MarkedSession> marked = markedSession(body);
        if (!marked)
            return marked.error();
        ends = marked->ends;
        return m_source.read(marked->id);
    }

private:
    SessionFactsSource m_source;
};

class AgentOpsDialect final : public ForwardDialect
{
public:
    AgentOpsDialect(DataDir dir, ForwardNotes &notes)
        : m_session(std::move(dir))
        , m_notes(notes)
    { }

    Plan plan(RecorderRequest kind, const HttpRequest &request) override
    {
        Plan plan{{}, request, {}};
        switch (kind) {
        case RecorderRequest::CreateSession:
        case RecorderRequest::UpdateSession:
            tellSession(plan, request.body);
            break;
        case RecorderRequest::CreateEvents:
            if (Result<std::string> body = v2EventsBody(request.body))
                plan.body = std::move(*body);
            else
                plan.answer = answerFor(body.error());
            break;
        case RecorderRequest::Reauthorise:
        case RecorderRequest::CreateAgent:
            plan.body = request.body;
            break;
        }
        return plan;
    }

    HttpAnswer answered(RecorderRequest kind, HttpAnswer answer) override
    {
        const Verdict verdict = verdictOf(answer);
        m_notes.tellTrouble(
            verdict == Verdict::Delivered || answer.aborted ? std::string() : wordsOf(answer));
        const bool asksForToken
            = kind == RecorderRequest::CreateSession || kind == RecorderRequest::Reauthorise;
        const bool isNo = verdict == Verdict::Refused || verdict == Verdict::Unauthorised;
        if (asksForToken && isNo && !saysDuplicateKey(answer.body))
            return waitForAPerson(std::move(answer));
        return answer;
    }

private:
    void tellSession(Plan &plan, std::string_view body)
    {
        bool ends = false;
        const Result<SessionFacts> facts = m_session.read(body, ends);
        if (facts)
            plan.body = v2SessionBody(*facts, ends ? TellEnd::Yes : TellEnd::No);
        else
            plan.answer = answerFor(facts.error());
    }

    NamedSession m_session;
    ForwardNotes &m_notes;
};

class OtlpDialect final : public ForwardDialect
{
public:
    OtlpDialect(const ForwardTarget &target, DataDir dir, ForwardNotes &notes)
        : m_url(tracesUrl(target.endpoint))
        , m_headers(target.key.headers())
        , m_session(std::move(dir))
        , m_notes(notes)
    { }

    Plan plan(RecorderRequest kind, const HttpRequest &request) override
    {
        Plan plan;
        plan.request.url = m_url;
        plan.request.timeout = request.timeout;
        plan.request.headers = m_headers;
        plan.request.headers.push_back({"Content-Type", "application/json"});
        switch (kind) {
        case RecorderRequest::CreateSession:
        case RecorderRequest::Reauthorise:
            plan.answer = goodAnswer(R"({"status":"Success","jwt":"otlp-has-none"})");
            break;
        case RecorderRequest::CreateAgent: // its name travels with the spans
            plan.answer = goodAnswer(R"("Success")");
            break;
        case RecorderRequest::UpdateSession:
            tellEnd(plan, request.body);
            break;
        case RecorderRequest::CreateEvents:
            if (Result<std::string> body = otlpEventsBody(request.body))
                plan.body = std::move(*body);
            else
                plan.answer = answerFor(body.error());
            break;
        }
        return plan;
    }

    // Retryable are 429, 502, 503 and 504 alone, and what was taken in part must not be sent again
    // (opentelemetry.io/docs/specs/otlp, "OTLP/HTTP Response"). A span id that is sent again is the same
    // span.
    HttpAnswer answered(RecorderRequest, HttpAnswer answer) override
    {
        const Verdict verdict = verdictOf(answer);
        m_notes.tellTrouble(
            verdict == Verdict::Delivered || answer.aborted ? std::string() : wordsOf(answer));
        answer.idempotentEvents = true;
        if (verdict == Verdict::Delivered) {
            if (const std::optional<OtlpRejection> rejection = otlpRejection(answer.body))
                m_notes.tellRejected(rejection->spans, rejection->words);
            answer.body = R"("Success")";
            return answer;
        }
        if (answer.reach != HttpAnswer::Reach::Answered)
            return answer;
        switch (answer.status) {
        case 401:
        case 403:
        case 404:
        case 405:
            return waitForAPerson(std::move(answer));
        default:
            break;
        }
        const bool isRetryable = answer.status == 502 || answer.status == 503 || answer.status == 504;
        return answer.status >= 500 && !isRetryable ? refusal(wordsOf(answer)) : answer;
    }

private:
    void tellEnd(Plan &plan, std::string_view body)
    {
        bool ends = false;
        const Result<SessionFacts> facts = m_session.read(body, ends);
        if (!facts)
            plan.answer = answerFor(facts.error());
        else if (ends && facts->session.ended)
            plan.body = otlpSessionBody(*facts);
        else
            plan.answer = goodAnswer(R"("Success")"); // a span is told when it is over
    }

    const std::string m_url;
    const ForwardKey::Headers m_headers;
    NamedSession m_session;
    ForwardNotes &m_notes;
};

} // namespace

RecorderRequest recorderRequestOf(std::string_view url)
{
    const std::string_view path = url.substr(url.rfind('/') + 1);
    if (path == "create_session")
        return RecorderRequest::CreateSession;
    if (path == "reauthorize_jwt")
        return RecorderRequest::Reauthorise;
    if (path == "create_agent")
        return RecorderRequest::CreateAgent;
    if (path == "update_session")
        return RecorderRequest::UpdateSession;
    return RecorderRequest::CreateEvents;
}

std::unique_ptr<ForwardDialect> ForwardDialect::make(
    const ForwardTarget &target, const DataDir &store, ForwardNotes &notes)
{
    if (target.wire == ForwardWire::Otlp)
        return std::make_unique<OtlpDialect>(target, store, notes);
    return std::make_unique<AgentOpsDialect>(store, notes);
}

HttpAnswer goodAnswer(std::string body)
{
    HttpAnswer answer;
    answer.reach = HttpAnswer::Reach::Answered;
    answer.status = 200;
    answer.body = std::move(body);
    answer.idempotentEvents = true;
    return answer;
}

HttpAnswer refusal(const std::string &words)
{
    HttpAnswer answer = goodAnswer(
        nlohmann::json{{"message", words}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    answer.status = 400;
    return answer;
}

HttpAnswer notSent(const std::string &words)
{
    HttpAnswer answer;
    answer.reach = HttpAnswer::Reach::NotSent;
    answer.error = words;
    return answer;
}

} // namespace sluice
