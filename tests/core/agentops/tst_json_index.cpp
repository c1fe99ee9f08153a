// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/event_logs.h"
#include "core/agentops/json_index.h"
#include "core/agentops/json_search.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace sluice;

namespace {

constexpr std::size_t all = 1U << 30U;

/// {"a":[1,"x"]} as a{a[number string]}: the tree in one line, read through the index.
std::string tree(const JsonIndex &index, const JsonNode &node)
{
    static constexpr const char *names[] = {"null", "bool", "number", "string", "[", "{"};
    std::string text = unescapedJson(index.keyText(node));
    text += text.empty() ? "" : "=";
    const JsonKind kind = index.kind(node);
    text += names[static_cast<std::size_t>(kind)];
    if (kind != JsonKind::Array && kind != JsonKind::Object)
        return text;
    std::vector<JsonNode> children;
    index.children(node, 0, all, children);
    for (std::size_t i = 0; i < children.size(); ++i)
        text += (i == 0 ? "" : " ") + tree(index, children[i]);
    return text + (kind == JsonKind::Array ? "]" : "}");
}

std::string nested(std::size_t depth)
{
    return std::string(depth, '[') + std::string(depth, ']');
}

} // namespace

class TestJsonIndex : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsATree_data();
    void readsATree();
    void saysWhereATextIsNotJson_data();
    void saysWhereATextIsNotJson();
    void goesAsDeepAsItSays();
    void readsChildrenInPages_data();
    void readsChildrenInPages();
    void stepsOverLongValues();
    void countsAMillionChildrenWithoutReadingThem();
    void entersADeepTextLevelByLevel();
    void findsAMember();
    void resolvesEscapes_data();
    void resolvesEscapes();
    void findsWords_data();
    void findsWords();
    void readsLogs_data();
    void readsLogs();
};

void TestJsonIndex::readsATree_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("read");
    QTest::newRow("every kind") << QByteArray(R"( {"a" : [1, -2.5e+3 ,"x", true,false,null], "b":{}} )")
                                << QByteArray("{a=[number number string bool bool null] b={}}");
    QTest::newRow("a scalar") << QByteArray(" 7 ") << QByteArray("number");
    QTest::newRow("a string of brackets")
        << QByteArray(R"(["]}\"[{","\\"])") << QByteArray("[string string]");
    QTest::newRow("names twice") << QByteArray(R"({"a":1,"a":"x"})") << QByteArray("{a=number a=string}");
    QTest::newRow("an empty name") << QByteArray(R"({"":{"":[]}})") << QByteArray("{{[]}}");
    QTest::newRow("beyond ASCII") << QByteArray("{\"\xc3\xa4\":\"\xf0\x9f\x98\x80\"}")
                                  << QByteArray("{\xc3\xa4=string}");
    QTest::newRow("spaces everywhere")
        << QByteArray("[ [ ] , { } , [ 0 ] ]") << QByteArray("[[] {} [number]]");
}

void TestJsonIndex::readsATree()
{
    QFETCH(QByteArray, json);
    const std::string text = json.toStdString();
    const Result<JsonIndex> index = JsonIndex::read(text);
    QVERIFY2(index.ok(), index.ok() ? "" : index.error().message.c_str());
    QTEST(QByteArray::fromStdString(tree(*index, index->root())), "read");
}

void TestJsonIndex::saysWhereATextIsNotJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("problem");
    const auto row = [](const char *json, const char *problem) {
        QTest::newRow(*json == '\0' ? "nothing" : json) << QByteArray(json) << QByteArray(problem);
    };
    row("", "line 1, column 1 (byte 1): expected a value, found the end of the text");
    row("<b>", "line 1, column 1 (byte 1): expected a value");
    row("[1 2]", "line 1, column 4 (byte 4): expected ',' or ']' after an element");
    row("{\"a\":1,}", "line 1, column 8 (byte 8): expected a member's name in double quotes");
    row("{\n\"a\" 1}", "line 2, column 5 (byte 7): expected ':' after a member's name");
    row("{\"a\":1",
        "line 1, column 7 (byte 7): expected ',' or '}' after a member, found the end of the text");
    row("[1] 2", "line 1, column 5 (byte 5): expected the end of the text");
    row("[01]", "line 1, column 4 (byte 4): expected no digit after a leading 0");
    row("[-]", "line 1, column 3 (byte 3): expected a digit after '-'");
    row("[1.]", "line 1, column 4 (byte 4): expected a digit after '.'");
    row("[1e]", "line 1, column 4 (byte 4): expected a digit in the exponent");
    row("[NaN]", "line 1, column 2 (byte 2): expected a value");
    row("[tru]", "line 1, column 2 (byte 2): expected a value");
    row("\"a", "line 1, column 3 (byte 3): expected '\"' at the end of a string, found the end of the text");
    row("\"\\x\"", "line 1, column 3 (byte 3): expected one of \"\\/bfnrtu after '\\'");
    row("\"\\u12g4\"", "line 1, column 6 (byte 6): expected four hexadecimal digits after '\\u'");
    row("\"a\nb\"", "line 1, column 3 (byte 3): expected control characters in a string to be escaped");
    row("\"\xff\"", "line 1, column 2 (byte 2): expected UTF-8");
}

