// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/json_cursor.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace sluice;

namespace {

/// Gives the text in pieces of so many bytes.
JsonCursor cursorOver(const std::string &text, std::size_t piece)
{
    return JsonCursor(
        [text, piece, at = std::size_t{0}](char *to, std::size_t most) mutable -> Result<std::size_t> {
            const std::size_t bytes = std::min({piece, most, text.size() - at});
            std::copy_n(text.data() + at, bytes, to);
            at += bytes;
            return bytes;
        });
}

/// Walks through everything and writes down what it meets; the first error stands alone.
class Walk
{
public:
    explicit Walk(JsonCursor &cursor)
        : m_cursor(cursor)
    { }

    std::string run()
    {
        const std::string seen = value();
        return m_error.empty() ? seen : m_error;
    }

private:
    template <typename T>
    bool good(const Result<T> &result)
    {
        if (!result && m_error.empty())
            m_error = result.error().message;
        return m_error.empty();
    }

    std::string value()
    {
        const auto shape = m_cursor.shape();
        if (!good(shape))
            return {};
        if (*shape == JsonCursor::Shape::Object)
            return '{' + members() + '}';
        if (*shape == JsonCursor::Shape::Array)
            return '[' + items() + ']';
        const auto text = m_cursor.value();
        return good(text) ? std::string(*text) : std::string();
    }

    std::string members()
    {
        std::string seen;
        std::string name;
        if (!good(m_cursor.beginObject()))
            return seen;
        for (auto more = m_cursor.nextMember(name); good(more) && *more; more = m_cursor.nextMember(name)) {
            seen += name + '=';
            seen += value() + ';';
        }
        return seen;
    }

    std::string items()
    {
        std::string seen;
        if (!good(m_cursor.beginArray()))
            return seen;
        for (auto more = m_cursor.nextItem(); good(more) && *more; more = m_cursor.nextItem())
            seen += value() + ';';
        return seen;
    }

    JsonCursor &m_cursor;
    std::string m_error;
};

std::string walk(JsonCursor &cursor)
{
    return Walk(cursor).run();
}

} // namespace

