// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What was received, as it is shown: hidden characters, terminal colours, log lines, chat bubbles.

#include "ui/models/ansi_text.h"
#include "ui/models/chat_model.h"
#include "ui/models/log_lines_model.h"
#include "ui/models/visible_text.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;

namespace {

QString printed(const AnsiColour &colour)
{
    if (colour.kind == AnsiColour::Kind::Named)
        return QString::number(colour.value);
    return colour.kind == AnsiColour::Kind::Exact
        ? QStringLiteral("#%1").arg(colour.value, 6, 16, QLatin1Char('0'))
        : QString();
}

/// "text{0+3 text=1 bold}"
QString printed(const AnsiLine &line)
{
    QString all = line.text;
    for (const AnsiRun &run : line.runs) {
        QStringList facts;
        if (run.style.text.kind != AnsiColour::Kind::Default)
            facts << QStringLiteral("text=") + printed(run.style.text);
        if (run.style.background.kind != AnsiColour::Kind::Default)
            facts << QStringLiteral("on=") + printed(run.style.background);
        const auto fact = [&](bool is, const char *name) {
            if (is)
                facts << QLatin1String(name);
        };
        fact(run.style.isBold, "bold");
        fact(run.style.isFaint, "faint");
        fact(run.style.isItalic, "italic");
        fact(run.style.isUnderlined, "underlined");
        fact(run.style.isStruckOut, "struck");
        fact(run.style.isInverse, "inverse");
        all += QStringLiteral("{%1+%2 %3}").arg(run.start).arg(run.length).arg(facts.join(u' '));
    }
    return all;
}

EventLog logOf(std::int64_t row, std::string text)
{
    return {row, EventType::Action, "step", Timestamp(std::chrono::seconds(row)), std::move(text)};
}

ChatMessage said(ChatRole role, std::string text)
{
    ChatMessage message;
    message.role = role;
    message.parts.push_back({ChatPart::Kind::Text, {}, {}, std::move(text)});
    return message;
}

} // namespace

class TestReceivedText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsHiddenCharacters_data();
    void showsHiddenCharacters();
    void putsTextInOneLine_data();
    void putsTextInOneLine();
    void readsTerminalColours_data();
    void readsTerminalColours();
    void keepsAStyleOverTheEndOfALine();
    void listsLogLines();
    void takesAHundredThousandLinesAndNoMore();
    void findsLogLines();
    void foldsLongMessages_data();
    void foldsLongMessages();
    void showsCardsOfTools();
    void copiesAMessageAsItWasReceived();
};

void TestReceivedText::showsHiddenCharacters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("visible");
    QTest::newRow("plain") << QStringLiteral("aä\tb\nc") << QStringLiteral("aä\tb\nc");
    QTest::newRow("right to left override") << QStringLiteral("a\u202eb") << QStringLiteral("a[U+202E]b");
    QTest::newRow("isolates") << QStringLiteral("\u2066a\u2069") << QStringLiteral("[U+2066]a[U+2069]");
    QTest::newRow("marks") << QStringLiteral("\u200e\u200f\u061c")
                           << QStringLiteral("[U+200E][U+200F][U+061C]");
    QTest::newRow("without width") << QStringLiteral("a\u200bb\ufeff")
                                   << QStringLiteral("a[U+200B]b[U+FEFF]");
    QTest::newRow("joiner stays") << QStringLiteral("a\u200db") << QStringLiteral("a\u200db");
    QTest::newRow("line ends of DOS") << QStringLiteral("a\r\nb\rc") << QStringLiteral("a\nb[U+000D]c");
    QTest::newRow("controls") << QStringLiteral("\u0007\u009b") << QStringLiteral("[U+0007][U+009B]");
    QTest::newRow("markup") << QStringLiteral("<img src=x>") << QStringLiteral("<img src=x>");
}

void TestReceivedText::showsHiddenCharacters()
{
    QFETCH(QString, text);
    QTEST(visibleText(text), "visible");
}

