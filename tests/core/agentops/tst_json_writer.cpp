// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/byte_scan.h"
#include "core/agentops/encode.h"
#include "core/agentops/fixed_text.h"
#include "core/agentops/json_check.h"
#include "core/agentops/json_writer.h"
#include "tests/core/agentops/json_dice.h"

#include <QtTest>

#include <nlohmann/json.hpp>
#include <simdjson.h>

#include <algorithm>

using namespace sluice;
using nlohmann::json;

namespace {

std::string written(std::string_view text)
{
    std::string out;
    appendJsonString(out, text);
    return out;
}

/// A parser that is not ours, with our bound on depth.
bool parserTakes(const std::string &text)
{
    simdjson::dom::parser parser;
    if (parser.allocate(std::max<std::size_t>(text.size(), 256), mostJsonDepth + 1) != simdjson::SUCCESS)
        return false;
    return parser.parse(text).error() == simdjson::SUCCESS;
}

} // namespace

class TestJsonWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAnyBytesAsNlohmannDoes()
    {
        Dice dice(1);
        for (int round = 0; round < 20'000; ++round) {
            const std::string text = round % 2 == 0 ? dice.anyText() : dice.anyBytes();
            QCOMPARE(written(text), dumped(json(text)));
        }
    }

    void findsASpecialByteWhereverItStands()
    {
        for (std::size_t length = 0; length <= 40; ++length) {
            for (std::size_t at = 0; at < length; ++at) {
                for (int byte = 0; byte < 256; ++byte) {
                    std::string text(length, '~');
                    text[at] = static_cast<char>(byte);
                    const char *end = text.data() + length;
                    const bool special = byte < 0x20 || byte >= 0x80 || byte == '"' || byte == '\\';
                    QCOMPARE(findSpecialInJson(text.data(), end), special ? text.data() + at : end);
                }
            }
        }
    }

    void findsASpecialByteInEightAtOnce()
    {
        Dice dice(2);
        for (int round = 0; round < 100'000; ++round) {
            std::string text(8, ' ');
            for (char &c : text)
                c = dice.pick({'~', ' ', '!', '#', '[', ']', '\x7f', '0'});
            if (round % 2 == 0)
                text[dice.below(8)] = dice.pick({'"', '\\', '\0', '\x1f', '\x80', '\xff'});
            std::uint64_t word = 0;
            std::memcpy(&word, text.data(), sizeof word);
            QCOMPARE(hasSpecialInJson(word), std::ranges::any_of(text, isSpecialInJson));
        }
    }

    void takesOnlyWhatEveryParserTakes()
    {
        Dice dice(3);
        int plain = 0;
        for (int round = 0; round < 40'000; ++round) {
            const std::string text = dice.bentJson();
            const bool taken = isPlainJson(text);
            plain += taken ? 1 : 0;
            const QByteArray words = QByteArray::fromStdString(text).toPercentEncoding(" {}[]\":,");
            QVERIFY2(!taken || json::accept(text), words.constData());
            QVERIFY2(!taken || parserTakes(text), words.constData());
            std::string out;
            QVERIFY2(appendJsonText(out, text) == parserTakes(text), words.constData());
        }
        QVERIFY2(plain > 10'000 && plain < 35'000, "both answers come up");
    }

    void takesWhatIsOrdinaryWithoutAParser()
    {
        Dice dice(4);
        for (int round = 0; round < 10'000; ++round) {
            const std::string text = dice.plainJson();
            QVERIFY2(isPlainJson(text), text.c_str());
        }
    }

    void asksAParserWhereParsersDiffer_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("taken");
        QTest::newRow("19 digits") << QByteArray("9223372036854775807") << true;
        QTest::newRow("64 bits") << QByteArray("18446744073709551615") << true;
        QTest::newRow("65 bits") << QByteArray("18446744073709551616") << false;
        QTest::newRow("many digits") << QByteArray("0.1234567890123456789012345") << true;
        QTest::newRow("three digits of exponent") << QByteArray("1e300") << true;
        QTest::newRow("beyond a double") << QByteArray("1e400") << false;
        QTest::newRow("a pair of surrogates") << QByteArray("\"\\ud83d\\ude00\"") << true;
        QTest::newRow("half a pair") << QByteArray("\"\\ud83d\"") << false;
    }

    void asksAParserWhereParsersDiffer()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, taken);
        QVERIFY(!isPlainJson(text.toStdString()));
        std::string out;
        QCOMPARE(appendJsonText(out, text.toStdString()), taken);
        QCOMPARE(QByteArray::fromStdString(out), taken ? text : QByteArray());
    }

    void writesAnyValueSoThatItReadsBack()
    {
        Dice dice(5);
        for (int round = 0; round < 20'000; ++round) {
            const json value = dice.anyValue();
            std::string out;
            QVERIFY(appendPayload(out, Payload(value)));
            const json back = json::parse(out);
            QVERIFY2(back == value, out.c_str());
            QCOMPARE(dumped(back), dumped(value)); // also 1.0 from 1, and -0.0 from 0.0
        }
    }

    void refusesWhatAParserDiscarded()
    {
        std::string out = "before";
        QVERIFY(!appendPayload(out, Payload(json::parse("{bad", nullptr, false))));
        QVERIFY(!appendPayload(out, Payload(json::array({1, json(json::value_t::discarded)}))));
        QCOMPARE(out, std::string("before"));
    }

    void writesBytesAsNlohmannDoes()
    {
        const json bytes = json::binary({1, 2, 255});
        std::string out;
        QVERIFY(appendPayload(out, Payload(bytes)));
        QCOMPARE(out, dumped(bytes));
    }

    void writesTimesAndIdsAsTheirTextsAre()
    {
        Dice dice(6);
        Timestamp time;
        for (int round = 0; round < 50'000; ++round) {
            time = round % 3 == 0 ? dice.anyTime() : time + Micros(dice.below(400'000));
            const Uuid uuid = dice.anyUuid();
            FixedText text;
            text.putTime(time);
            text.putUuid(uuid);
            QCOMPARE(std::string(text.view()), toIsoText(time) + uuid.toText());
        }
    }

    void writesAnyEventSoThatItReadsBack()
    {
        Dice dice(7);
        for (int round = 0; round < 5'000; ++round) {
            LlmEvent llm;
            llm.model = dice.anyText();
            llm.prompt = dice.anyValue();
            llm.completion = JsonText{dice.plainJson()};
            llm.promptTokens = static_cast<std::int64_t>(dice.bits());
            llm.params = dice.anyValue();
            Event event(std::move(llm));
            event.id = dice.anyUuid();
            event.agent = dice.anyUuid();
            event.start = dice.anyTime();
            event.end = dice.anyTime();
            std::string out;
            QVERIFY(appendEvent(out, event).ok());
            const json back = json::parse(out);
            QCOMPARE(back["id"], event.id.toText());
            QCOMPARE(back["agent_id"], event.agent.toText());
            QCOMPARE(back["init_timestamp"], toIsoText(event.start));
            QCOMPARE(back["end_timestamp"], toIsoText(event.end));
            QCOMPARE(back.value("model", ""), Dice::wellFormed(event.name));
            QVERIFY(back["prompt"] == *event.details->prompt.asValue());
            QVERIFY(back["completion"] == json::parse(event.details->completion.asText()->text));
            QCOMPARE(back["prompt_tokens"], *event.details->promptTokens);
            QVERIFY(back["params"] == *event.params.asValue());
            QCOMPARE(back.size(), std::size_t(event.name.empty() ? 9 : 10));
        }
    }
};

QTEST_APPLESS_MAIN(TestJsonWriter)
#include "tst_json_writer.moc"