class TestJsonCursor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void walksThroughWhatComesInPieces_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("seen");
        QTest::newRow("scalar") << QByteArray(" 12 ") << QByteArray("12");
        QTest::newRow("string") << QByteArray("\"a\\\"b\\\\\"") << QByteArray("\"a\\\"b\\\\\"");
        QTest::newRow("empty ones") << QByteArray("{\"a\":[],\"b\":{}}") << QByteArray("{a=[];b={};}");
        QTest::newRow("nested") << QByteArray("{\"a\":[1,{\"b\":null},\"x\"],\n \"c\" : true}")
                                << QByteArray("{a=[1;{b=null;};\"x\";];c=true;}");
        QTest::newRow("byte-order mark") << QByteArray("\xef\xbb\xbf[1]") << QByteArray("[1;]");
    }

    void walksThroughWhatComesInPieces()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, seen);
        for (const std::size_t piece : {1U, 2U, 3U, 7U, 4096U}) {
            JsonCursor cursor = cursorOver(text.toStdString(), piece);
            QCOMPARE(walk(cursor), seen.toStdString());
            QVERIFY(cursor.end().ok());
            QCOMPARE(cursor.offset(), static_cast<std::uint64_t>(text.size()));
        }
    }

    void saysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char *name, const char *text, const char *message) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(message);
        };
        row("cut off in a list", "[1,\n2",
            "line 2, column 2 (byte 5): expected ',' or ']' after an item, found the end of the file");
        row("cut off in a string", "[\"ab",
            "line 1, column 5 (byte 4): expected '\"' at the end of a string, found the end of the file");
        row("no colon", "{\"a\" 1}",
            "line 1, column 6 (byte 5): expected ':' after a member's name, found '1'");
        row("no name", "{1:2}", "line 1, column 2 (byte 1): expected a member's name, found '1'");
        row("no comma", "{\"a\":1 \"b\":2}",
            "line 1, column 8 (byte 7): expected ',' or '}' after a member, found '\"'");
        row("nothing where a value is", "[1,]", "line 1, column 4 (byte 3): expected a value, found ']'");
        row("a control", "[1\x01]", "1\x01");
    }

    void saysWhatIsWrongAndWhere()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, message);
        for (const std::size_t piece : {1U, 4096U}) {
            JsonCursor cursor = cursorOver(text.toStdString(), piece);
            const std::string seen = walk(cursor);
            QVERIFY2(QByteArray::fromStdString(seen).contains(message), seen.c_str());
        }
    }

    void takesAValueWhole()
    {
        const std::string value
            = "{\"a\":[1,{\"b\":\"]}\\\"\\\\\"}],\"c\":\"" + std::string(600'000, 'x') + "\"}";
        JsonCursor cursor = cursorOver("[\n" + value + ",\n7]", 1000);
        QVERIFY(cursor.beginArray().ok());
        QVERIFY(cursor.nextItem().value());
        QCOMPARE(std::string(cursor.value().value()), value);
        QCOMPARE(cursor.place(), std::string("line 2, column 1 (byte 2)"));
        QVERIFY(cursor.nextItem().value());
        QCOMPARE(std::string(cursor.value().value()), std::string("7"));
        QCOMPARE(cursor.place(), "line 3, column 1 (byte " + std::to_string(value.size() + 4) + ')');
        QVERIFY(!cursor.nextItem().value());
        QVERIFY(cursor.end().ok());
    }

    void leavesOutAValueOfAnySize()
    {
        const std::string text = "{\"big\":[" + std::string(3'000'000, ' ') + "{\"a\":\"}\"}],\"n\":1}";
        JsonCursor cursor = cursorOver(text, 65'536);
        std::string name;
        QVERIFY(cursor.beginObject().ok());
        QVERIFY(cursor.nextMember(name).value());
        QVERIFY(cursor.skipValue().ok());
        QVERIFY(cursor.nextMember(name).value());
        QCOMPARE(name, std::string("n"));
        QCOMPARE(std::string(cursor.value().value()), std::string("1"));
    }

    void refusesWhatDoesNotMatch()
    {
        JsonCursor brackets = cursorOver("[{]}", 4);
        QCOMPARE(brackets.skipValue().error().message,
            std::string("line 1, column 3 (byte 2): expected '}', found ']'"));
        JsonCursor deep = cursorOver(std::string(JsonCursor::mostLevels + 1, '['), 4096);
        QVERIFY(deep.skipValue().error().message.find("at most 512 levels") != std::string::npos);
        JsonCursor behind = cursorOver("1 2", 4096);
        QVERIFY(behind.value().ok());
        QCOMPARE(behind.end().error().message,
            std::string("line 1, column 3 (byte 2): expected the end of the file, found '2'"));
    }

    void refusesAValueThatIsTooLarge()
    {
        std::uint64_t given = 0;
        JsonCursor cursor([&given](char *to, std::size_t most) -> Result<std::size_t> {
            std::fill_n(to, most, given == 0 ? '"' : 'x');
            std::fill_n(to + 1, most - 1, 'x');
            given += most;
            return most;
        });
        const auto value = cursor.value();
        QVERIFY(!value.ok());
        QCOMPARE(value.error().kind, ErrorKind::Limit);
        QVERIFY(given < JsonCursor::mostValueBytes + (std::size_t{1} << 20U));
    }

    void passesTheErrorsOfItsSourceOn()
    {
        JsonCursor cursor([](char *, std::size_t) -> Result<std::size_t> {
            return Error{ErrorKind::Io, "the disk is gone"};
        });
        QCOMPARE(cursor.shape().error().message, std::string("the disk is gone"));
    }
};

QTEST_APPLESS_MAIN(TestJsonCursor)
#include "tst_json_cursor.moc"
