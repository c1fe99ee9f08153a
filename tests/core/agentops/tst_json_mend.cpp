// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/json_mend.h"

#include <QTest>

using namespace sluice;

class TestJsonMend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strictJsonStaysAsItIs_data();
    void strictJsonStaysAsItIs();
    void lenientJsonBecomesStrict_data();
    void lenientJsonBecomesStrict();
    void refusesWithThePlace_data();
    void refusesWithThePlace();
    void depthIsCountedExactly_data();
    void depthIsCountedExactly();
};

void TestJsonMend::strictJsonStaysAsItIs_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("scalars") << QByteArray(R"( [ null, true , false, "", 0, -0, 1.5e+3, 2E-1 ] )");
    QTest::newRow("nested") << QByteArray("{\"a\":{\"b\":[[],{}]},\r\n\t\"a\":2}");
    QTest::newRow("escapes") << QByteArray(R"(["\"\\\/\b\f\n\r\t\u0000\u00e9\ud83d\ude00"])");
    QTest::newRow("utf-8") << QByteArray(
        "[\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xed\x9f\xbf\xee\x80\x80\"]");
    QTest::newRow("largest integers") << QByteArray("[18446744073709551615,-9223372036854775808]");
    QTest::newRow("a double too small to keep") << QByteArray("[1e-400,0.000001e-320]");
    QTest::newRow("a large mantissa with a small exponent") << QByteArray("[1000000000000000000000e-5]");
}

void TestJsonMend::strictJsonStaysAsItIs()
{
    QFETCH(const QByteArray, json);
    const auto mended = mendJson(json.toStdString());
    QVERIFY2(mended.ok(), mended.ok() ? "" : mended.error().message.c_str());
    QCOMPARE(QByteArray::fromStdString(mended->text), json);
    QCOMPARE(mended->mended, 0U);
}

void TestJsonMend::lenientJsonBecomesStrict_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("strict");
    QTest::addColumn<int>("mended");
    QTest::newRow("NaN") << QByteArray("{\"a\": NaN}") << QByteArray("{\"a\": \"NaN\"}") << 1;
    QTest::newRow("infinities") << QByteArray("[Infinity,-Infinity]")
                                << QByteArray("[\"Infinity\",\"-Infinity\"]") << 2;
    QTest::newRow("one over 64 bits")
        << QByteArray("[18446744073709551616]") << QByteArray("[\"18446744073709551616\"]") << 1;
    QTest::newRow("one under 64 bits")
        << QByteArray("[-9223372036854775809]") << QByteArray("[\"-9223372036854775809\"]") << 1;
    QTest::newRow("too large for a double")
        << QByteArray("[1e400,-1.5E+309]") << QByteArray("[\"1e400\",\"-1.5E+309\"]") << 2;
    QTest::newRow("an exponent beyond all bounds")
        << QByteArray("[1e99999999999999999999]") << QByteArray("[\"1e99999999999999999999\"]") << 1;
    QTest::newRow("lone high surrogate")
        << QByteArray(R"(["a\ud83dx"])") << QByteArray("[\"a\xef\xbf\xbdx\"]") << 1;
    QTest::newRow("lone low surrogate")
        << QByteArray(R"(["\uDE00"])") << QByteArray("[\"\xef\xbf\xbd\"]") << 1;
    QTest::newRow("surrogates in the wrong order")
        << QByteArray(R"(["\ude00\ud83d"])") << QByteArray("[\"\xef\xbf\xbd\xef\xbf\xbd\"]") << 2;
    QTest::newRow("two high surrogates before a low one")
        << QByteArray(R"(["\ud83d\ud83d\ude00"])") << QByteArray("[\"\xef\xbf\xbd\\ud83d\\ude00\"]") << 1;
    QTest::newRow("raw surrogate") << QByteArray("[\"\xed\xa0\xbd\"]") << QByteArray("[\"\xef\xbf\xbd\"]")
                                   << 1;
    QTest::newRow("in a member's name")
        << QByteArray(R"({"\ud800":1})") << QByteArray("{\"\xef\xbf\xbd\":1}") << 1;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf[1]") << QByteArray("[1]") << 0;
    QTest::newRow("mark and NaN") << QByteArray("\xef\xbb\xbf[NaN, 2]") << QByteArray("[\"NaN\", 2]") << 1;
}

