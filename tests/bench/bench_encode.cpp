// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What it costs to write events as JSON: appendEvent() beside nlohmann (a value built and dumped) and
// RapidJSON (its Writer), one thread, bodies of 100, 1,000 and 10,000 events.

#include "core/agentops/encode.h"
#include "core/agentops/fixed_text.h"
#include "tests/bench/bench_event.h"
#include "tests/bench/report.h"
#include "tests/bench/timing.h"

#include <nlohmann/json.hpp>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <functional>

namespace sluice::bench {

namespace {

using Body = std::function<std::size_t(const std::vector<Event> &)>; ///< its bytes

std::size_t bySluice(const std::vector<Event> &events)
{
    static std::string out;
    out.assign("{\"events\":[");
    for (const Event &event : events) {
        if (out.back() != '[')
            out += ',';
        if (!appendEvent(out, event))
            std::abort();
    }
    out += "]}";
    return out.size();
}

std::size_t byNlohmann(const std::vector<Event> &events)
{
    nlohmann::json array = nlohmann::json::array();
    for (const Event &event : events) {
        const nlohmann::json *value = event.params.asValue();
        array.push_back({{"event_type", "actions"}, {"id", event.id.toText()},
            {"init_timestamp", toIsoText(event.start)}, {"end_timestamp", toIsoText(event.end)},
            {"action_type", event.name}, {"agent_id", event.agent.toText()},
            {"params", value ? *value : nlohmann::json(event.params.asText()->text)}});
    }
    return nlohmann::json{{"events", std::move(array)}}.dump().size();
}

std::size_t byRapidJson(const std::vector<Event> &events)
{
    static rapidjson::StringBuffer out;
    out.Clear();
    rapidjson::Writer<rapidjson::StringBuffer> writer(out);
    const auto text = [&](const char *key, std::string_view value) {
        writer.Key(key);
        writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
    };
    writer.StartObject();
    writer.Key("events");
    writer.StartArray();
    for (const Event &event : events) {
        writer.StartObject();
        text("event_type", "actions");
        FixedText fixed; // its ids and times as cheap as ours
        fixed.putUuid(event.id);
        fixed.putTime(event.start);
        fixed.putTime(event.end);
        fixed.putUuid(event.agent);
        text("id", fixed.view().substr(0, 36));
        text("init_timestamp", fixed.view().substr(36, 32));
        text("end_timestamp", fixed.view().substr(68, 32));
        text("action_type", event.name);
        text("agent_id", fixed.view().substr(100));
        writer.Key("params");
        const std::string &params = event.params.asText()->text;
        writer.RawValue(params.data(), params.size(), rapidjson::kObjectType);
        writer.EndObject();
    }
    writer.EndArray();
    writer.EndObject();
    return out.GetSize();
}

struct Subject
{
    std::string name;
    Body body;
    bool values; ///< params are nlohmann values, not text
};

const std::vector<Subject> &subjects()
{
    static const std::vector<Subject> all = {
        {"Sluice", bySluice, false},
        {"RapidJSON Writer, params unchecked", byRapidJson, false},
        {"nlohmann build and dump", byNlohmann, false},
        {"Sluice, nlohmann params", bySluice, true},
        {"nlohmann build and dump, nlohmann params", byNlohmann, true},
    };
    return all;
}

double nanosPerEvent(const Subject &subject, const std::vector<Event> &events, std::size_t repeats)
{
    std::size_t bytes = subject.body(events); // warms caches and buffers
    const double start = threadCpu(); // one thread that never waits: what others do does not count
    for (std::size_t i = 0; i < repeats; ++i)
        bytes += subject.body(events);
    const double nanos = (threadCpu() - start) * 1e9;
    if (bytes == 0)
        std::abort();
    return nanos / static_cast<double>(repeats * events.size());
}

std::vector<Event> batchOf(std::size_t size, bool values)
{
    std::vector<Event> events;
    for (std::size_t i = 0; i < size; ++i)
        events.push_back(stampedEvent(values ? valueEvent() : textEvent(), i));
    return events;
}

void run(Report &report, std::size_t batch, const std::string &setting)
{
    const std::vector<Event> texts = batchOf(batch, false);
    const std::vector<Event> values = batchOf(batch, true);
    const std::size_t target = report.options().pick<std::size_t>(400'000, 100'000, 200);
    for (int round = 0; round < report.options().rounds; ++round) {
        for (const Subject &subject : subjects()) {
            const std::size_t repeats = std::max<std::size_t>(1, target / batch / (subject.values ? 4 : 1));
            report.add({subject.name, setting, "ns an event"},
                nanosPerEvent(subject, subject.values ? values : texts, repeats));
        }
    }
}

} // namespace

int runEncode(Report &report)
{
    const std::vector<std::string> settings = {"100", "1,000", "10,000"};
    run(report, 100, settings[0]);
    run(report, 1'000, settings[1]);
    run(report, 10'000, settings[2]);
    std::vector<std::string> names;
    for (const Subject &subject : subjects())
        names.push_back(subject.name);
    report.table("one event in a body of", "Sluice checks params; the others take them as they are.", names,
        settings, {"ns an event"}, "Sluice");
    for (const std::string &setting : settings) {
        const Key ours{names[0], setting, "ns an event"};
        report.ratioAtMost(
            "D10: encoder by nlohmann's time", ours, {names[2], setting, "ns an event"}, 1.0 / 15);
        report.ratioAtMost("D10: encoder by RapidJSON's time", ours, {names[1], setting, "ns an event"}, 0.5);
    }
    return report.finish();
}

} // namespace sluice::bench

int main(int argc, char **argv)
{
    sluice::bench::Report report("encode", sluice::bench::Options::parse(argc, argv));
    return sluice::bench::runEncode(report);
}
