// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/bar_rows.h"
#include "core/exchange/export_csv.h"
#include "core/exchange/whole_file.h"
#include "tests/core/exchange/exchange_bench.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <utility>

using namespace sluice;
using Json = nlohmann::ordered_json;

namespace {

std::string cell(std::string_view text)
{
    std::string out;
    appendCsvCell(out, text);
    return out;
}

/// RFC 4180 back into cells; the guard of formulas is taken away as the guide says.
std::vector<std::vector<std::string>> rowsOfCsv(const std::string &text)
{
    std::vector<std::vector<std::string>> rows(1);
    std::string current;
    bool inQuotes = false;
    const auto endCell = [&] {
        rows.back().push_back(current.starts_with('\'') ? current.substr(1) : current);
        current.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inQuotes && c == '"' && i + 1 < text.size() && text[i + 1] == '"')
            current += text[++i];
        else if (c == '"')
            inQuotes = !inQuotes;
        else if (!inQuotes && c == ',')
            endCell();
        else if (!inQuotes && c == '\r')
            continue;
        else if (!inQuotes && c == '\n') {
            endCell();
            rows.emplace_back();
        } else
            current += c;
    }
    rows.pop_back();
    return rows;
}

/// What the Trace Event Format asks of an event, as far as Perfetto and chrome://tracing look; "" when it is
/// good.
std::string faultOf(const Json &event)
{
    if (!event.is_object() || !event.contains("ph") || !event["ph"].is_string())
        return "no ph";
    const std::string phase = event["ph"];
    if (!event.contains("name") || !event["name"].is_string() || event["name"].get<std::string>().empty())
        return "no name";
    if (!event["pid"].is_number_unsigned() || !event["tid"].is_number_unsigned())
        return "pid and tid are no numbers";
    if (phase == "M") {
        const std::string name = event["name"];
        const bool isKnown = name == "process_name" || name == "thread_name";
        return isKnown && event["args"]["name"].is_string() ? "" : "bad metadata";
    }
    if (!event["ts"].is_number_unsigned())
        return "ts is no number of 0 or more";
    if (phase == "X")
        return event["dur"].is_number_unsigned() ? "" : "dur is no number of 0 or more";
    if (phase == "i")
        return event["s"] == "g" || event["s"] == "p" || event["s"] == "t" ? "" : "bad scope";
    if (phase != "C")
        return "phase " + phase;
    return std::ranges::all_of(event["args"], [](const Json &value) { return value.is_number(); })
        ? ""
        : "a counter's series is no number";
}

/// Bars of a thread must be disjoint or lie wholly within one another; "" when they do.
std::string nestingFaultOf(const Json &events)
{
    std::map<std::pair<int, int>, std::vector<std::pair<std::int64_t, std::int64_t>>> threads;
    for (const Json &event : events) {
        if (event["ph"] == "X")
            threads[{event["pid"], event["tid"]}].emplace_back(
                event["ts"], -event["dur"].get<std::int64_t>());
    }
    for (auto &[thread, bars] : threads) {
        std::ranges::sort(bars);
        std::vector<std::int64_t> open;
        for (const auto &[start, minusDuration] : bars) {
            while (!open.empty() && open.back() <= start)
                open.pop_back();
            if (!open.empty() && open.back() < start - minusDuration)
                return "bars overlap on thread " + std::to_string(thread.second);
            open.push_back(start - minusDuration);
        }
    }
    return {};
}

} // namespace

