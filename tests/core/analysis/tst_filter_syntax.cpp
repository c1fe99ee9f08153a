// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/filter_completion.h"
#include "core/analysis/filter_syntax.h"

#include <QTest>

using namespace sluice;

namespace {

/// A tree as a person reads it: "and(type=llms not(or(...)))".
std::string print(const FilterNode &node)
{
    if (node.kind == FilterNode::Kind::Term) {
        const FilterTerm &term = node.term;
        std::string text(infoOf(term.field).name);
        if (term.isUnknown)
            return text + "=?";
        const FilterValue value = infoOf(term.field).value;
        if (value == FilterValue::Duration || value == FilterValue::Dollars || value == FilterValue::Count) {
            const auto end = [](std::int64_t number) {
                const bool isEnd = number == std::numeric_limits<std::int64_t>::min()
                    || number == std::numeric_limits<std::int64_t>::max();
                return isEnd ? std::string() : std::to_string(number);
            };
            return text + '[' + end(term.least) + ".." + end(term.most) + ']';
        }
        return text + (term.isPattern ? "~" : term.isPart ? "*=" : "=") + term.text;
    }
    std::string text = node.kind == FilterNode::Kind::And ? "and("
        : node.kind == FilterNode::Kind::Or               ? "or("
                                                          : "not(";
    for (const FilterNode &part : node.parts)
        text += (text.back() == '(' ? "" : " ") + print(part);
    return text + ')';
}

FilterVocabulary vocabulary()
{
    return {{"plan", "search the web"}, {"gpt-4o", "gpt-4o-mini", "claude-3-5-sonnet"}, {"search", "fetch"},
        {"writer", "reviewer"}, {"prod", "nightly"}};
}

} // namespace

