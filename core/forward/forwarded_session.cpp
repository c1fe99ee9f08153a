// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/forward/forwarded_session.h"

#include "core/agentops/content_id.h"
#include "core/base/uuid.h"
#include "core/forward/forward_event.h"
#include "core/forward/session_facts.h"

#include <utility>

namespace sluice {

namespace {

std::string endText(const SessionSummary &session)
{
    if (!session.ended)
        return {};
    const std::string state
        = session.endState ? std::string(wireName(*session.endState)) : session.endStateText;
    return toIsoText(*session.ended) + ' ' + state + ' ' + session.endReason;
}

bool isTaken(RecordOutcome outcome)
{
    // Too large is decided too: the ledger has it as dropped, and no other day makes it smaller.
    return wasAccepted(outcome) || outcome == RecordOutcome::DroppedTooLarge;
}

} // namespace

ForwardedSession::ForwardedSession(ForwardMark mark, bool isInBook)
    : m_mark(std::move(mark))
    , m_markChanged(!isInBook)
    , m_openIsKnown(!isInBook)
{ }

void ForwardedSession::update(SessionSummary summary)
{
    m_summary = std::move(summary);
    m_markChanged = m_markChanged || !m_mark.isPending;
    m_mark.isPending = true;
}

void ForwardedSession::drop()
{
    park();
    m_markChanged = m_markChanged || m_mark.isPending;
    m_mark.isPending = false;
}

Result<ForwardedSession::Step> ForwardedSession::step(StoreReader &reader, Recorder &recorder, bool mayBegin)
{
    if (m_next && isSettled())
        advance(*std::exchange(m_next, std::nullopt));
    if (m_closing != Closing::No) {
        if (m_recording->snapshot().flusher != FlusherState::Ended)
            return Step::Nothing;
        finishClosing();
    }
    if (m_next || !m_mark.isPending)
        return Step::Nothing;
    if (!m_openIsKnown) {
        Result<std::set<std::int64_t>> open = openRowsOf(reader, m_mark);
        if (!open)
            return open.error();
        m_open = std::move(*open);
        m_openIsKnown = true;
    }
    return handOver(reader, recorder, mayBegin);
}

bool ForwardedSession::isSettled() const
{
    const Ledger ledger = m_recording->ledger();
    return ledger.undecided() == 0 && ledger.spooled == 0;
}

Result<ForwardedSession::Step> ForwardedSession::handOver(
    StoreReader &reader, Recorder &recorder, bool mayBegin)
{
    if (!m_recording && !mayBegin)
        return Step::NoPlace;
    Result<ForwardBatch> batch = readForwardBatch(reader, m_mark, m_open, m_summary.ended.has_value());
    if (!batch)
        return batch.error();
    if (batch->events.empty()) {
        const bool moved = batch->next.row != m_mark.row || batch->next.replaced.row != m_mark.replaced.row
            || batch->next.replaced.revision != m_mark.replaced.revision;
        m_open = std::move(batch->open);
        if (moved)
            advance(std::move(batch->next));
        return moved ? Result<Step>(Step::Again) : tell(reader, recorder);
    }
    if (!m_recording) {
        if (Result<Step> begun = begin(reader, recorder); !begun || !m_recording)
            return begun;
    }
    if (const Result<void> told = tellAgents(reader); !told)
        return told.error();
    bool areTaken = true;
    for (StoredEvent &stored : batch->events) {
        const auto agent = m_agentNames.find(stored.agent);
        RecordableEvent event
            = packed({std::move(stored), agent == m_agentNames.end() ? std::string() : agent->second});
        const RecordOutcome outcome
            = std::visit([this](auto &given) { return m_recording->record(std::move(given)); }, event);
        areTaken = areTaken && isTaken(outcome);
    }
    // One that was not taken is sent again with the others: better twice than never.
    m_next = areTaken ? std::move(batch->next) : m_mark;
    if (areTaken)
        m_open = std::move(batch->open);
    return Step::Nothing;
}

Result<ForwardedSession::Step> ForwardedSession::begin(StoreReader &reader, Recorder &recorder)
{
    SessionOptions options;
    options.inherited = forwardSessionId(m_mark.session);
    options.tags = m_summary.tags;
    options.hostEnv = sessionMark(m_mark.session);
    Result<std::shared_ptr<RecordingSession>> started = recorder.startSession(std::move(options));
    if (!started) {
        const bool isForLater
            = started.error().kind == ErrorKind::Held || started.error().kind == ErrorKind::Limit;
        return isForLater ? Result<Step>(Step::Later) : started.error();
    }
    m_recording = std::move(*started);
    m_agentsTold.clear();
    if (!m_summary.ended)
        m_mark.told = digest();
    const Result<void> told = tellAgents(reader);
    return told ? Result<Step>(Step::Again) : told.error();
}

Result<void> ForwardedSession::tellAgents(StoreReader &reader)
{
    const Result<std::vector<Agent>> agents = reader.agents(m_mark.session);
    if (!agents)
        return agents.error();
    for (const Agent &agent : *agents) {
        if (!m_agentsTold.insert(agent.id).second)
            continue;
        m_agentNames[agent.id] = agent.name;
        const std::string id = forwardUuid("agent", m_mark.session, agent.id.text());
        m_recording->createAgent(agent.name, Uuid::parse(id).value_or(Uuid()));
    }
    return {};
}

/// All events are decided.
Result<ForwardedSession::Step> ForwardedSession::tell(StoreReader &reader, Recorder &recorder)
{
    const std::string now = digest();
    if (now == m_mark.told) {
        m_mark.isPending = false;
        m_markChanged = true;
        return Step::Nothing;
    }
    if (!m_recording)
        return begin(reader, recorder);
    if (!m_summary.ended) {
        m_recording->setTags(m_summary.tags);
        m_mark.told = now;
        return Step::Again;
    }
    m_closing = Closing::ToEnd;
    m_closingDigest = now;
    m_recording->end(m_summary.endState.value_or(EndState::Indeterminate), m_summary.endReason, Millis(0));
    return Step::Nothing;
}

std::string ForwardedSession::digest() const
{
    std::string tags;
    for (const std::string &tag : m_summary.tags)
        tags += std::to_string(tag.size()) + ':' + tag;
    return contentId({tags, endText(m_summary)});
}

void ForwardedSession::park()
{
    if (!m_recording || m_next || m_closing != Closing::No)
        return;
    m_closing = Closing::ToPark;
    m_recording->end(EndState::Indeterminate, {}, Millis(0));
}

void ForwardedSession::finishClosing()
{
    const Ledger left = m_recording->ledger();
    if (m_closing == Closing::ToEnd && left.undecided() == 0 && left.spooled == 0) {
        m_mark.told = m_closingDigest;
        m_markChanged = true;
    }
    m_closing = Closing::No;
    m_recording.reset();
}

void ForwardedSession::settleForGood()
{
    if (!m_recording)
        return;
    if (m_next && m_recording->ledger().undecided() == 0)
        advance(*std::exchange(m_next, std::nullopt));
    if (m_closing == Closing::ToEnd && m_recording->end(EndState::Indeterminate, {}, Millis(0)).complete) {
        m_mark.told = m_closingDigest;
        m_markChanged = true;
    }
}

void ForwardedSession::advance(ForwardMark mark)
{
    mark.told = m_mark.told;
    mark.isPending = m_mark.isPending;
    m_mark = std::move(mark);
    m_markChanged = true;
}

std::uint64_t ForwardedSession::waiting() const
{
    const std::uint64_t passed = m_next ? m_next->passed : m_mark.passed;
    const std::uint64_t all = m_summary.counts.total();
    return all > passed ? all - passed : 0;
}

} // namespace sluice