void TestReceivedText::putsTextInOneLine_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("line");
    QTest::newRow("short") << QStringLiteral("ab\ncd") << QStringLiteral("ab cd");
    QTest::newRow("as long as there is room") << QStringLiteral("abcdefgh") << QStringLiteral("abcdefgh");
    QTest::newRow("longer") << QStringLiteral("abcdefghi") << QStringLiteral("abcdefgh…");
    QTest::newRow("not within a character") << QStringLiteral("abcdefg😀") << QStringLiteral("abcdefg…");
}

void TestReceivedText::putsTextInOneLine()
{
    QFETCH(QString, text);
    QTEST(oneLine(text, 8), "line");
}

void TestReceivedText::readsTerminalColours_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *name, const char *text, const char *line) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(line);
    };
    row("none", "plain <b>", "plain <b>");
    row("named", "a\x1b[31mb\x1b[0mc", "abc{1+1 text=1}");
    row("bright, on a ground", "\x1b[97;104mx", "x{0+1 text=15 on=12}");
    row("weights", "\x1b[1;2;3;4;7;9mx", "x{0+1 bold faint italic underlined struck inverse}");
    row("weights off", "\x1b[1;3m\x1b[22;23mx", "x");
    row("default colours", "\x1b[31;41m\x1b[39;49mx", "x");
    row("of 256: named", "\x1b[38;5;9mx", "x{0+1 text=9}");
    row("of 256: cube", "\x1b[38;5;196mx", "x{0+1 text=#ff0000}");
    row("of 256: grey", "\x1b[48;5;232mx", "x{0+1 on=#080808}");
    row("exact", "\x1b[38;2;1;2;255mx", "x{0+1 text=#0102ff}");
    row("exact, with what follows", "\x1b[38;2;1;2;3;1mx", "x{0+1 text=#010203 bold}");
    row("out of range", "\x1b[38;2;999;-1;3mx", "x{0+1 text=#ff0003}");
    row("empty is reset", "\x1b[31ma\x1b[mb", "ab{0+1 text=1}");
    row("moves are left out", "a\x1b[2J\x1b[10;20H\x1b[?25lb", "ab");
    row("titles are left out",
        "a\x1b]0;title\x07"
        "b\x1b]0;title\x1b\\c",
        "abc");
    row("links are left out", "\x1b]8;;http://x\x1b\\text\x1b]8;;\x1b\\", "text");
    row("device commands are left out", "a\x1bP1$r0m\x1b\\b", "ab");
    row("charsets are left out", "a\x1b(Bb\x1b=c", "abc");
    row("cut short", "a\x1b[31", "a");
    row("cut shorter", "a\x1b", "a");
    row("title without an end", "a\x1b]0;title", "a");
    row("one-byte introducer",
        "a\xc2\x9b"
        "31mb",
        "ab{1+1 text=1}");
    row("other controls are marked",
        "a\x08"
        "b",
        "a[U+0008]b");
    row("hidden text is shown", "\x1b[8msecret", "secret");
    row("runs join", "\x1b[31ma\x1b[31mb", "ab{0+2 text=1}");
}

void TestReceivedText::readsTerminalColours()
{
    QFETCH(QString, text);
    QTEST(printed(AnsiReader().read(text)), "line");
}

void TestReceivedText::keepsAStyleOverTheEndOfALine()
{
    AnsiReader reader;
    QCOMPARE(printed(reader.read(u"\x1b[32ma")), QStringLiteral("a{0+1 text=2}"));
    QCOMPARE(printed(reader.read(u"b\x1b[0m")), QStringLiteral("b{0+1 text=2}"));
    QCOMPARE(printed(reader.read(u"c")), QStringLiteral("c"));
}

void TestReceivedText::listsLogLines()
{
    LogLinesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show({logOf(4, "one\r\ntwo\n"), logOf(9, "\x1b[31mred")});
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows << QStringLiteral("%1|%2|%3")
                    .arg(model.index(row, 1).data().toString(), model.index(row, 2).data().toString())
                    .arg(model.eventRow(row));
    QCOMPARE(rows.join(u'\n'), QStringLiteral("Action · step|one|4\n|two|4\nAction · step|red|9"));
    QVERIFY(!model.index(0, 0).data().toString().isEmpty());
    QCOMPARE(model.longest(), 3);
    QCOMPARE(model.plainText({0, 2}), QStringLiteral("one\nred\n"));
    QVERIFY(model.index(2, 2).data(Qt::AccessibleTextRole).toString().startsWith(QStringLiteral("red, ")));
}