class TestFilterSyntax : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsATree_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("tree");
        const auto row = [](const char *text, const char *tree) { QTest::newRow(text) << text << tree; };
        row("", "and()");
        row("   ", "and()");
        row("type:llm", "type=llms");
        row("TYPE:Tools", "type=tools");
        row("error", "state=error");
        row("open", "state=open");
        row("timeout", "name*=timeout");
        row("time*out", "name~time*out");
        row("\"a b\"", "name*=a b");
        row("\"error\"", "name*=error");
        row("type:llm error", "and(type=llms state=error)");
        row("type:llm|tool", "or(type=llms type=tools)");
        row("type:llm | type:tool", "or(type=llms type=tools)");
        row("type:llm|dur>2s", "or(type=llms dur[2000000001..])");
        row("type:llm error|open", "and(type=llms or(state=error state=open))");
        row("-type:llm", "not(type=llms)");
        row("type!=llm|tool", "not(or(type=llms type=tools))");
        row("-(error open)", "not(and(state=error state=open))");
        row("(a|b) c", "and(or(name*=a name*=b) name*=c)");
        row("agent:writer model:gpt* text:\"timeout\"", "and(agent=writer model~gpt* text*=timeout)");
        row("model:llama3:8b", "model=llama3:8b");
        row("name:\"gpt*\"", "name=gpt*");
        row("name:\"say \\\"hi\\\"\"", "name=say \"hi\"");
        row("tag:prod|\"two words\"", "or(tag=prod tag=two words)");
        row("dur>2s", "dur[2000000001..]");
        row("dur>=1.5ms", "dur[1500000..]");
        row("dur<10us", "dur[..9999]");
        row("dur<=1m", "dur[..60000000000]");
        row("dur:>1h", "dur[3600000000001..]");
        row("dur=2s", "dur[2000000000..2000000000]");
        row("dur:1s..5s", "dur[1000000000..5000000000]");
        row("dur:..5s", "dur[..5000000000]");
        row("dur:1s..", "dur[1000000000..]");
        row("dur!=2s", "not(dur[2000000000..2000000000])");
        row("at:1m..2m", "at[60000000000..120000000000]");
        row("cost>0.01", "cost[10000000001..]");
        row("cost:$0.000001", "cost[1000000..1000000]");
        row("cost:unknown", "cost=?");
        row("tokens>1.5k", "tokens[1501..]");
        row("prompt:1k..2M", "prompt[1000..2000000]");
        row("completion:unknown", "completion=?");
    }
    void readsATree()
    {
        QFETCH(QString, text);
        QFETCH(QString, tree);
        const ParsedFilter parsed = parseFilter(text.toStdString());
        QVERIFY2(!parsed.problem, parsed.problem ? parsed.problem->message.c_str() : "");
        QCOMPARE(QString::fromStdString(print(parsed.root)), tree);
    }

    void saysWhereAndWhatWasExpected_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *text, int column, const char *message) {
            QTest::newRow(text) << text << column << message;
        };
        const char *fields
            = "the fields are type, dur, agent, model, tool, name, text, cost, tokens, prompt, "
              "completion, at, state, tag";
        row("typ:llm", 1,
            qPrintable(QStringLiteral("there is no field 'typ'; %1").arg(QLatin1String(fields))));
        row(":llm", 1,
            qPrintable(QStringLiteral("there is no field in front of this; %1").arg(QLatin1String(fields))));
        row("type:lm", 6, "'type' expects action, llm, tool, error or api; found 'lm'");
        row("error type:", 12, "expected action, llm, tool, error or api");
        row("type>llm", 5, "'type' cannot be larger or smaller; write type:llm");
        row("agent<b", 6, "'agent' cannot be larger or smaller; write agent:writer");
        row("state:gone", 7, "'state' expects done, open or error; found 'gone'");
        row("dur>2", 5, "'dur' expects a time with a unit (us, ms, s, m, h), such as 2s; found '2'");
        row("dur>2parsecs", 5,
            "'dur' expects a time with a unit (us, ms, s, m, h), such as 2s; found '2parsecs'");
        row("dur>-2s", 5, "'dur' expects a time with a unit (us, ms, s, m, h), such as 2s; found '-2s'");
        row("dur>9999999999999999h", 5,
            "'dur' expects a time with a unit (us, ms, s, m, h), such as 2s; found '9999999999999999h'");
        row("dur:5s..1s", 5, "the range '5s..1s' ends before it begins");
        row("dur:..", 5, "'dur' expects a time with a unit (us, ms, s, m, h), such as 2s; found '..'");
        row("cost>cheap", 6,
            "'cost' expects an amount of dollars, such as 0.01, or the word unknown; found 'cheap'");
        row("tokens>1q", 8, "'tokens' expects a number, such as 500 or 2k, or the word unknown; found '1q'");
        row("naïve dur>x", 11, "'dur' expects a time with a unit (us, ms, s, m, h), such as 2s; found 'x'");
        row("\"open", 1, "this quote is not closed");
        row("text:\"open", 6, "this quote is not closed");
        row("text:", 6, "expected a word, or a text in quotes");
        row("| error", 1, "'|' stands between two terms; the first is missing");
        row("error |", 7, "'|' stands between two terms; the second is missing");
        row("error | | open", 7, "'|' stands between two terms; the second is missing");
        row("- error", 1, "'-' stands right in front of what must not hold");
        row("--error", 1, "'-' stands right in front of what must not hold");
        row("(error", 1, "this '(' is not closed");
        row("error)", 6, "there is no bracket that this ')' closes");
        row("()", 1, "there is nothing in these brackets");
        row("type!llm", 5, "expected '!='");
    }
    void saysWhereAndWhatWasExpected()
    {
        QFETCH(QString, text);
        QFETCH(int, column);
        QFETCH(QString, message);
        const ParsedFilter parsed = parseFilter(text.toStdString());
        QVERIFY(parsed.problem);
        QCOMPARE(QString::fromStdString(parsed.problem->message), message);
        QCOMPARE(static_cast<int>(parsed.problem->column), column);
        QVERIFY(parsed.isEmpty());
    }

    void holdsItsLimits()
    {
        QVERIFY(!parseFilter(std::string(longestFilter, 'a')).problem);
        const ParsedFilter tooLong = parseFilter(std::string(longestFilter + 1, 'a'));
        QVERIFY(tooLong.problem);
        QCOMPARE(tooLong.problem->place, (FilterPlace{longestFilter, 1}));
        const auto nested = [](int depth) {
            return std::string(static_cast<std::size_t>(depth), '(') + 'a'
                + std::string(static_cast<std::size_t>(depth), ')');
        };
        QVERIFY(!parseFilter(nested(deepestFilter)).problem);
        QVERIFY(parseFilter(nested(deepestFilter + 1)).problem);
    }

    void notesTokensWithTheirPlaces()
    {
        using enum FilterToken::Kind;
        const std::string text = "-type:llm|tool (a \"b c\") dur>=2s";
        const std::vector<FilterToken> expected{{Not, {0, 1}}, {Field, {1, 4}}, {Relation, {5, 1}},
            {Value, {6, 3}}, {Or, {9, 1}}, {Value, {10, 4}}, {Bracket, {15, 1}}, {Word, {16, 1}},
            {Word, {18, 5}}, {Bracket, {23, 1}}, {Field, {25, 3}}, {Relation, {28, 2}}, {Value, {30, 2}}};
        QCOMPARE(parseFilter(text).tokens, expected);
    }

    void quotesWhatNeedsIt_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("quoted");
        QTest::newRow("plain") << "gpt-4o"
                               << "gpt-4o";
        QTest::newRow("blank") << "two words"
                               << "\"two words\"";
        QTest::newRow("empty") << ""
                               << "\"\"";
        QTest::newRow("wildcard") << "a*b"
                                  << "\"a*b\"";
        QTest::newRow("quote") << "say \"hi\""
                               << "\"say \\\"hi\\\"\"";
        QTest::newRow("backslash") << "c:\\dir"
                                   << "\"c:\\\\dir\"";
        QTest::newRow("minus") << "-x"
                               << "\"-x\"";
        QTest::newRow("bracket") << "f(x)"
                                 << "\"f(x)\"";
    }
    void quotesWhatNeedsIt()
    {
        QFETCH(QString, text);
        QFETCH(QString, quoted);
        QCOMPARE(QString::fromStdString(quotedForFilter(text.toStdString())), quoted);
        const ParsedFilter parsed = parseFilter("name:" + quoted.toStdString());
        QVERIFY(!parsed.problem);
        QCOMPARE(QString::fromStdString(parsed.root.term.text), text);
        QVERIFY(!parsed.root.term.isPattern);
    }

    void offersWhatMayStandThere_data()
    {
        QTest::addColumn<QString>("text"); // the cursor is at `^`
        QTest::addColumn<QString>("offers");
        QTest::addColumn<QString>("replaced");
        const auto row = [](const char *text, const char *offers, const char *replaced) {
            QTest::newRow(text) << text << offers << replaced;
        };
        row("^",
            "type: dur> agent: model: tool: name: text: cost> tokens> prompt> completion> at> state: tag: "
            "error open",
            "");
        row("t^", "type: tool: text: tokens> tag: agent: cost> prompt> completion> at> state:", "t");
        row("er^", "error", "er");
        row("type:^", "llm tool action error api", "");
        row("type:l^", "llm tool", "l");
        row("-type:l^", "llm tool", "l");
        row("(type:l^", "llm tool", "l");
        row("error type:l^", "llm tool", "l");
        row("type:llm|to^", "tool", "to");
        row("model:gpt^", "gpt-4o gpt-4o-mini", "gpt");
        row("model:4o^", "gpt-4o gpt-4o-mini", "4o");
        row("model:gpt-4o^", "gpt-4o-mini", "gpt-4o");
        row("name:\"search t^", "\"search the web\"", "\"search t");
        row("name:sea^", "\"search the web\"", "sea");
        row("agent:^", "writer reviewer", "");
        row("tag:n^", "nightly", "n");
        row("dur>1^", "1s 10s 1m 100ms", "1");
        row("nothing:x^", "", "x");
        row("agent:wri^ error", "writer", "wri");
    }
    void offersWhatMayStandThere()
    {
        QFETCH(QString, text);
        QFETCH(QString, offers);
        QFETCH(QString, replaced);
        const auto cursor = static_cast<std::size_t>(text.indexOf(QLatin1Char('^')));
        const std::string typed = text.remove(QLatin1Char('^')).toStdString();
        const FilterCompletion completion = completeFilter(typed, cursor, vocabulary());
        QStringList texts;
        for (const FilterCandidate &candidate : completion.candidates)
            texts << QString::fromStdString(candidate.text);
        if (text.startsWith(QStringLiteral("dur"))) {
            texts.sort();
            QStringList expected = offers.split(QLatin1Char(' '));
            expected.sort();
            QCOMPARE(texts, expected);
        } else {
            QCOMPARE(texts.join(QLatin1Char(' ')), offers);
        }
        QCOMPARE(QString::fromStdString(typed.substr(completion.replaced.at, completion.replaced.length)),
            replaced);
    }

    void everyOfferMakesAFilter()
    {
        for (const std::string start : {"", "type:", "state:", "name:", "model:", "tool:", "agent:", "tag:",
                 "dur>", "at>", "cost:", "tokens:"}) {
            for (const FilterCandidate &candidate :
                completeFilter(start, start.size(), vocabulary()).candidates) {
                const std::string text = start + candidate.text;
                QCOMPARE(!parseFilter(text).problem, candidate.isWhole);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestFilterSyntax)
#include "tst_filter_syntax.moc"
