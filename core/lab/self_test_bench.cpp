// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/self_test_bench.h"

namespace sluice {

namespace {

HttpAnswer goodAnswer(std::string_view url)
{
    HttpAnswer answer;
    answer.reach = HttpAnswer::Reach::Answered;
    answer.status = 200;
    if (url.ends_with("create_session") || url.ends_with("reauthorize_jwt"))
        answer.body = R"({"status":"Success","jwt":"self-test","session_url":"sluice://session/self-test"})";
    else if (url.ends_with("update_session"))
        answer.body = R"({"status":"success","token_cost":"0.00"})";
    else
        answer.body = R"("Success")";
    return answer;
}

HttpAnswer abortedAnswer()
{
    HttpAnswer answer;
    answer.reach = HttpAnswer::Reach::Unknown;
    answer.aborted = true;
    answer.error = "given up";
    return answer;
}

} // namespace

/// Waits for the door in exchange(), as for a server that takes its time.
class SelfTestServer::Link final : public BlockingTransport
{
public:
    explicit Link(SelfTestServer &server)
        : m_server(server)
    { }

    void abort() noexcept override
    {
        MutexLock lock(m_server.m_mutex);
        m_aborted = true;
        lock.unlock();
        m_server.m_changed.notifyAll();
    }

private:
    HttpAnswer exchange(const HttpRequest &request) override
    {
        const bool events = std::string_view(request.url).ends_with("create_events");
        MutexLock lock(m_server.m_mutex);
        while (events && !m_server.m_open && !m_aborted)
            m_server.m_changed.wait(m_server.m_mutex);
        return m_aborted ? abortedAnswer() : goodAnswer(request.url);
    }

    SelfTestServer &m_server;
    bool m_aborted GUARDED_BY(m_server.m_mutex) = false;
};

std::unique_ptr<Transport> SelfTestServer::transport()
{
    return std::make_unique<Link>(*this);
}

void SelfTestServer::setOpen(bool open)
{
    MutexLock lock(m_mutex);
    m_open = open;
    lock.unlock();
    m_changed.notifyAll();
}

SelfTestBench::SelfTestBench(CallbackSink::Callback callback)
{
    m_sink.setCallback(std::move(callback));
    RecorderConfig config;
    config.endpoint = "http://127.0.0.1:1"; // never reached: the transport stays in this process
    config.queue.maxQueueSize = capacity;
    config.queue.maxWaitTime = Millis(20);
    config.queue.blockDeadline = patience;
    config.endDeadline = patience;
    m_recorder = Recorder::create(
        config, [this] { return server.transport(); }, m_clock, &m_sink, 439)
                     .value();
}

std::shared_ptr<RecordingSession> SelfTestBench::start()
{
    return m_recorder->startSession({.tags = {"self-test"}}).value();
}

std::size_t SelfTestBench::record(RecordingSession &session, std::size_t events)
{
    std::size_t accepted = 0;
    for (std::size_t i = 0; i < events; ++i)
        accepted += wasAccepted(session.record(ActionEvent{.actionType = "self-test"})) ? 1U : 0U;
    return accepted;
}

std::string ledgerSentence(const Ledger &ledger)
{
    std::string terms;
    const auto add = [&terms](std::uint64_t count, const std::string &name) {
        if (count > 0)
            terms += (terms.empty() ? "" : " + ") + std::to_string(count) + ' ' + name;
    };
    add(ledger.delivered, "delivered");
    add(ledger.queued, "queued");
    add(ledger.inFlight, "in flight");
    add(ledger.inDoubt, "in doubt");
    add(ledger.spooled, "spooled");
    add(ledger.refused, "refused");
    for (const DropReason reason : allDropReasons)
        add(ledger.dropsFor(reason), "dropped (" + std::string(wireName(reason)) + ')');
    add(ledger.rejected, "rejected");
    return std::to_string(ledger.recorded) + " recorded = " + (terms.empty() ? "0" : terms)
        + (ledger.balances() ? "" : ", which does not balance");
}

} // namespace sluice
