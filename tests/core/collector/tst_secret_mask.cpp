// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/secret_mask.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTest>

using namespace sluice;

class TestSecretMask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masksWhatIsASecret_data();
    void masksWhatIsASecret();
    void leavesWhatIsNone_data();
    void leavesWhatIsNone();
    void masksAgainNothing();
    void masksAllTextOfABatch();
    void endsSoonOnTextMadeToBeSlow_data();
    void endsSoonOnTextMadeToBeSlow();
};

void TestSecretMask::masksWhatIsASecret_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("masked");
    const auto row = [](const char *name, const char *json, const char *masked) {
        QTest::newRow(name) << QByteArray(json) << QByteArray(masked);
    };
    row("key", R"(["my key is sk-abcdefghij0123456789, yes"])", R"(["my key is sk-[masked], yes"])");
    row("project key", R"(["sk-proj-Ab_c-0123456789abcdef"])", R"(["sk-[masked]"])");
    row("bearer", R"(["-H 'Authorization: Bearer abcdefghij.0123456789'"])",
        R"(["-H 'Authorization: [masked]'"])");
    row("bearer alone", R"(["bearer abcdefghij0123456789=="])", R"(["bearer [masked]"])");
    row("basic", R"(["Basic dXNlcjpwYXNzd29yZA=="])", R"(["Basic [masked]"])");
    row("jwt", R"(["eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.cRX-tk_m"])", R"(["[masked]"])");
    row("url", R"(["postgres://user:pa:ss@db:5432/x?y=a@b"])",
        R"(["postgres://user:[masked]@db:5432/x?y=a@b"])");
    row("member", R"({"password": "a \" b\\", "x": 1})", R"({"password": "[masked]", "x": 1})");
    row("member at the end of backslashes", R"({"api-key":"\\\\","x":"y"})",
        R"({"api-key":"[masked]","x":"y"})");
    row("another spelling", R"({"X-Agentops-Api-Key":"11111111-2222"})",
        R"({"X-Agentops-Api-Key":"[masked]"})");
    row("json within a string", R"({"body":"{\"api_key\": \"a\\\"b\", \"q\": \"r\"}"})",
        R"({"body":"{\"api_key\": \"[masked]\", \"q\": \"r\"}"})");
    row("json within a string, twice", R"(["[\"{\\\"apiKey\\\":\\\"s\\\\\\\"t\\\",\\\"q\\\":1}\"]"])",
        R"(["[\"{\\\"apiKey\\\":\\\"[masked]\\\",\\\"q\\\":1}\"]"])");
    row("string ends before its quote", R"({"a":"password=\"x","b":"c"})",
        R"({"a":"password=\"[masked]","b":"c"})");
    row("query", R"(["https://h/?password=hunter2&x=1"])", R"(["https://h/?password=[masked]&x=1"])");
    row("environment", R"(["OPENAI_API_KEY=abc export"])", R"(["OPENAI_API_KEY=[masked] export"])");
    row("header", R"({"Authorization":"Token x"})", R"({"Authorization":"[masked]"})");
    row("two", R"({"passwd":"a","client_secret":"b"})",
        R"({"passwd":"[masked]","client_secret":"[masked]"})");
}

void TestSecretMask::masksWhatIsASecret()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, masked);
    QVERIFY(!QJsonDocument::fromJson(json).isNull());
    std::string text = json.toStdString();
    const std::uint64_t count = maskSecrets(text);
    QCOMPARE(QByteArray::fromStdString(text), masked);
    QCOMPARE(count, static_cast<std::uint64_t>(masked.count("[masked]")));
    QVERIFY(!QJsonDocument::fromJson(QByteArray::fromStdString(text)).isNull());
}

