// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/event_texts.h"

#include <QTest>

using namespace sluice;

namespace {

std::string textOf(const std::string &body, TextField field, const std::string &name = "act")
{
    StoredEvent event;
    event.name = name;
    event.body = body;
    return EventTextReader().of(event).at(static_cast<std::size_t>(field));
}

} // namespace

class TestEventTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areWhatAPersonReads_data();
    void areWhatAPersonReads();
    void areCutBetweenCharacters();
    void areTheNameAloneOfABodyThatIsNoObject();
};

void TestEventTexts::areWhatAPersonReads_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("field");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *title, const QByteArray &body, TextField field, const QByteArray &text) {
        QTest::newRow(title) << body << static_cast<int>(field) << text;
    };
    row("a prompt", R"({"prompt":"Say \"hi\"\nnow"})", TextField::Prompt, "Say \"hi\"\nnow");
    row("a chat", R"({"prompt":[{"role":"system","content":"s"},{"role":"user","content":"u"}]})",
        TextField::Prompt, "s\nu");
    row("a completion with a tool call",
        R"({"completion":{"role":"assistant","content":null,"tool_calls":[{"type":"function","function":{"name":"f","arguments":"{\"q\":1}"}}]}})",
        TextField::Completion, "f\n{\"q\":1}");
    row("params with their names", R"({"params":{"q":"x","n":[1,2.5,true,null]}})", TextField::Params,
        "q\nx\nn\n1\n2.5");
    row("the documentation's names", R"({"input":{"a":"b"}})", TextField::Params, "a\nb");
    row("returns", R"({"returns":"found"})", TextField::Returns, "found");
    row("output", R"({"output":["found"]})", TextField::Returns, "found");
    row("logs", R"({"logs":"Traceback\n  line"})", TextField::Logs, "Traceback\n  line");
    row("an error", R"({"code":"E42","details":{"why":"zero"}})", TextField::Error, "E42\nwhy\nzero");
    row("the name", "{}", TextField::Name, "act");
    row("no such member", "{}", TextField::Prompt, "");
    row("a picture", R"({"returns":{"image":"data:image/png;base64,AAAA"}})", TextField::Returns, "image");
    row("what looks like Base64", "{\"returns\":\"key: " + QByteArray(120, 'A') + " end\"}",
        TextField::Returns, "key:  end");
    row("a long word", "{\"returns\":\"" + QByteArray(119, 'A') + "\"}", TextField::Returns,
        QByteArray(119, 'A'));
    row("other letters", R"({"logs":"größe \u4f60\u597d"})", TextField::Logs, "größe 你好");
    row("markup is text", R"({"logs":"<b>bold</b>"})", TextField::Logs, "<b>bold</b>");
}

void TestEventTexts::areWhatAPersonReads()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, field);
    QFETCH(const QByteArray, text);
    QCOMPARE(textOf(body.toStdString(), static_cast<TextField>(field)), text.toStdString());
}

void TestEventTexts::areCutBetweenCharacters()
{
    for (const std::size_t before : {0U, 1U, 2U}) {
        std::string words(before, ' ');
        while (words.size() < mostTextOfField)
            words += "你";
        const std::string text = textOf("{\"prompt\":\"" + words + "\"}", TextField::Prompt);
        QVERIFY(text.size() <= mostTextOfField && text.size() > mostTextOfField - 3);
        QCOMPARE((text.size() - before) % 3, std::size_t{0});
    }
    const std::string exact(mostTextOfField, ' ');
    QCOMPARE(textOf("{\"prompt\":\"" + exact + "\"}", TextField::Prompt).size(), mostTextOfField);
    QCOMPARE(textOf("{\"prompt\":[\"" + exact + "\",\"more\"]}", TextField::Prompt).size(), mostTextOfField);
}

void TestEventTexts::areTheNameAloneOfABodyThatIsNoObject()
{
    EventTextReader reader;
    for (const char *body : {"", "null", "[1]", "{\"prompt\":"}) {
        StoredEvent event;
        event.name = "act";
        event.body = body;
        const EventTexts texts = reader.of(event);
        QCOMPARE(texts[0], std::string("act"));
        QVERIFY(texts[1].empty());
    }
}

QTEST_APPLESS_MAIN(TestEventTexts)
#include "tst_event_texts.moc"
