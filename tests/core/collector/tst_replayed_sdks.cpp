// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Every recorded request of a real SDK goes over a socket into a collector with a store on disk; what the
// store holds then, and who the collector says has sent, is compared as text with held.txt beside the
// requests.
// SLUICE_WRITE_EXPECTED=1 writes the files anew: read the difference before it is committed.

#include "core/collector/collector.h"
#include "core/store/sqlite_store.h"
#include "core/store/store_reader.h"
#include "tests/support/manual_clock.h"
#include "tests/support/raw_client.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace sluice;

namespace {

QString text(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QString timeText(const std::optional<Timestamp> &time)
{
    return time ? text(toIsoText(*time)) : QStringLiteral("-");
}

QString sessionText(const SessionSummary &session, const SessionExtras &extras)
{
    QStringList tags;
    for (const std::string &tag : session.tags)
        tags += text(tag);
    return QStringLiteral("session %1 (%2)\n  %3 to %4, end state %5 \"%6\", reason \"%7\"\n"
                          "  tags [%8], host_env of %9 bytes, SDK's counts %10\n")
        .arg(text(session.id.text()), text(wireName(session.origin)), timeText(session.started),
            timeText(session.ended),
            session.endState ? text(wireName(*session.endState)) : QStringLiteral("-"),
            text(session.endStateText), text(session.endReason), tags.join(QStringLiteral(", ")),
            QString::number(extras.hostEnv.size()), text(extras.sdkCounts));
}

QString eventText(const StoredEvent &event)
{
    return QStringLiteral("  %1 \"%2\" %3\n    %4 to %5%6, agent %7, trigger %8%9\n")
               .arg(text(wireName(event.type)), text(event.name), text(event.id.text()),
                   timeText(event.start), timeText(event.end),
                   event.facts.isOpen ? QStringLiteral(" (open)") : QString(), text(event.agent.text()),
                   text(event.trigger.text()),
                   event.facts.parent ? QStringLiteral(", parent ") + text(event.facts.parent.text())
                                      : QString())
        + QStringLiteral("    %1\n").arg(text(event.body));
}

QString dialectText(WireDialect dialect)
{
    switch (dialect) {
    case WireDialect::AgentOpsV1:
        return QStringLiteral("AgentOps 1");
    case WireDialect::AgentOpsV2:
        return QStringLiteral("AgentOps 2");
    case WireDialect::AgentOpsV4:
        return QStringLiteral("AgentOps 4");
    case WireDialect::OtlpProtobuf:
        return QStringLiteral("OTLP, protobuf");
    case WireDialect::OtlpJson:
        return QStringLiteral("OTLP, JSON");
    case WireDialect::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

QString clientsText(const ClientsSeen &seen)
{
    QString lines;
    for (const ClientSeen &client : seen.clients) {
        lines
            += QStringLiteral(
                "client \"%1\" \"%2\", service \"%3\", %4 (%5): %6 requests, %7 events, session %8\n")
                   .arg(text(client.sdk), text(client.version), text(client.service), text(client.userAgent),
                       dialectText(client.dialect), QString::number(client.requests),
                       QString::number(client.events), text(client.lastSession.text()));
    }
    return lines;
}

QString heldText(StoreReader &reader)
{
    auto sessions = reader.sessionsChangedSince(0).value();
    std::ranges::sort(sessions, {}, [](const SessionSummary &session) { return session.id.text(); });
    QString held;
    for (const SessionSummary &session : sessions) {
        held += sessionText(session, reader.extras(session.id).value());
        for (const Agent &agent : reader.agents(session.id).value())
            held += QStringLiteral("  agent %1 \"%2\"\n").arg(text(agent.id.text()), text(agent.name));
        const auto read = reader.eachEvent(session.id, [&](const StoredEvent &event) {
            held += eventText(event);
            return true;
        });
        if (!read)
            qFatal("%s", read.error().message.c_str());
    }
    return held;
}

/// A collector with a store on disk, and a client that sends what was recorded.
class Replay
{
public:
    Replay()
        : m_store(SqliteStore::open(m_dir).value())
        , m_collector(Collector::start(ListenAddress{"127.0.0.1", 0}, *m_store, m_clock).value())
        , m_client(m_collector->address().port)
    { }

    /// The answer to the request as it was recorded: but for our port, and the token that we gave.
    RawClient::Answer send(const QJsonObject &request)
    {
        const QJsonValue bytes = request[QStringLiteral("body_base64")];
        const std::string body = bytes.isString()
            ? QByteArray::fromBase64(bytes.toString().toLatin1()).toStdString()
            : request[QStringLiteral("body_text")].toString().toStdString();
        std::string head = request[QStringLiteral("method")].toString().toStdString() + ' '
            + request[QStringLiteral("path")].toString().toStdString() + " HTTP/1.1\r\n";
        const QJsonArray fields = request[QStringLiteral("headers")].toArray();
        for (const auto &field : fields) {
            const QString name = field.toArray().at(0).toString();
            const bool isHost = name.compare(QLatin1String("host"), Qt::CaseInsensitive) == 0;
            const bool isToken = name.compare(QLatin1String("authorization"), Qt::CaseInsensitive) == 0;
            if (isToken && m_token.empty())
                continue; // 0.3.13 shows another session's: it was never given to us
            head += name.toStdString() + ": "
                + (isHost         ? "127.0.0.1:" + std::to_string(m_collector->address().port)
                        : isToken ? "Bearer " + m_token
                                  : field.toArray().at(1).toString().toStdString())
                + "\r\n";
        }
        if (!m_client.send(head + "\r\n" + body))
            return {};
        RawClient::Answer answer = m_client.answer();
        keepToken(answer);
        return answer;
    }

    CollectorStats stats() const { return m_collector->stats(); }
    QString clients() const { return clientsText(m_collector->clients()); }
    QString held() const { return heldText(*StoreReader::open(m_dir).value()); }

    /// The same again, as an SDK does that heard no answer.
    QString heldAgain(const QList<QJsonObject> &requests)
    {
        for (const QJsonObject &request : requests)
            send(request);
        return held();
    }

private:
    void keepToken(const RawClient::Answer &answer)
    {
        const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
        for (const auto &name : {QStringLiteral("jwt"), QStringLiteral("token")}) {
            if (json.contains(name))
                m_token = json.value(name).toString().toStdString();
        }
    }

    ManualClock m_clock;
    QTemporaryDir m_temporary;
    DataDir m_dir{m_temporary.path().toStdString()};
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<Collector> m_collector;
    RawClient m_client;
    std::string m_token;
};

QDir fixtures()
{
    return QDir(qEnvironmentVariable("SLUICE_FIXTURES"));
}

bool isOfOpenTelemetry(const QJsonObject &request)
{
    return request[QStringLiteral("path")].toString() == QLatin1String("/v1/traces");
}

/// In their order.
QList<QJsonObject> requestsIn(const QDir &folder)
{
    QList<QJsonObject> requests;
    const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QFile::ReadOnly))
            continue;
        requests.append(QJsonDocument::fromJson(file.readAll()).object());
    }
    return requests;
}

/// Which members the answer has, and of what kind: what an SDK can come to depend on.
QStringList shapeOf(const QJsonValue &value)
{
    QStringList shape;
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (member.key() != QLatin1String("token_cost")) // a text without stats, a number with
            shape += member.key() + QLatin1Char(':') + QString::number(member.value().type());
    }
    return shape;
}

} // namespace