void TestSecretMask::leavesWhatIsNone_data()
{
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const char *json) { QTest::newRow(name) << QByteArray(json); };
    row("id", R"({"id":"11111111-2222-4333-8444-555555555555"})");
    row("trace", R"({"trace_id":"e926fd94282d6a52a9ef44f0898937f1"})");
    row("tokens", R"({"prompt_tokens":12,"token":"hello","max_tokens":"7"})");
    row("short key", R"(["sk-abc", "sk-learn-and-other-packages"])");
    row("within a word", R"(["task-abcdefghij0123456789", "disk-abcdefghij0123456789"])");
    row("bearer in prose", R"(["the bearer of bad news", "basic things"])");
    row("url without a password", R"(["https://example.com/a@b", "ssh://user@host", "a://b:c"])");
    row("number", R"({"password":-1.5e3,"api_key":null,"authorization":true})");
    row("looked into", R"({"authorization":{"x":"y"},"password":["a"]})");
    row("empty", R"({"password":""})");
    row("asked for", R"(["enter your password:", "x", "password=", "y"])");
    row("asked for within a string", R"(["{\"q\":\"password:\",\"a\":\"b\"}"])");
    row("a name like one", R"({"x password=":"y","api_key:":"z"})");
    row("prose", R"(["a password is needed", "password"])");
    row("half a jwt", R"(["eyJhbGciOiJIUzI1NiJ9.abc", "eyJ", "eyJ..x"])");
    row("a picture", R"({"screenshot":"data:image/png;base64,iVBORw0KGgo/sk+eyJ=="})");
}

void TestSecretMask::leavesWhatIsNone()
{
    QFETCH(const QByteArray, json);
    QVERIFY(!QJsonDocument::fromJson(json).isNull());
    std::string text = json.toStdString();
    QCOMPARE(maskSecrets(text), std::uint64_t{0});
    QCOMPARE(QByteArray::fromStdString(text), json);
}

void TestSecretMask::masksAgainNothing()
{
    std::string text = R"({"password":"x","a":"Bearer abcdefghij0123456789","b":"sk-abcdefghij0123456789"})";
    QCOMPARE(maskSecrets(text), std::uint64_t{3});
    const std::string once = text;
    QCOMPARE(maskSecrets(text), std::uint64_t{0});
    QCOMPARE(text, once);
}

void TestSecretMask::masksAllTextOfABatch()
{
    const std::string secret = "sk-abcdefghij0123456789";
    StoreBatch batch;
    batch.events.emplace_back();
    batch.events[0].body = "[\"" + secret + "\"]";
    batch.events[0].name = secret;
    batch.agents.push_back({SessionId("s"), Agent{AgentId("a"), secret}});
    batch.sessions.emplace_back();
    batch.sessions[0].endReason = secret;
    batch.sessions[0].endStateText = secret;
    batch.sessions[0].hostEnv = "[\"" + secret + "\"]";
    batch.sessions[0].sdkCounts = "[\"" + secret + "\"]";
    batch.sessions[0].tags = {"t", secret};
    QCOMPARE(maskSecrets(batch), std::uint64_t{8});
    QCOMPARE(batch.sessions[0].tags->at(1), std::string("sk-[masked]"));
    QCOMPARE(batch.events[0].body, std::string("[\"sk-[masked]\"]"));
}

void TestSecretMask::endsSoonOnTextMadeToBeSlow_data()
{
    QTest::addColumn<QByteArray>("piece");
    for (const char *piece : {"://", "://a:", "a://b:c", "password\":\"\\", "password=", "eyJa.eyJ.", "sk-",
             "bearer ", "\\\"", "password\\\":\\\"", "authorization: bearer "})
        QTest::newRow(piece) << QByteArray(piece);
}

void TestSecretMask::endsSoonOnTextMadeToBeSlow()
{
    QFETCH(const QByteArray, piece);
    std::string text = QByteArray(piece).repeated((1 << 20) / static_cast<int>(piece.size())).toStdString();
    QElapsedTimer time;
    time.start();
    maskSecrets(text);
    QVERIFY(time.elapsed() < 5'000); // what is quadratic takes hours
}

QTEST_APPLESS_MAIN(TestSecretMask)
#include "tst_secret_mask.moc"