void TestJsonMend::lenientJsonBecomesStrict()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, strict);
    QFETCH(const int, mended);
    const auto result = mendJson(json.toStdString());
    QVERIFY2(result.ok(), result.ok() ? "" : result.error().message.c_str());
    QCOMPARE(QByteArray::fromStdString(result->text), strict);
    QCOMPARE(static_cast<int>(result->mended), mended);
}

void TestJsonMend::refusesWithThePlace_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *json, const char *message) {
        QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(message);
    };
    row("nothing", "", "line 1, column 1 (byte 0): expected a value, found the end of the text");
    row("a word", "hello", "line 1, column 1 (byte 0): expected a value, found 'h'");
    row("html", "<html>", "line 1, column 1 (byte 0): expected a value, found '<'");
    row("cut off", "{\"a\": [1, 2",
        "line 1, column 12 (byte 11): expected ',' or ']' after an element, found the end of the text");
    row("second line", "{\n  \"a\": 1,\n  b: 2}",
        "line 3, column 3 (byte 14): expected a member's name in double quotes, found 'b'");
    row("trailing comma", "[1,]", "line 1, column 4 (byte 3): expected a value, found ']'");
    row("no colon", "{\"a\" 1}", "line 1, column 6 (byte 5): expected ':' after a member's name, found '1'");
    row("two values", "[1] [2]", "line 1, column 5 (byte 4): expected the end of the text, found '['");
    row("leading zero", "[01]", "line 1, column 3 (byte 2): expected no digit after a leading 0, found '1'");
    row("bare minus", "[-]", "line 1, column 3 (byte 2): expected a digit after '-', found ']'");
    row("bare point", "[1.]", "line 1, column 4 (byte 3): expected a digit after '.', found ']'");
    row("bare exponent", "[1e+]", "line 1, column 5 (byte 4): expected a digit in the exponent, found ']'");
    row("bad escape", "[\"\\x\"]",
        "line 1, column 4 (byte 3): expected one of \"\\/bfnrtu after '\\', found 'x'");
    row("bad hex", "[\"\\u12g4\"]",
        "line 1, column 5 (byte 4): expected four hexadecimal digits after '\\u', found '1'");
    row("raw newline", "[\"a\nb\"]",
        "line 1, column 4 (byte 3): expected control characters in a string to be escaped, found byte 0x0a");
    row("not utf-8", "[\"\x80\"]", "line 1, column 3 (byte 2): expected UTF-8, found byte 0x80");
    row("overlong", "[\"\xc0\xaf\"]", "line 1, column 3 (byte 2): expected UTF-8, found byte 0xc0");
    row("beyond unicode", "[\"\xf4\x90\x80\x80\"]",
        "line 1, column 3 (byte 2): expected UTF-8, found byte 0xf4");
    row("cut character", "[\"\xe2\x82", "line 1, column 3 (byte 2): expected UTF-8, found byte 0xe2");
    row("open string", "[\"abc",
        "line 1, column 6 (byte 5): expected '\"' at the end of a string, found the end of the text");
    row("single quotes", "{'a':1}",
        "line 1, column 2 (byte 1): expected a member's name in double quotes, found '\''");
    row("half a word", "[tru]", "line 1, column 2 (byte 1): expected a value, found 't'");
}

void TestJsonMend::refusesWithThePlace()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, message);
    const auto result = mendJson(json.toStdString());
    QVERIFY(!result.ok());
    QCOMPARE(result.error().kind, ErrorKind::Invalid);
    QCOMPARE(QString::fromStdString(result.error().message), message);
}

void TestJsonMend::depthIsCountedExactly_data()
{
    QTest::addColumn<int>("depth");
    QTest::addColumn<bool>("good");
    QTest::newRow("66") << 66 << true;
    QTest::newRow("67") << 67 << true;
    QTest::newRow("68") << 68 << false;
    QTest::newRow("a million") << 1'000'000 << false;
}

void TestJsonMend::depthIsCountedExactly()
{
    QFETCH(const int, depth);
    QFETCH(const bool, good);
    const auto levels = static_cast<std::size_t>(depth);
    QCOMPARE(mendJson(std::string(levels, '[') + std::string(levels, ']')).ok(), good);
    QCOMPARE(mendJson(std::string(levels, '[') + "1" + std::string(levels, ']')).ok(), good);
    QCOMPARE(mendJson(std::string(levels, '[')).ok(), false);
}

QTEST_APPLESS_MAIN(TestJsonMend)
#include "tst_json_mend.moc"
