// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/exchange/export_session.h"
#include "core/exchange/import_file.h"
#include "tests/core/store/store_fixture.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sluice {

inline const SessionId richId(uuidText(0x5e));

/// A store of its own, files of its own, and exports and imports between them.
class ExchangeBench
{
public:
    ExchangeBench()
        : store(m_data.openStore())
    { }

    static bool goOn(const ExchangeProgress &) { return true; }

    std::string exported(const SessionId &session, ExchangeFormat format = ExchangeFormat::Json) const
    {
        std::string text;
        const auto sink = [&text](std::string_view piece) -> Result<void> {
            text += piece;
            return {};
        };
        const Result<void> done = exportSession(*reader(), session, format, at(0), sink, goOn);
        return done ? text : done.error().message;
    }

    std::filesystem::path file(const std::string &text, const char *name = "file.json") const
    {
        const QString path = m_files.filePath(QLatin1String(name));
        QFile out(path);
        if (!out.open(QIODevice::WriteOnly) || out.write(text.data(), static_cast<qint64>(text.size())) < 0)
            qFatal("cannot write the test's file");
        return path.toStdString();
    }
    std::filesystem::path path(const char *name) const
    {
        return m_files.filePath(QLatin1String(name)).toStdString();
    }
    QStringList files() const
    {
        return QDir(m_files.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

    Result<ImportFile> look(const std::string &text) const
    {
        return ImportFile::look(file(text), std::nullopt, reader().get(), goOn);
    }

    Result<ImportReport> imported(const std::string &text, OnConflict onConflict = OnConflict::Refuse) const
    {
        Result<ImportFile> found = look(text);
        return found ? found->write(*store, onConflict, goOn) : found.error();
    }

    /// "" when it went well.
    std::string importError(const std::string &text, OnConflict onConflict = OnConflict::Refuse) const
    {
        const Result<ImportReport> report = imported(text, onConflict);
        return report ? std::string() : report.error().message;
    }

    void put(StoreBatch batch) const
    {
        if (const Result<void> done = commit(*store, std::move(batch)); !done)
            qFatal("%s", done.error().message.c_str());
    }

    const DataDir &dir() const { return m_data.dir(); }

    std::unique_ptr<StoreReader> reader() const { return m_data.openReader(); }

    std::vector<SessionSummary> sessions() const { return reader()->sessionsChangedSince(0).value(); }

    std::vector<StoredEvent> events(const SessionId &session) const
    {
        std::vector<StoredEvent> events;
        const Result<void> read = reader()->eachEvent(session, [&events](const StoredEvent &event) {
            events.push_back(event);
            return true;
        });
        if (!read)
            qFatal("%s", read.error().message.c_str());
        return events;
    }

private:
    TemporaryDataDir m_data;
    QTemporaryDir m_files;

public:
    std::unique_ptr<SqliteStore> store;
};

inline SessionChange richSession(const SessionId &id = richId)
{
    SessionChange change;
    change.id = id;
    change.origin = Origin::Recorded;
    change.started = at(0);
    change.ended = at(9'000'000);
    change.endState = EndState::Fail;
    change.endStateText = "Error";
    change.endReason = "line 1\nline 2 \"quoted\"";
    change.tags = std::vector<std::string>{"demo", "<b>tag</b>", "ünï"};
    change.hostEnv = R"({"OS": {"name": "Linux"}})";
    change.sdkCounts = R"({"llms": 1})";
    change.ledger = Ledger{.recorded = 9, .delivered = 2, .spooled = 0};
    change.ledger->dropsFor(DropReason::BlockTimeout) = 7;
    change.lab = R"({"plan": {"events": 2}})";
    return change;
}

/// An event whose head is what its body says, as one that came over the wire has it.
inline StoredEvent wireEvent(
    const SessionId &session, std::uint64_t number, EventType type, const std::string &more)
{
    StoredEvent event = makeEvent(session, uuidText(number), type);
    event.start = at(static_cast<std::int64_t>(number) * 1'000'000);
    event.end = at(static_cast<std::int64_t>(number) * 1'000'000 + 500'000);
    event.name = "n" + std::to_string(number);
    const char *const key = type == EventType::Llm ? "model"
        : type == EventType::Tool                  ? "name"
        : type == EventType::Error                 ? "error_type"
                                                   : "action_type";
    event.body = R"({"event_type":")" + std::string(wireName(type)) + R"(","id":")" + event.id.text()
        + R"(","init_timestamp":")" + toIsoText(event.start) + R"(","end_timestamp":")" + toIsoText(event.end)
        + R"(",")" + key + R"(":")" + event.name + '"' + more + '}';
    return event;
}

/// A session with one of everything; odd events are among them.
inline StoreBatch richBatch(const SessionId &id = richId)
{
    StoreBatch batch = batchOf(richSession(id));
    batch.agents = {{id, {AgentId("a1"), "planner"}}, {id, {AgentId(uuidText(0xa2)), "=writer"}}};

    StoredEvent call = wireEvent(id, 1, EventType::Llm,
        R"(,"agent_id":"a1","prompt":[{"role":"user","content":"hi \"you\""}],"completion":{"role":"assistant",)"
        R"("content":"c","tool_calls":[{"id":"t1","type":"function","function":{"name":"f","arguments":"{}"}}]},)"
        R"("prompt_tokens":12,"completion_tokens":5,"cost":0.0125,"params":{"n":1.50})");
    call.agent = AgentId("a1");
    call.facts.promptTokens = 12;
    call.facts.completionTokens = 5;
    call.facts.cost = Money::fromDecimal("0.0125");
    StoredEvent tool = wireEvent(id, 2, EventType::Tool, R"(,"params":{"q":"x"},"returns":[1,null])");
    StoredEvent failure = wireEvent(id, 3, EventType::Error,
        R"(,"details":"division by zero","trigger_event_id":")" + tool.id.text() + '"');
    failure.trigger = failure.facts.parent = tool.id;
    StoredEvent timeless = makeEvent(id, uuidText(4)); // its times came with its arrival
    timeless.body = R"({"event_type":"actions","id":")" + timeless.id.text() + R"(","action_type":"act"})";
    StoredEvent noObject = makeEvent(id, "odd \"id\"", EventType::Api);
    noObject.body = "no JSON at \"all\"\n";
    StoredEvent open = wireEvent(id, 5, EventType::Action, "");
    open.facts.isOpen = true;
    batch.events = {call, tool, failure, timeless, noObject, open};

    batch.flushes = {{id, 1, FlushCause::Size, FlushOutcome::Delivered, at(10), at(20), 2, 345, 2, 200, ""},
        {id, 2, FlushCause::End, FlushOutcome::InDoubt, at(30), at(30), 1, 99, 4, 0, "timed out"}};
    batch.flushes[0].tries = {{at(10), at(12), 0, FlushOutcome::Retrying, "refused"},
        {at(15), at(20), 200, FlushOutcome::Delivered, ""}};
    batch.contents = {{id, 1, at(9), {{*Uuid::parse(uuidText(1)), at(8)}, {*Uuid::parse(uuidText(2)), {}}}}};
    batch.drops = {{id, DropReason::BlockTimeout, at(5), at(6), 7}};
    batch.depths = {{id, at(7), 1, 9, 100}, {id, at(17), 0, 3, 100}};
    return batch;
}

} // namespace sluice
