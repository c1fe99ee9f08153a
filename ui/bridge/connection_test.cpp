// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/connection_test.h"

#include "core/agentops/encode.h"
#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/thread_name.h"
#include "core/base/uuid.h"
#include "core/model/event.h"
#include "core/transport/curl_transport.h"
#include "ui/bridge/convert.h"

#include <algorithm>
#include <utility>

namespace sluice::ui {

namespace {

using Step = ConnectionReport::Step;
using End = ConnectionReport::End;

constexpr const char *tag = "connection test";

std::string randomId()
{
    SeededRandom random(systemEntropy());
    return Uuid::random(random).toText();
}

SessionBody bodyOf(const SessionId &session, Timestamp now)
{
    SessionBody body;
    body.id = session;
    body.started = now;
    body.tags = {tag};
    return body;
}

std::string eventsBody(Timestamp now)
{
    SeededRandom random(systemEntropy());
    Event event;
    event.id = Uuid::random(random);
    event.start = event.end = now;
    event.name = tag;
    std::string events = R"({"events":[)";
    // One action with nothing in it: there is nothing that cannot be encoded.
    static_cast<void>(appendEvent(events, event));
    return events + "]}";
}

void fail(ConnectionReport &report, const HttpAnswer &answer)
{
    report.status = answer.status;
    if (answer.reach != HttpAnswer::Reach::Answered) {
        report.end = End::NotReached;
        report.words = toQt(answer.error);
        return;
    }
    report.done = std::max(report.done, 1);
    report.words = toQt(serverWords(answer.body));
    report.end = answer.status >= 500 ? End::NotStored : answer.status >= 400 ? End::Refused : End::NotOurs;
}

} // namespace

/// What the thread needs; all its own.
struct ConnectionTest::Errand
{
    std::string url;
    std::string key;
    SessionId session;
    Timestamp now;
    std::shared_ptr<Transport> transport;

    HttpAnswer post(const std::string &path, const std::string &token, const std::string &body) const
    {
        HttpRequest request;
        request.url = url + path;
        request.headers = {{"Content-Type", "application/json"}, {"X-Agentops-Api-Key", key}};
        if (!token.empty())
            request.headers.emplace_back("Authorization", "Bearer " + token);
        request.body = body;
        request.timeout = requestTimeout;
        return transport->post(request);
    }
};

ConnectionTest::ConnectionTest(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    qRegisterMetaType<sluice::ui::ConnectionReport>("sluice::ui::ConnectionReport");
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(showDeadline);
    connect(&m_deadline, &QTimer::timeout, this, &ConnectionTest::giveUp);
}

ConnectionTest::~ConnectionTest()
{
    if (m_transport)
        m_transport->abort();
}

void ConnectionTest::start(const QString &url, const QString &key)
{
    if (isRunning())
        return;
    if (m_thread.joinable())
        m_thread.join(); // it has said its last word
    m_report = {};
    m_report.session = SessionId(randomId());
    m_isShown = false;
    CurlSettings settings;
    settings.userAgent = "sluice connection test";
    m_transport = std::make_shared<CurlTransport>(settings);
    const Errand errand{fromQt(url), fromQt(key), m_report.session, m_clock.wallNow(), m_transport};
    Q_EMIT changed(m_report);
    m_thread = std::jthread([this, errand] {
        nameThisThread("connection test");
        perform(errand);
    });
}

/// thread: the test's.
void ConnectionTest::perform(const Errand &errand)
{
    ConnectionReport report;
    report.session = errand.session;
    const auto tell = [this, &report] {
        QMetaObject::invokeMethod(
            this, [this, report] { take(report); }, Qt::QueuedConnection);
    };
    SessionBody body = bodyOf(errand.session, errand.now);
    SteadyTime from = m_clock.steadyNow();
    const auto took = [&] { return std::chrono::duration_cast<Micros>(m_clock.steadyNow() - from); };

    HttpAnswer answer = errand.post("/v2/create_session", {}, sessionBody(body));
    report.answered = took();
    const Result<SessionGrant> grant = parseGrant(answer.body);
    if (answer.reach != HttpAnswer::Reach::Answered || answer.status != 200 || !grant) {
        fail(report, answer);
        return tell();
    }
    report.done = 2;
    tell();

    from = m_clock.steadyNow();
    answer = errand.post("/v2/create_events", grant->token, eventsBody(errand.now));
    report.committed = took();
    if (answer.reach != HttpAnswer::Reach::Answered || answer.status != 200 || !isSuccess(answer.body)) {
        fail(report, answer);
        return tell();
    }
    report.done = 3;
    tell();

    body.ended = m_clock.wallNow();
    body.endState = EndState::Success;
    body.eventCounts[static_cast<std::size_t>(EventType::Action)] = 1;
    // The test is over with the event; a session that does not end is no failure of the connection.
    static_cast<void>(errand.post("/v2/update_session", grant->token, sessionBody(body)));
}

void ConnectionTest::take(const ConnectionReport &report)
{
    if (report.session != m_report.session)
        return;
    m_report = report;
    if (m_report.done == static_cast<int>(Step::Show) && m_report.end == End::Running) {
        if (m_isShown)
            return sayShown();
        m_deadline.start();
    }
    Q_EMIT changed(m_report);
}

void ConnectionTest::noteSessions(const QList<SessionSummary> &sessions)
{
    if (!isRunning())
        return;
    for (const SessionSummary &session : sessions)
        m_isShown = m_isShown || (session.id == m_report.session && session.counts.total() > 0);
    if (m_isShown && m_report.done == static_cast<int>(Step::Show))
        sayShown();
}

void ConnectionTest::sayShown()
{
    m_deadline.stop();
    m_report.done = ConnectionReport::steps;
    m_report.end = End::Good;
    Q_EMIT changed(m_report);
}

void ConnectionTest::giveUp()
{
    m_report.end = End::NotShown;
    Q_EMIT changed(m_report);
}

} // namespace sluice::ui
