// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/redaction.h"

#include <QTest>

using namespace sluice;

class TestRedaction : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesSecretsOut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("clean");
        const auto row = [](const char *name, const char *text, const char *clean) {
            QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(clean);
        };
        row("known", "sent 0A1B2C3D-0000-4000-8000-00000000000f to it", "sent [redacted] to it");
        row("known, in capitals", "0a1b2c3d-0000-4000-8000-00000000000F!", "[redacted]!");
        row("key=value", "api_key=hunter2&x=1", "api_key=[redacted]&x=1");
        row("environment", "AGENTOPS_API_KEY=hunter2 next", "AGENTOPS_API_KEY=[redacted] next");
        row("JSON", R"({"token": "hun ter\" 2", "a": 1})", R"({"token": "[redacted]", "a": 1})");
        row("JSON in text", R"({\"jwt\":\"hunter2\"})", R"({\"jwt\":\"[redacted]\"})");
        row("camel case", "clientSecret: hunter2", "clientSecret: [redacted]");
        row("password", "password = hunter2; user", "password = [redacted]; user");
        row("bearer", "with Bearer abc.def-1234", "with Bearer [redacted]");
        row("bearer in a field", "Authorization: Bearer abc def\nHost: x",
            "Authorization: [redacted]\nHost: x");
        row("token with scheme", "token: Bearer abcdef, x", "token: [redacted], x");
        row("API key field", "X-Agentops-Api-Key: hunter2\r\nHost: x",
            "X-Agentops-Api-Key: [redacted]\r\nHost: x");
        row("cookie", "Set-Cookie: a=1; b=2", "Set-Cookie: [redacted]");
        row("URL", "http://me:hunter2@host:80/v2", "http://[redacted]@host:80/v2");
        row("URL, @ in the password", "https://me:h@2@host/", "https://[redacted]@host/");
        row("URL, only a user", "https://tokenlike@host", "https://[redacted]@host");
        row("query", "http://host/a?token=hunter2&b=1", "http://host/a?token=[redacted]&b=1");
        row("OpenAI", "key sk-proj-abcdefghijkl is bad", "key [redacted] is bad");
        row("GitHub", "ghp_0123456789abcdef01", "[redacted]");
        row("AWS", "AKIAIOSFODNN7EXAMPLE", "[redacted]");
        row("JWT", "got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln here", "got [redacted] here");
        row("256 bits in base64", "(Zm9vYmFyYmF6cXV4MDEyMzQ1Njc4OWFiY2RlZmdoaWo)", "([redacted])");
        row("128 bits in hex", "d41d8cd98f00b204e9800998ecf8427e", "[redacted]");
        row("PEM", "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nb",
            "a\n[redacted]\nb");
        row("PEM, cut off", "a -----BEGIN PRIVATE KEY-----\nMIIE", "a [redacted]");
        row("home", "/home/ada/data and /home/ada", "~/data and ~");
    }
    void takesSecretsOut()
    {
        QFETCH(QString, text);
        const Redaction redaction({"0a1b2c3d-0000-4000-8000-00000000000f"}, "/home/ada/");
        QTEST(QString::fromStdString(redaction(text.toStdString())), "clean");
    }

    void leavesOrdinaryTextAlone_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
            {"", "session 638552b9-1111-4222-8333-444455556666 ended", "connection refused: 127.0.0.1:4318",
                "http://127.0.0.1:4318/v2/create_events", "Bearer Token is Missing", "12 tokens: 5 in, 7 out",
                "/home/adam/x", "/mnt/home/ada", "libcurl/7.88.1 OpenSSL/3.0.15 zlib/1.2.13 libssh2/1.10.0",
                "a@b", "// nothing here", "2026-11-25T23:15:02.000001+00:00", "token",
                "the token:", "secret =", "eyJ", "sk-", "/tmp/sluice-diagnostics-20261125-231502.json"})
            QTest::addRow("%s", text) << QString::fromLatin1(text);
    }
    void leavesOrdinaryTextAlone()
    {
        QFETCH(QString, text);
        const Redaction redaction({}, "/home/ada");
        QCOMPARE(QString::fromStdString(redaction(text.toStdString())), text);
    }

    void comesToTheSameTheSecondTime()
    {
        const Redaction redaction({"hunter2"}, "/home/ada");
        const std::string once = redaction(
            R"(api_key=abcdef "token":"x" Authorization: Bearer hunter2 /home/ada http://a:b@c/)");
        QCOMPARE(redaction(once), once);
    }

    void readsTheEnvironmentForWhatIsSecret()
    {
        qputenv("SOME_SERVICE_API_KEY", "correct-horse");
        qputenv("SOME_PLAIN_SETTING", "battery-staple");
        const Redaction redaction = Redaction::ofThisProcess({});
        qunsetenv("SOME_SERVICE_API_KEY");
        qunsetenv("SOME_PLAIN_SETTING");
        QCOMPARE(redaction("correct-horse battery-staple"), std::string("[redacted] battery-staple"));
    }

    void knowsSecretsByTheirNames()
    {
        for (const char *name : {"api_key", "API-KEY", "apiKey", "AGENTOPS_PARENT_KEY", "jwt", "access_token",
                 "db_password", "Authorization"})
            QVERIFY2(Redaction::isSecretName(name), name);
        for (const char *name : {"tokens", "prompt_tokens", "key", "keys", "session", "", "turns"})
            QVERIFY2(!Redaction::isSecretName(name), name);
    }
};

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
