// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/byte_scan.h"
#include "core/agentops/encode.h"
#include "core/agentops/fixed_text.h"
#include "core/agentops/json_check.h"
#include "core/agentops/json_writer.h"
#include "core/base/random.h"

#include <QtTest>

#include <nlohmann/json.hpp>
#include <simdjson.h>

#include <cmath>

using namespace sluice;
using nlohmann::json;

namespace {

std::string dumped(const json &value)
{
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

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

/// Things that a generator strings together.
class Dice
{
public:
    explicit Dice(std::uint64_t seed)
        : m_random(seed)
    { }

    std::size_t below(std::size_t n) { return static_cast<std::size_t>(m_random.below(n)); }
    template <typename T, std::size_t n>
    T pick(const T (&from)[n])
    {
        return from[below(n)];
    }
    std::uint64_t bits() { return m_random.next(); }

    /// Plain runs, escapes, characters of 2 to 4 bytes, and broken ones.
    std::string anyText()
    {
        static constexpr std::string_view pieces[]
            = {"plain words", "a", "", "\"", "\\", "\n", "\x01", "\x1f", "\x7f", "\xc3\xa9", "\xe2\x82\xac",
                "\xf0\x9f\x98\x80", "\xed\x9f\xbf", "\xee\x80\x80", "\xff", "\xc3", "\xe2\x82",
                "\xf0\x9f\x98", "\xed\xa0\x80", "\xc0\xaf", "\xf4\x90\x80\x80", "\x80", "0123456789abcdef"};
        std::string text;
        for (std::size_t count = below(8); count > 0; --count)
            text += pick(pieces);
        if (below(4) == 0)
            text.append(1, '\0');
        return text;
    }

    std::string anyBytes()
    {
        std::string bytes;
        for (std::size_t count = below(48); count > 0; --count)
            bytes += static_cast<char>(below(256));
        return bytes;
    }

    /// Text without a number or an escape on which parsers differ.
    std::string plainJson(int levels = 5)
    {
        static constexpr std::string_view scalars[] = {"null", "true", "false", "0", "-0", "12", "-7.25",
            "1e10", "6.02E+23", "1.5e-7", "123456789012345678", "\"\"", "\"words\"", "\"\\u00e9\\n\\\"\"",
            "\"\xc3\xa9\xf0\x9f\x98\x80\"", "\"a text of more than sixteen bytes \\\\ here\"", "[]", "{}",
            " [ ] "};
        const std::size_t kind = levels == 0 ? 0 : below(3);
        if (kind == 0)
            return std::string(pick(scalars));
        std::string out(1, kind == 1 ? '[' : '{');
        for (std::size_t i = 0, count = 1 + below(4); i < count; ++i) {
            static constexpr std::string_view spaces[] = {"", "", " ", "\n\t", "\r\n"};
            out += i > 0 ? "," : "";
            out += pick(spaces);
            if (kind == 2)
                out += "\"k" + std::to_string(i) + "\"" + std::string(pick(spaces)) + ":";
            out += plainJson(levels - 1);
            out += pick(spaces);
        }
        return out + (kind == 1 ? ']' : '}');
    }

    /// Plain JSON with a few of its bytes changed, cut out or put in.
    std::string bentJson()
    {
        std::string text = plainJson();
        for (std::size_t count = below(4); count > 0; --count) {
            static constexpr std::string_view pieces[]
                = {"\"", "\\", "{", "}", "[", "]", ",", ":", "0", "9", "-", "+", ".", "e", "E9", "u12", "\\u",
                    "\\ud800", "\\ud83d\\ude00", "true", "nul", " ", "\t", "\x01", "\x7f", "\xc3", "\xa9",
                    "\xff", "18446744073709551616", "9223372036854775808", "1e400", "1e-400"};
            const std::size_t at = below(text.size() + 1);
            text.replace(at, below(2), pick(pieces));
        }
        return text;
    }

    json anyValue(int levels = 4)
    {
        static const double floats[]
            = {0.0, -0.0, 1.0, 0.1, 1e22, 1e-7, 5e-324, 1.7976931348623157e308, -2.5};
        switch (below(levels == 0 ? 7 : 9)) {
        case 0:
            return nullptr;
        case 1:
            return below(2) == 0;
        case 2:
            return static_cast<std::int64_t>(bits());
        case 3:
            return bits();
        case 4:
            return pick(floats);
        case 5:
            return std::bit_cast<double>(bits() & ~(1ULL << 62U)); // any finite one
        case 6:
            return wellFormed(anyText());
        case 7: {
            json items = json::array();
            for (std::size_t count = below(4); count > 0; --count)
                items.push_back(anyValue(levels - 1));
            return items;
        }
        default: {
            json members = json::object();
            for (std::size_t count = below(4); count > 0; --count)
                members[wellFormed(anyText())] = anyValue(levels - 1);
            return members;
        }
        }
    }

    Timestamp anyTime() { return Timestamp(Micros(static_cast<std::int64_t>(bits()) >> below(24))); }

    Uuid anyUuid() { return Uuid::random(m_random); }

    /// What a reader gets of any bytes.
    static std::string wellFormed(const std::string &bytes)
    {
        return json::parse(dumped(json(bytes))).get<std::string>();
    }

private:
    SeededRandom m_random;
};

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