class TestExports : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void makesCellsHarmless_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("cell");
        const auto row = [](const char *text, const char *cell) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(cell);
        };
        row("plain", "plain");
        row("a,b", "\"a,b\"");
        row("say \"hi\"", "\"say \"\"hi\"\"\"");
        row("two\nlines", "\"two\nlines\"");
        row("=1+1", "'=1+1");
        row("+1", "'+1");
        row("-1", "'-1");
        row("@SUM(A1)", "'@SUM(A1)");
        row("\ttab", "'\ttab");
        row("\rcr", "\"'\rcr\"");
        row("\nlf", "\"'\nlf\"");
        row("'quoted'", "''quoted'");
        row("=cmd|' /C calc'!A0,\"x\"", "\"'=cmd|' /C calc'!A0,\"\"x\"\"\"");
    }

    void makesCellsHarmless()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, cell);
        QCOMPARE(::cell(text.toStdString()), cell.toStdString());
        QCOMPARE(rowsOfCsv(::cell(text.toStdString()) + "\r\n").front().front(), text.toStdString());
    }

    void writesARowAnEvent()
    {
        ExchangeBench bench;
        bench.put(richBatch());
        const std::string text = bench.exported(richId, ExchangeFormat::Csv);
        QVERIFY(QByteArray::fromStdString(text).isValidUtf8());
        const auto rows = rowsOfCsv(text);
        const std::vector<StoredEvent> events = bench.events(richId);
        QCOMPARE(rows.size(), events.size() + 1);
        const std::vector<std::string> &names = rows.front();
        const auto column = [&names](const char *name) {
            return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
        };
        for (std::size_t i = 0; i < events.size(); ++i) {
            const auto &row = rows[i + 1];
            QCOMPARE(row.size(), names.size());
            QCOMPARE(row[column("id")], events[i].id.text());
            QCOMPARE(row[column("event_type")], std::string(wireName(events[i].type)));
            QCOMPARE(row[column("name")], events[i].name);
            QCOMPARE(row[column("start")], toIsoText(events[i].start));
            QCOMPARE(row[column("body")], events[i].body);
        }
        QCOMPARE(rows[1][column("agent")], std::string("planner"));
        QCOMPARE(rows[1][column("prompt_tokens")], std::string("12"));
        QCOMPARE(rows[1][column("cost_usd")], std::string("0.0125"));
        QCOMPARE(rows[1][column("duration_us")], std::string("500000"));
        QCOMPARE(rows[2][column("prompt_tokens")], std::string());
        QCOMPARE(rows[3][column("trigger_event_id")], events[1].id.text());
        QCOMPARE(rows[6][column("open")], std::string("true"));
    }

    void writesAValidChromeTrace()
    {
        ExchangeBench bench;
        StoreBatch batch = richBatch();
        for (std::uint64_t i = 0; i < 200; ++i) { // overlap in every way
            StoredEvent event = wireEvent(richId, 100 + i, EventType::Action, "");
            event.start = at(static_cast<std::int64_t>(i * 7919 % 1000));
            event.end = event.start + Micros(static_cast<std::int64_t>(i * 104'729 % 500));
            batch.events.push_back(event);
        }
        bench.put(std::move(batch));
        const std::string text = bench.exported(richId, ExchangeFormat::Chrome);
        const Json trace = Json::parse(text);
        QCOMPARE(trace["displayTimeUnit"].get<std::string>(), std::string("ms"));
        const Json &events = trace["traceEvents"];
        std::map<std::string, int> phases;
        for (const Json &event : events) {
            QCOMPARE(faultOf(event), std::string());
            ++phases[event["ph"]];
        }
        QCOMPARE(nestingFaultOf(events), std::string());
        QCOMPARE(phases["X"], 206 + 2); // events and flushes
        QCOMPARE(phases["i"], 1);
        QCOMPARE(phases["C"], 2 + 1); // depths and one capacity
        const auto error = std::ranges::find_if(
            events, [](const Json &event) { return event.value("cat", "") == "errors"; });
        QVERIFY(error != events.end());
        QCOMPARE((*error)["args"]["details"].get<std::string>(), std::string("division by zero"));
    }

    void packsBarsIntoRows()
    {
        std::vector<GroupedBar> bars;
        for (int i = 0; i < 3'000; ++i) // all at once: more than rows that nest
            bars.push_back({at(i % 7), at(10'000 - (i * 31 % 5'000)), static_cast<std::uint32_t>(i % 2)});
        const std::vector<std::uint32_t> rows = rowsOf(bars);
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::pair<Timestamp, Timestamp>>>
            placed;
        for (std::size_t i = 0; i < bars.size(); ++i)
            placed[{bars[i].group, rows[i]}].emplace_back(bars[i].start, bars[i].end);
        for (auto &[row, inIt] : placed) {
            std::ranges::sort(inIt, [](const auto &a, const auto &b) {
                return a.first != b.first ? a.first < b.first : a.second > b.second;
            });
            std::vector<Timestamp> open;
            for (const auto &[start, end] : inIt) {
                while (!open.empty() && open.back() <= start)
                    open.pop_back();
                QVERIFY(open.empty() || open.back() >= end);
                open.push_back(end);
            }
        }
        QVERIFY(rowsOf({}).empty());
    }

    void writesAFileWholeOrNotAtAll()
    {
        ExchangeBench bench;
        bench.put(richBatch());
        const auto path = bench.file("what was there", "out.json");
        const Result<void> stopped = exportToFile(*bench.reader(), richId, ExchangeFormat::Csv, at(0), path,
            [](const ExchangeProgress &) { return false; });
        QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
        QCOMPARE(bench.files(), QStringList{QStringLiteral("out.json")});
        QFile file(QString::fromStdString(path.string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("what was there"));
        file.close();

        QVERIFY(exportToFile(*bench.reader(), richId, ExchangeFormat::Json, at(0), path, ExchangeBench::goOn)
                    .ok());
        QCOMPARE(bench.files(), QStringList{QStringLiteral("out.json")});
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().toStdString(), bench.exported(richId));
    }

    void saysWhyAFileCannotBeWritten()
    {
        ExchangeBench bench;
        const Result<WholeFile> nowhere = WholeFile::create("/no/such/folder/file.json");
        QCOMPARE(nowhere.error().kind, ErrorKind::Io);
        QVERIFY(contains(nowhere.error().message, "/no/such/folder/file.json: No such file"));
        QVERIFY(contains(WholeFile::create("/dev/null").error().message, "it is there and is no file"));
    }

    void replacesWhatALinkPointsAt()
    {
        ExchangeBench bench;
        const auto target = bench.file("old", "target.json");
        std::filesystem::create_symlink(target, bench.path("link.json"));
        Result<WholeFile> file = WholeFile::create(bench.path("link.json"));
        QVERIFY(file->write("new").ok());
        QVERIFY(file->commit().ok());
        QVERIFY(std::filesystem::is_symlink(bench.path("link.json")));
        QCOMPARE(std::filesystem::file_size(target), std::uintmax_t{3});
    }

    void tellsItsProgress()
    {
        ExchangeBench bench;
        StoreBatch batch = batchOf(richSession());
        for (std::uint64_t i = 1; i <= 2'000; ++i)
            batch.events.push_back(wireEvent(richId, i, EventType::Action, ""));
        bench.put(std::move(batch));
        for (const ExchangeFormat format : allExchangeFormats) {
            ExchangeProgress last;
            int looks = 0;
            const Result<void> done = exportSession(
                *bench.reader(), richId, format, at(0), [](std::string_view) { return Result<void>(); },
                [&](const ExchangeProgress &progress) {
                    ++looks;
                    last = progress;
                    return true;
                });
            QVERIFY(done.ok());
            QVERIFY(looks >= 4);
            QCOMPARE(last.total, std::uint64_t{2'000});
            QVERIFY(last.done <= last.total && last.done > 1'000);
        }
    }

    void namesTheSessionThatIsNotThere()
    {
        ExchangeBench bench;
        for (const ExchangeFormat format : allExchangeFormats)
            QCOMPARE(bench.exported(SessionId("nobody"), format), std::string("there is no session nobody"));
    }
};

QTEST_APPLESS_MAIN(TestExports)
#include "tst_exports.moc"
