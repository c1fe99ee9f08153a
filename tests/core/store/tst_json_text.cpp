// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/json_text.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

using namespace sluice;

class TestJsonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBackTheTriesOfAFlush();
    void hasNoTriesInOtherText_data();
    void hasNoTriesInOtherText();
    void takesAnUnknownOutcomeForDoubt();
    void sumsUpWhatAnSdkCounted_data();
    void sumsUpWhatAnSdkCounted();
};

void TestJsonText::readsBackTheTriesOfAFlush()
{
    std::vector<FlushAttempt> tries{{at(1), at(2), 503, FlushOutcome::Retrying, "HTTP 503: \"busy\""},
        {at(3), at(3), 0, FlushOutcome::Sending, ""}};
    for (int i = 0; i <= static_cast<int>(FlushOutcome::Abandoned); ++i)
        tries.push_back({at(4), at(5), 200, static_cast<FlushOutcome>(i), "w"});
    QVERIFY(triesFromText(triesToText(tries)) == tries);
    QVERIFY(triesFromText(triesToText({})).empty());
    tries = {{at(1), at(2), 0, FlushOutcome::InDoubt, "cut \xff"}};
    QCOMPARE(triesFromText(triesToText(tries)).at(0).message, std::string("cut \xef\xbf\xbd"));
}

void TestJsonText::hasNoTriesInOtherText_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "null", "{}", "[1]", "[[1,2,3,4]]", R"([[1,2,3,4,5]])",
             R"([[1,2,3,"4","m"]])", R"([[1.5,2,3,4,"m"]])", R"([[1,2,3,4,"m",6]])", "[[1,2,3,4,\"m\"]"})
        QTest::newRow(text) << QByteArray(text);
}

void TestJsonText::hasNoTriesInOtherText()
{
    QFETCH(const QByteArray, text);
    QVERIFY(triesFromText(text.toStdString()).empty());
}

void TestJsonText::takesAnUnknownOutcomeForDoubt()
{
    QCOMPARE(triesFromText(R"([[1,2,3,99,"m"]])").at(0).outcome, FlushOutcome::InDoubt);
    QCOMPARE(triesFromText(R"([[1,2,3,-1,"m"]])").at(0).outcome, FlushOutcome::InDoubt);
}

void TestJsonText::sumsUpWhatAnSdkCounted_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::optional<std::uint64_t>>("sum");
    const auto row = [](const char *text, std::optional<std::uint64_t> sum) {
        QTest::newRow(text) << QByteArray(text) << sum;
    };
    row(R"({"llms":3,"tools":0,"actions":4,"errors":1,"apis":0})", 8);
    row(R"({"llms":0})", 0);
    row(R"({"llms":1,"of a later SDK":2})", 3);
    row(R"({"llms":1,"tools":"2","errors":null,"apis":1.5,"actions":-1})", 1);
    row("{}", std::nullopt);
    row(R"({"llms":"1"})", std::nullopt);
    row("[1]", std::nullopt);
    row("7", std::nullopt);
    row("", std::nullopt);
    row("not JSON", std::nullopt);
    row(R"({"llms":9223372036854775807})", 9'223'372'036'854'775'807U);
    row(R"({"llms":9223372036854775807,"tools":1})", std::nullopt);
    row(R"({"llms":18446744073709551615})", std::nullopt);
}

void TestJsonText::sumsUpWhatAnSdkCounted()
{
    QFETCH(const QByteArray, text);
    QFETCH(const std::optional<std::uint64_t>, sum);
    QCOMPARE(sumOfCounts(text.toStdString()), sum);
}

QTEST_APPLESS_MAIN(TestJsonText)
#include "tst_json_text.moc"