void TestJsonIndex::saysWhereATextIsNotJson()
{
    QFETCH(QByteArray, json);
    const Result<JsonIndex> index = JsonIndex::read(json.toStdString());
    QVERIFY(!index.ok());
    QTEST(QByteArray::fromStdString(index.error().message), "problem");
}

void TestJsonIndex::goesAsDeepAsItSays()
{
    QVERIFY(JsonIndex::read(nested(JsonIndex::mostDepth - 1)).ok());
    QVERIFY(JsonIndex::read(nested(JsonIndex::mostDepth)).ok());
    const std::string deeper = nested(JsonIndex::mostDepth + 1);
    const Result<JsonIndex> index = JsonIndex::read(deeper);
    QVERIFY(!index.ok());
    QCOMPARE(QByteArray::fromStdString(index.error().message),
        QByteArray("line 1, column 1001 (byte 1001): expected at most 1,000 levels of arrays and objects"));
}

void TestJsonIndex::readsChildrenInPages_data()
{
    QTest::addColumn<int>("page");
    for (const int page : {1, 2, 3, 9, 10, 11})
        QTest::addRow("%d a page", page) << page;
}

void TestJsonIndex::readsChildrenInPages()
{
    QFETCH(int, page);
    std::string text = "{ ";
    for (int i = 0; i < 10; ++i)
        text += (i == 0 ? "\"k" : " , \"k") + std::to_string(i) + "\" : [" + std::to_string(i) + "]";
    text += " }";
    const JsonIndex index = JsonIndex::read(text).value();
    std::vector<JsonNode> nodes;
    JsonPage last;
    int pages = 0;
    while (!last.complete) {
        last = index.children(index.root(), last.next, static_cast<std::size_t>(page), nodes);
        ++pages;
    }
    QCOMPARE(nodes.size(), std::size_t{10});
    QCOMPARE(pages, (10 + page - 1) / page);
    QCOMPARE(index.keyText(nodes[9]), std::string_view("\"k9\""));
    QCOMPARE(index.valueText(nodes[9]), std::string_view("[9]"));
    QCOMPARE(index.childCount(index.root()), std::size_t{10});
}

