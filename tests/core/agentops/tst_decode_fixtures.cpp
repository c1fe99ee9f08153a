// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Recorded requests of real SDKs in, what would be stored out, compared as text with decoded.txt beside them.
// SLUICE_WRITE_EXPECTED=1 writes the files anew: read the difference before it is committed.

#include "core/agentops/decode.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sluice;

namespace {

constexpr Timestamp arrival{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

QString text(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QString timeText(const std::optional<Timestamp> &time)
{
    return time ? text(toIsoText(*time)) : QStringLiteral("-");
}

QString sessionText(const SessionChange &change)
{
    QStringList tags;
    for (const std::string &tag : change.tags.value_or(std::vector<std::string>{}))
        tags += text(tag);
    return QStringLiteral("  session %1\n    started %2, ended %3, end state %4 \"%5\", reason \"%6\"\n"
                          "    tags [%7], host_env of %8 bytes, SDK's counts %9\n")
        .arg(text(change.id.text()), timeText(change.started), timeText(change.ended),
            change.endState ? text(wireName(*change.endState)) : QStringLiteral("-"),
            text(change.endStateText.value_or("-")), text(change.endReason.value_or("-")),
            tags.join(QStringLiteral(", ")), QString::number(change.hostEnv.value_or("").size()),
            text(change.sdkCounts.value_or("-")));
}

QString eventText(const StoredEvent &event)
{
    return QStringLiteral("  %1 \"%2\" %3\n    %4 to %5, agent %6, session %7, trigger %8\n    %9\n")
        .arg(text(wireName(event.type)), text(event.name), text(event.id.text()), timeText(event.start),
            timeText(event.end), text(event.agent.text()), text(event.session.text()),
            text(event.trigger.text()), text(event.body));
}

QString decoded(const QString &path, const std::string &body)
{
    V2Decoder decoder;
    if (path.endsWith(QStringLiteral("_session"))) {
        const auto session = decoder.session(body);
        return session ? sessionText(session->change) : text(session.error().message);
    }
    if (path.endsWith(QStringLiteral("create_agent"))) {
        const auto agent = decoder.agent(body);
        return agent
            ? QStringLiteral("  agent %1 \"%2\"\n").arg(text(agent->agent.id.text()), text(agent->agent.name))
            : text(agent.error().message);
    }
    const auto events = decoder.events(body, arrival);
    if (!events)
        return text(events.error().message);
    QString lines;
    for (const StoredEvent &event : events->events)
        lines += eventText(event);
    return lines;
}

struct Recording
{
    QString path;
    std::string body;
};

QList<Recording> recordingsIn(const QDir &folder)
{
    QList<Recording> recordings;
    const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QFile::ReadOnly))
            continue;
        const QJsonObject request = QJsonDocument::fromJson(file.readAll()).object();
        recordings.append({request[QStringLiteral("path")].toString(),
            request[QStringLiteral("body_text")].toString().toStdString()});
    }
    return recordings;
}

} // namespace

class TestDecodeFixtures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordedRequestsDecodeAsExpected_data();
    void recordedRequestsDecodeAsExpected();
    void eventBodiesAreSlicesOfTheRequest();
    void tokensAndPendingQueuesAreLeftOut();

private:
    static QStringList cases();
};

QStringList TestDecodeFixtures::cases()
{
    QStringList found;
    const QDir fixtures(qEnvironmentVariable("SLUICE_FIXTURES"));
    for (const QString &sdk : {QStringLiteral("agentops-0.3.13"), QStringLiteral("agentops-0.3.26")}) {
        const auto names = QDir(fixtures.filePath(sdk)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &name : names)
            found += sdk + QLatin1Char('/') + name;
    }
    return found;
}

void TestDecodeFixtures::recordedRequestsDecodeAsExpected_data()
{
    QTest::addColumn<QString>("folder");
    for (const QString &name : cases())
        QTest::newRow(qPrintable(name)) << name;
    QVERIFY(cases().size() >= 7);
}

void TestDecodeFixtures::recordedRequestsDecodeAsExpected()
{
    QFETCH(const QString, folder);
    const QDir place(QDir(qEnvironmentVariable("SLUICE_FIXTURES")).filePath(folder));
    QString actual;
    for (const Recording &recording : recordingsIn(place))
        actual += recording.path + QLatin1Char('\n') + decoded(recording.path, recording.body);
    QVERIFY(!actual.isEmpty());

    QFile expected(place.filePath(QStringLiteral("decoded.txt")));
    if (qEnvironmentVariableIsSet("SLUICE_WRITE_EXPECTED")) {
        QVERIFY(expected.open(QFile::WriteOnly));
        QVERIFY(expected.write(actual.toUtf8()) > 0);
        return;
    }
    QVERIFY2(expected.open(QFile::ReadOnly), qPrintable(expected.fileName()));
    const QStringList wanted = QString::fromUtf8(expected.readAll()).split(QLatin1Char('\n'));
    const QStringList got = actual.split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < std::min(wanted.size(), got.size()); ++i)
        QCOMPARE(got.at(i), wanted.at(i));
    QCOMPARE(got.size(), wanted.size());
}

void TestDecodeFixtures::eventBodiesAreSlicesOfTheRequest()
{
    std::size_t seen = 0;
    for (const QString &name : cases()) {
        for (const Recording &recording :
            recordingsIn(QDir(qEnvironmentVariable("SLUICE_FIXTURES")).filePath(name))) {
            if (!recording.path.endsWith(QStringLiteral("create_events")))
                continue;
            const auto events = V2Decoder().events(recording.body, arrival);
            QVERIFY(events.ok());
            for (const StoredEvent &event : events->events) {
                QVERIFY(recording.body.find(event.body) != std::string::npos);
                ++seen;
            }
        }
    }
    QVERIFY(seen > 100);
}

void TestDecodeFixtures::tokensAndPendingQueuesAreLeftOut()
{
    bool hadToken = false;
    bool hadQueue = false;
    for (const QString &name : cases()) {
        for (const Recording &recording :
            recordingsIn(QDir(qEnvironmentVariable("SLUICE_FIXTURES")).filePath(name))) {
            if (!recording.path.endsWith(QStringLiteral("_session")))
                continue;
            hadToken = hadToken || recording.body.find("eyJhbGciOi") != std::string::npos;
            hadQueue = hadQueue || recording.body.find("\"queue\": [{") != std::string::npos;
            const auto session = V2Decoder().session(recording.body);
            QVERIFY(session.ok());
            const SessionChange &change = session->change;
            for (const std::string &kept : {change.hostEnv.value_or(""), change.sdkCounts.value_or(""),
                     change.endReason.value_or(""), change.endStateText.value_or("")}) {
                QVERIFY(kept.find("eyJhbGciOi") == std::string::npos);
                QVERIFY(kept.find("event_type") == std::string::npos);
            }
        }
    }
    QVERIFY(hadToken && hadQueue);
}

QTEST_APPLESS_MAIN(TestDecodeFixtures)
#include "tst_decode_fixtures.moc"