class TestReplayedSdks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storeHoldsWhatWasSent_data();
    void storeHoldsWhatWasSent();
};

void TestReplayedSdks::storeHoldsWhatWasSent_data()
{
    QTest::addColumn<QString>("folder");
    for (const QString &sdk : {QStringLiteral("agentops-0.3.13"), QStringLiteral("agentops-0.3.26"),
             QStringLiteral("agentops-0.4.21"), QStringLiteral("agentops-npm-0.1.0")}) {
        const QStringList names
            = QDir(fixtures().filePath(sdk)).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
        for (const QString &name : names)
            QTest::newRow(qPrintable(sdk + QLatin1Char('/') + name)) << sdk + QLatin1Char('/') + name;
    }
}

void TestReplayedSdks::storeHoldsWhatWasSent()
{
    QFETCH(const QString, folder);
    const QDir place(fixtures().filePath(folder));
    const QList<QJsonObject> requests = requestsIn(place);
    QVERIFY(!requests.isEmpty());
    Replay replay;
    for (const QJsonObject &request : requests) {
        const auto answer = replay.send(request);
        const QJsonObject recorded = request[QStringLiteral("response")].toObject();
        QVERIFY2(answer.status == recorded[QStringLiteral("code")].toInt(), answer.body.c_str());
        if (isOfOpenTelemetry(request)) {
            QVERIFY(answer.body.empty() || answer.body == "{}"); // all of it was taken
            continue;
        }
        const auto json = QJsonDocument::fromJson('[' + QByteArray::fromStdString(answer.body) + ']').array();
        const QStringList shape = shapeOf(json.at(0));
        for (const QString &member : shapeOf(recorded[QStringLiteral("body")]))
            QVERIFY2(shape.contains(member), qPrintable(member));
    }
    const CollectorStats stats = replay.stats();
    QCOMPARE(stats.rejected + stats.failed + stats.unknownTokens + stats.misrouted, 0U);

    const QString before = replay.held();
    const QString held = before + replay.clients();
    QVERIFY(!held.contains(QStringLiteral("eyJhbGciOi")));
    QFile expected(place.filePath(QStringLiteral("held.txt")));
    if (qEnvironmentVariableIsSet("SLUICE_WRITE_EXPECTED")) {
        QVERIFY(expected.open(QFile::WriteOnly));
        QCOMPARE(expected.write(held.toUtf8()), held.toUtf8().size());
        return;
    }
    QVERIFY2(expected.open(QFile::ReadOnly), qPrintable(expected.fileName()));
    const QStringList wanted = QString::fromUtf8(expected.readAll()).split(QLatin1Char('\n'));
    const QStringList got = held.split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < std::min(wanted.size(), got.size()); ++i)
        QCOMPARE(got.at(i), wanted.at(i));
    QCOMPARE(got.size(), wanted.size());
    QCOMPARE(replay.heldAgain(requests), before);
}

QTEST_GUILESS_MAIN(TestReplayedSdks)
#include "tst_replayed_sdks.moc"