void TestJsonIndex::stepsOverLongValues()
{
    const std::string large(16U << 20U, 'x');
    const std::string text = R"({"a":")" + large + R"(","b":[[")" + large + R"("]],"c":7})";
    const JsonIndex index = JsonIndex::read(text).value();
    std::vector<JsonNode> nodes;
    const JsonPage page = index.children(index.root(), 0, 1'000, nodes);
    QVERIFY(page.complete);
    QCOMPARE(nodes.size(), std::size_t{3});
    QVERIFY2(page.bytesRead < 100, std::to_string(page.bytesRead).c_str());
    QCOMPARE(index.valueText(nodes[2]), std::string_view("7"));
    QCOMPARE(index.childCount(nodes[1]), std::size_t{1});
}

void TestJsonIndex::countsAMillionChildrenWithoutReadingThem()
{
    std::string text = "[";
    for (int i = 0; i < 1'000'000; ++i)
        text += i == 0 ? "{\"n\":0}" : ",{\"n\":0}";
    text += "]";
    const JsonIndex index = JsonIndex::read(text).value();
    QCOMPARE(index.childCount(index.root()), std::size_t{1'000'000});
    std::vector<JsonNode> nodes;
    const JsonPage first = index.children(index.root(), 0, 1'000, nodes);
    QCOMPARE(nodes.size(), std::size_t{1'000});
    QVERIFY(!first.complete);
    QCOMPARE(first.bytesRead, std::size_t{7'000});
    index.children(index.root(), first.next, 1, nodes);
    QCOMPARE(nodes.back().begin, std::uint32_t{1 + 1'000 * 8});
}

void TestJsonIndex::entersADeepTextLevelByLevel()
{
    // Each level has a megabyte beside the next one, so that a level must not read those within it.
    std::string text = "1";
    const std::string ballast(1U << 18U, 'x');
    for (int level = 0; level < 60; ++level)
        text = "[" + text + ",\"" + ballast + "\"]";
    const JsonIndex index = JsonIndex::read(text).value();
    JsonNode node = index.root();
    std::size_t read = 0;
    for (int level = 0; level < 60; ++level) {
        std::vector<JsonNode> nodes;
        read += index.children(node, 0, 1'000, nodes).bytesRead;
        QCOMPARE(nodes.size(), std::size_t{2});
        node = nodes[0];
    }
    QCOMPARE(index.valueText(node), std::string_view("1"));
    QVERIFY2(read < JsonIndex::longValue * 60, std::to_string(read).c_str());
}

void TestJsonIndex::findsAMember()
{
    const std::string text = R"({"a":1,"logs":[2],"logs":3})";
    const JsonIndex index = JsonIndex::read(text).value();
    QCOMPARE(index.valueText(index.member(index.root(), "logs").value()), std::string_view("[2]"));
    QVERIFY(!index.member(index.root(), "log"));
    QVERIFY(!index.member(index.member(index.root(), "a").value(), "a"));
}

void TestJsonIndex::resolvesEscapes_data()
{
    QTest::addColumn<QByteArray>("literal");
    QTest::addColumn<int>("most");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("all of them") << QByteArray(R"("\"\\\/\b\f\n\r\t\u00e4")") << 100
                                 << QByteArray("\"\\/\b\f\n\r\t\xc3\xa4");
    QTest::newRow("a pair") << QByteArray(R"("\ud83d\ude00")") << 100 << QByteArray("\xf0\x9f\x98\x80");
    QTest::newRow("a lone half") << QByteArray(R"("\ud83dx")") << 100 << QByteArray("\xef\xbf\xbdx");
    QTest::newRow("the wrong half") << QByteArray(R"("\ude00")") << 100 << QByteArray("\xef\xbf\xbd");
    QTest::newRow("cut") << QByteArray(R"("abcdef")") << 3 << QByteArray("abc");
    QTest::newRow("cut between characters") << QByteArray("\"a\xc3\xa4z\"") << 2 << QByteArray("a\xc3\xa4");
    QTest::newRow("a number") << QByteArray("12.50") << 100 << QByteArray("12.50");
    QTest::newRow("a number cut") << QByteArray("12.50") << 2 << QByteArray("12");
    QTest::newRow("nothing") << QByteArray("\"\"") << 100 << QByteArray("");
}

void TestJsonIndex::resolvesEscapes()
{
    QFETCH(QByteArray, literal);
    QFETCH(int, most);
    QTEST(QByteArray::fromStdString(unescapedJson(literal.toStdString(), static_cast<std::size_t>(most))),
        "text");
}

void TestJsonIndex::findsWords_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QList<int>>("hits");
    QTest::newRow("several") << QByteArray(R"({"abc":"xabcabc"})") << QByteArray("abc")
                             << QList<int>{2, 9, 12};
    QTest::newRow("either case") << QByteArray(R"(["Error","ERROR"])") << QByteArray("eRRor")
                                 << QList<int>{2, 10};
    QTest::newRow("a quote in a string") << QByteArray(R"(["a\"b"])") << QByteArray("a\"b") << QList<int>{2};
    QTest::newRow("as it is and escaped")
        << QByteArray("[\"\xc3\xa4\",\"\\u00E4\"]") << QByteArray("\xc3\xa4") << QList<int>{2, 7};
    QTest::newRow("beyond 16 bits") << QByteArray(R"(["\ud83d\ude00"])") << QByteArray("\xf0\x9f\x98\x80")
                                    << QList<int>{2};
    QTest::newRow("overlapping") << QByteArray("aaa") << QByteArray("aa") << QList<int>{0, 1};
    QTest::newRow("one letter") << QByteArray("aba") << QByteArray("a") << QList<int>{0, 2};
    QTest::newRow("longer than the text") << QByteArray("a") << QByteArray("ab") << QList<int>{};
    QTest::newRow("nothing") << QByteArray("abc") << QByteArray("") << QList<int>{};
}

void TestJsonIndex::findsWords()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, words);
    QFETCH(QList<int>, hits);
    const std::string text = json.toStdString();
    const JsonSearch search(words.toStdString());
    QList<int> forward;
    for (auto at = search.next(text, 0); at; at = search.next(text, *at + 1))
        forward << static_cast<int>(*at);
    QCOMPARE(forward, hits);
    QList<int> backward;
    for (auto at = search.previous(text, text.size()); at; at = search.previous(text, *at))
        backward.prepend(static_cast<int>(*at));
    QCOMPARE(backward, hits);
}

void TestJsonIndex::readsLogs_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a text") << QByteArray(R"({"logs":"a\nb\n"})") << QByteArray("a\nb\n");
    QTest::newRow("a list") << QByteArray(R"({"logs":["a\n","b",{"k":1}]})") << QByteArray("a\nb\n{\"k\":1}");
    QTest::newRow("an object") << QByteArray(R"({"logs":{"ms":12}})") << QByteArray("{\"ms\":12}");
    QTest::newRow("null") << QByteArray(R"({"logs":null})") << QByteArray();
    QTest::newRow("none") << QByteArray(R"({"params":1})") << QByteArray();
    QTest::newRow("further in only") << QByteArray(R"({"params":{"logs":"a"}})") << QByteArray();
    QTest::newRow("not JSON") << QByteArray(R"({"logs":"a)") << QByteArray();
    QTest::newRow("colours stay") << QByteArray(R"({"logs":"\u001b[31mred"})") << QByteArray("\x1b[31mred");
}

void TestJsonIndex::readsLogs()
{
    QFETCH(QByteArray, body);
    QTEST(QByteArray::fromStdString(logTextOf(body.toStdString())), "text");
}

QTEST_GUILESS_MAIN(TestJsonIndex)
#include "tst_json_index.moc"
