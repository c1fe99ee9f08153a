// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/json_slices.h"

#include <QTest>

#include <string>

using namespace sluice;

class TestJsonSlices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesEachValueItsOwnText_data();
    void givesEachValueItsOwnText();
    void staysWithinATextThatIsNotJson_data();
    void staysWithinATextThatIsNotJson();
};

void TestJsonSlices::givesEachValueItsOwnText_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArrayList>("slices");
    const auto row = [](const char *name, const char *json, const QByteArrayList &slices) {
        QTest::newRow(name) << QByteArray(json) << slices;
    };
    row("nothing in an array", " [ ] ", {});
    row("nothing in an object", "{}", {});
    row("scalars", "[1 ,true,null, -2.5e3]", {"1", "true", "null", "-2.5e3"});
    row("an object's values", R"({"a" : 1 , "b":"two","a":[3]})", {"1", R"("two")", "[3]"});
    row("containers", R"([{"a":[1,{}]}, [] ,[[2]]])", {R"({"a":[1,{}]})", "[]", "[[2]]"});
    row("brackets in strings", R"(["]}",{"}":"{["}])", {R"("]}")", R"({"}":"{["})"});
    row("escaped quotes", R"(["\"]", "\\"])", {R"("\"]")", R"("\\")"});
}

void TestJsonSlices::givesEachValueItsOwnText()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArrayList, slices);
    const std::string text = json.toStdString();
    QByteArrayList got;
    for (const std::string_view slice : jsonSlices(text))
        got.append(QByteArray(slice.data(), static_cast<qsizetype>(slice.size())));
    QCOMPARE(got, slices);
}

void TestJsonSlices::staysWithinATextThatIsNotJson_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
        {"", "[", "{\"a", "{\"a\"", "{\"a\\", "[\"\\", "[[[", "{a:1}", "]", "[1}}", "{\"a\":"})
        QTest::newRow(*text ? text : "nothing") << QByteArray(text);
}

void TestJsonSlices::staysWithinATextThatIsNotJson()
{
    QFETCH(const QByteArray, text);
    const std::string copy = text.toStdString();
    for (const std::string_view slice : jsonSlices(copy)) {
        QVERIFY(slice.data() >= copy.data());
        QVERIFY(slice.data() + slice.size() <= copy.data() + copy.size());
    }
}

QTEST_APPLESS_MAIN(TestJsonSlices)
#include "tst_json_slices.moc"
