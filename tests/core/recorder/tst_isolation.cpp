// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/clock.h"
#include "core/recorder/curl_transports.h"
#include "core/transport/transport.h"
#include "tests/support/agentops_server.h"
#include "tests/support/scripted_transport.h"

#include <QtTest>

#include <map>
#include <set>

using namespace sluice;

namespace {

constexpr int eventsOfEach = 120; // more than one body

std::unique_ptr<Recorder> recorderFor(const AgentOpsServer &server, const Clock &clock)
{
    RecorderConfig config;
    config.endpoint = server.url();
    config.apiKey = ApiKey::parse("11111111-2222-4333-8444-555555555555", "key").value();
    config.parentKey = ApiKey::parse("99999999-2222-4333-8444-555555555555", "key").value();
    config.queue.blockDeadline.reset();
    config.endDeadline = Millis(100);
    return Recorder::create(config, curlTransports(config), clock, nullptr, 7).value();
}

} // namespace

class TestIsolation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHungServerOfOneSessionDelaysNoOther()
    {
        AgentOpsServer server;
        auto recorder = recorderFor(server, m_clock);
        std::vector<std::shared_ptr<RecordingSession>> sessions;
        for (std::size_t i = 0; i < mostSessions; ++i)
            sessions.push_back(start(*recorder, i == 0));
        const auto refused = recorder->startSession({});
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().kind, ErrorKind::Limit);

        for (int i = 0; i < eventsOfEach; ++i) {
            for (std::size_t s = 1; s < sessions.size(); ++s)
                QCOMPARE(sessions[s]->record(ActionEvent{}), RecordOutcome::Accepted);
        }
        sessions[0]->record(ActionEvent{});
        for (std::size_t s = 1; s < sessions.size(); ++s) {
            const DrainReport report = sessions[s]->end(EndState::Success, {}, Millis(60'000));
            QVERIFY2(report.complete, report.message.c_str());
            QCOMPARE(report.ledger.delivered, static_cast<std::uint64_t>(eventsOfEach));
        }
        QCOMPARE(sessions[0]->ledger().undecided(), 1U);
        QCOMPARE(server.eventCount(), (mostSessions - 1) * eventsOfEach);
        QCOMPARE(server.sessionsEnded().size(), mostSessions - 1);
    }

    void noCredentialOfOneSessionIsInARequestOfAnother()
    {
        AgentOpsServer server;
        server.setTroubles({.tokenUses = 5}); // so that there are many tokens
        auto recorder = recorderFor(server, m_clock);
        std::vector<std::shared_ptr<RecordingSession>> sessions;
        for (int i = 0; i < 8; ++i)
            sessions.push_back(start(*recorder, false));
        std::map<std::string, std::set<std::string>> recorded;
        for (int i = 0; i < eventsOfEach; ++i) {
            for (const auto &session : sessions) {
                ActionEvent event;
                event.id = Uuid::random(m_random);
                recorded[session->id().text()].insert(event.id.toText());
                session->record(std::move(event));
            }
        }
        for (const auto &session : sessions)
            QVERIFY(session->end(EndState::Success, {}, Millis(60'000)).complete);

        std::map<std::string, std::string> ownerOf;
        for (const ReceivedCredentials &seen : server.credentials()) {
            QCOMPARE(seen.apiKey, std::string("11111111-2222-4333-8444-555555555555"));
            const bool forGrant
                = seen.path.ends_with("create_session") || seen.path.ends_with("reauthorize_jwt");
            QCOMPARE(seen.token.empty(), forGrant);
            QCOMPARE(seen.parentKey.empty(), !forGrant);
            QVERIFY2(seen.named.empty() || seen.named == seen.session, "a body says whose the token is");
            if (!seen.token.empty())
                QCOMPARE(ownerOf.emplace(seen.token, seen.session).first->second, seen.session);
        }
        QVERIFY(ownerOf.size() >= sessions.size());
        for (const auto &[session, ids] : recorded) {
            const std::vector<std::string> stored = server.eventIdsOf(session);
            QCOMPARE(std::set<std::string>(stored.begin(), stored.end()), ids);
        }
    }

private:
    static std::shared_ptr<RecordingSession> start(Recorder &recorder, bool hung)
    {
        SessionOptions options;
        options.hostEnv = "{}";
        if (hung) {
            options.wrapTransport = [](std::unique_ptr<Transport>) {
                return std::make_unique<ScriptedTransport>(std::make_shared<TransportScript>(), true);
            };
        }
        return recorder.startSession(std::move(options)).value();
    }

    SystemClock m_clock;
    SeededRandom m_random{3};
};

QTEST_APPLESS_MAIN(TestIsolation)
#include "tst_isolation.moc"