void TestReceivedText::takesAHundredThousandLinesAndNoMore()
{
    std::string text;
    for (std::size_t i = 0; i < LogLinesModel::mostLines; ++i)
        text += "line\n";
    LogLinesModel model;
    model.show({logOf(1, text)});
    QCOMPARE(model.rowCount(), static_cast<int>(LogLinesModel::mostLines));
    QVERIFY(!model.isCut());
    model.show({logOf(1, text), logOf(2, "more")});
    QCOMPARE(model.rowCount(), static_cast<int>(LogLinesModel::mostLines));
    QVERIFY(model.isCut());
}

void TestReceivedText::findsLogLines()
{
    LogLinesModel model;
    model.show({logOf(1, "Error one\nfine\nerror two")});
    const QString words = QStringLiteral("error");
    QCOMPARE(model.find(words, -1, false), std::optional(0));
    QCOMPARE(model.find(words, 0, false), std::optional(2));
    QCOMPARE(model.find(words, 2, false), std::optional(0));
    QCOMPARE(model.find(words, 0, true), std::optional(2));
    QCOMPARE(model.find(words, -1, true), std::optional(2));
    QCOMPARE(model.find(QStringLiteral("fine"), 1, false), std::optional(1));
    QCOMPARE(model.find(QStringLiteral("none"), 0, false), std::nullopt);
    QCOMPARE(model.find({}, 0, false), std::nullopt);
}

void TestReceivedText::foldsLongMessages_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("shown");
    QTest::addColumn<QString>("more");
    const auto most = static_cast<qsizetype>(ChatModel::foldedBytes);
    QTest::newRow("a byte less") << QString(most - 1, u'x') << most - 1 << QString();
    QTest::newRow("as much as is shown") << QString(most, u'x') << most << QString();
    QTest::newRow("a byte more") << QString(most + 1, u'x') << most << QStringLiteral("Show all 1.95 KiB");
    QTest::newRow("not within a character")
        << QString(most - 1, u'x') + QStringLiteral("äb") << most - 1 << QStringLiteral("Show all 1.96 KiB");
    const QString line = QStringLiteral("x\n");
    QTest::newRow("many lines") << line.repeated(25) << qsizetype{2 * ChatModel::foldedLines - 1}
                                << QStringLiteral("Show all 50 B");
}

void TestReceivedText::foldsLongMessages()
{
    QFETCH(QString, text);
    QFETCH(QString, more);
    ChatModel model;
    model.show({said(ChatRole::User, text.toStdString())});
    const Bubble bubble = model.bubble(0);
    QTEST(bubble.parts.at(0).text.size(), "shown");
    QCOMPARE(bubble.more, more);
    QCOMPARE(model.isFolded(0), !more.isEmpty());
    QCOMPARE(model.wholeText(0), text);
}

void TestReceivedText::showsCardsOfTools()
{
    ChatMessage message;
    message.role = ChatRole::Assistant;
    message.speaker = "Ada";
    message.isAnswer = true;
    message.parts = {{ChatPart::Kind::ToolCall, "find", "c1", "{\"q\":1}"},
        {ChatPart::Kind::ToolResult, "", "c1", "no", true},
        {ChatPart::Kind::Media, "image/png", "", "8 characters"}};
    ChatModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show({message, ChatMessage()});
    QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(),
        QStringLiteral("Assistant · Ada · answer\nCalls find · c1: {\"q\":1}\nTool error · c1: no\n"
                       "Attached: image/png: 8 characters"));
    QVERIFY(model.bubble(0).parts[1].isError);
    QCOMPARE(model.index(1).data().toString(), QStringLiteral("Message\n(nothing)"));
}

void TestReceivedText::copiesAMessageAsItWasReceived()
{
    ChatModel model;
    model.show({said(ChatRole::User, "a\xe2\x80\xae<b>")});
    QCOMPARE(model.bubble(0).parts[0].text, QStringLiteral("a[U+202E]<b>"));
    QCOMPARE(model.wholeText(0), QStringLiteral("a\u202e<b>"));
}

QTEST_GUILESS_MAIN(TestReceivedText)
#include "tst_received_text.moc"
