// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/payload.h"

#include <QTest>

using namespace sluice;
using nlohmann::json;

static_assert(std::is_nothrow_move_constructible_v<Payload>);

namespace {

/// `depth` arrays, each in the next, around `heart`; built by moves, as a copy of a deep one would recurse.
json nested(std::size_t depth, json heart)
{
    json value = std::move(heart);
    for (std::size_t i = 0; i < depth; ++i) {
        json outer = json::array();
        outer.get_ref<json::array_t &>().push_back(std::move(value));
        value = std::move(outer);
    }
    return value;
}

} // namespace

class TestPayload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAbsentByDefault();
    void holdsAValueAsItIs_data();
    void holdsAValueAsItIs();
    void holdsTextApartFromAString();
    void growsWithWhatItHolds();
    void looksSixtyFourLevelsDeep_data();
    void looksSixtyFourLevelsDeep();
    void survivesADepthBomb();
};

void TestPayload::isAbsentByDefault()
{
    const Payload payload;
    QVERIFY(payload.isAbsent());
    QVERIFY(!payload.asValue());
    QVERIFY(!payload.asText());
    QCOMPARE(payload.approximateBytes(), std::size_t(0));
}

void TestPayload::holdsAValueAsItIs_data()
{
    QTest::addColumn<std::string>("text");
    for (const char *text :
        {"null", "true", "1", "-1.5", R"("word")", "[]", "[[1]]", "{}", R"({"a":[1,{"b":null}]})"})
        QTest::newRow(text) << std::string(text);
}

void TestPayload::holdsAValueAsItIs()
{
    QFETCH(std::string, text);
    const Payload payload(json::parse(text));
    QVERIFY(!payload.isAbsent());
    QVERIFY(payload.asValue());
    QVERIFY(!payload.asText());
    QCOMPARE(payload.asValue()->dump(), text);
}

void TestPayload::holdsTextApartFromAString()
{
    const Payload text(JsonText{"{}"});
    QVERIFY(text.asText());
    QVERIFY(!text.asValue());
    const Payload string(json("{}"));
    QVERIFY(string.asValue());
    QVERIFY(string.asValue()->is_string());
}

void TestPayload::growsWithWhatItHolds()
{
    const auto bytesOf = [](const char *text) { return Payload(json::parse(text)).approximateBytes(); };
    QVERIFY(bytesOf("1") > 0);
    QVERIFY(bytesOf("[1]") > bytesOf("[]"));
    QVERIFY(bytesOf("[1,2]") > bytesOf("[1]"));
    QVERIFY(bytesOf(R"({"a":1})") > bytesOf("{}"));
    QVERIFY(bytesOf(R"({"a":1,"b":1})") > bytesOf(R"({"a":1})"));
    QVERIFY(bytesOf(R"({"longer":1})") > bytesOf(R"({"a":1})"));
    QVERIFY(Payload(json(std::string(5'000, 'x'))).approximateBytes() >= 5'000);
    QVERIFY(Payload(json(std::string(5'000, 'x'))).approximateBytes() < 5'200);
    QCOMPARE(Payload(JsonText{std::string(5'000, ' ')}).approximateBytes(), std::size_t(5'000));
}

void TestPayload::looksSixtyFourLevelsDeep_data()
{
    QTest::addColumn<std::size_t>("depth");
    QTest::addColumn<bool>("seen");
    QTest::newRow("limit - 1") << std::size_t(63) << true;
    QTest::newRow("limit") << std::size_t(64) << false;
    QTest::newRow("limit + 1") << std::size_t(65) << false;
}

void TestPayload::looksSixtyFourLevelsDeep()
{
    QFETCH(std::size_t, depth);
    QFETCH(bool, seen);
    const Payload payload(nested(depth, json(std::string(100'000, 'x'))));
    QCOMPARE(payload.approximateBytes() >= 100'000, seen);
}

void TestPayload::survivesADepthBomb()
{
    Payload payload(nested(100'000, json(1)));
    QVERIFY(payload.approximateBytes() < 10'000);
    const Payload moved(std::move(payload));
    QVERIFY(moved.asValue()->is_array());
    payload = Payload();
    QVERIFY(payload.isAbsent());
}

QTEST_APPLESS_MAIN(TestPayload)
#include "tst_payload.moc"
