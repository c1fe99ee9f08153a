// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/export_json.h"

#include "core/model/proof.h"
#include "core/store/json_text.h"
#include "core/store/store_reader.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace sluice {

namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json &value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json timeOrNull(const std::optional<Timestamp> &time)
{
    return time ? Json(toIsoText(*time)) : Json();
}

Json endStateOrNull(const SessionSummary &session)
{
    if (session.endState)
        return wireName(*session.endState);
    return session.endStateText.empty() ? Json() : Json(session.endStateText);
}

Json summaryJson(const SessionSummary &session, Timestamp now)
{
    Json counts = Json::object();
    for (const EventType type : allEventTypes)
        counts[std::string(wireName(type))] = session.counts.of(type);
    return {{"id", session.id.text()}, {"origin", wireName(session.origin)}, {"tags", session.tags},
        {"state", wireName(session.stateAt(now))}, {"proof", wireName(proofOf(session, now))},
        {"end_state", endStateOrNull(session)}, {"started", toIsoText(session.started)},
        {"ended", timeOrNull(session.ended)}, {"counts", std::move(counts)}};
}

/// True for text that can stand in a JSON file as it is. The parser would take an object behind a byte-order
/// mark, and stop at a NUL: neither is an object in the middle of a file.
bool isJsonObject(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '{' && text.find('\0') == std::string_view::npos
        && nlohmann::json::accept(text);
}

/// A received object as it is, never parsed: how deep it is nested is its sender's choice.
std::string objectOrText(const std::string &text)
{
    if (text.empty())
        return "null";
    return isJsonObject(text) ? text : dump(text);
}

std::string fullSessionText(const SessionSummary &session, const SessionExtras &extras,
    const std::optional<std::string> &lab, Timestamp now)
{
    Json object = summaryJson(session, now);
    object["end_state_text"] = session.endStateText.empty() ? Json() : Json(session.endStateText);
    object["end_reason"] = session.endReason.empty() ? Json() : Json(session.endReason);
    object["proof_reason"] = proofReason(session, now);
    object["drops"] = session.drops;
    object["ledger"] = session.ledger ? ledgerJson(*session.ledger) : Json();
    std::string text = dump(object);
    text.pop_back();
    return text + ",\"host_env\":" + objectOrText(extras.hostEnv) + ",\"sdk_event_counts\":"
        + objectOrText(extras.sdkCounts) + ",\"lab\":" + objectOrText(lab.value_or("")) + "}";
}

Json agentJson(const Agent &agent)
{
    return {{"id", agent.id.text()}, {"name", agent.name}};
}

/// What is known of an event whose body is no JSON object: nothing of it is left out.
Json eventWithoutObject(const StoredEvent &event)
{
    return {{"id", event.id.text()}, {"event_type", wireName(event.type)},
        {"init_timestamp", toIsoText(event.start)}, {"end_timestamp", toIsoText(event.end)},
        {"body_text", event.body}};
}

Json statusOrNull(int status)
{
    return status != 0 ? Json(status) : Json();
}

/// Epoch 0 is unknown.
Json knownTimeOrNull(Timestamp time)
{
    return time != Timestamp{} ? Json(toIsoText(time)) : Json();
}

Json tryJson(const FlushAttempt &attempt)
{
    return {{"began", toIsoText(attempt.began)}, {"ended", toIsoText(attempt.ended)},
        {"outcome", wireName(attempt.outcome)}, {"http_status", statusOrNull(attempt.httpStatus)},
        {"message", attempt.message}};
}

Json contentsJson(const FlushContents &contents)
{
    Json events = Json::array();
    for (const CarriedEvent &event : contents.events)
        events.push_back({{"id", event.id.toText()}, {"enqueued", knownTimeOrNull(event.enqueued)}});
    return {{"taken", knownTimeOrNull(contents.taken)}, {"events", std::move(events)}};
}

Json flushJson(const FlushRecord &flush, const std::optional<FlushContents> &contents)
{
    Json tries = Json::array();
    for (const FlushAttempt &attempt : flush.tries)
        tries.push_back(tryJson(attempt));
    return {{"sequence", flush.sequence}, {"cause", wireName(flush.cause)},
        {"outcome", wireName(flush.outcome)}, {"started", toIsoText(flush.started)},
        {"ended", toIsoText(flush.ended)}, {"events", flush.events}, {"bytes", flush.bytes},
        {"attempts", flush.attempts}, {"http_status", statusOrNull(flush.httpStatus)},
        {"message", flush.message}, {"tries", std::move(tries)},
        {"contents", contents ? contentsJson(*contents) : Json()}};
}

Json dropsJson(const DropRun &drops)
{
    return {{"reason", wireName(drops.reason)}, {"first", toIsoText(drops.first)},
        {"last", toIsoText(drops.last)}, {"count", drops.count}};
}

Json depthJson(const DepthSample &depth)
{
    return {{"time", toIsoText(depth.time)}, {"lowest", depth.lowest}, {"highest", depth.highest},
        {"capacity", depth.capacity}};
}

/// Pieces of one JSON text; once `write` has said stop, nothing more is written.
class JsonWriter
{
public:
    explicit JsonWriter(const std::function<bool(std::string_view)> &write)
        : m_write(write)
    { }

    bool write(std::string_view piece)
    {
        m_going = m_going && m_write(piece);
        return m_going;
    }

    void beginList(std::string_view key)
    {
        write(",\n\"");
        write(key);
        write("\":[");
        m_first = true;
    }
    bool item(std::string_view json)
    {
        write(std::exchange(m_first, false) ? "\n" : ",\n");
        return write(json);
    }
    void endList() { write(m_first ? "]" : "\n]"); }

    template <typename T, typename ToJson>
    Result<void> list(std::string_view key, const Result<std::vector<T>> &values, ToJson toJson)
    {
        if (!values)
            return values.error();
        beginList(key);
        for (const T &value : *values)
            item(dump(toJson(value)));
        endList();
        return {};
    }

    Result<void> result() const
    {
        return m_going ? Result<void>() : Error{ErrorKind::Cancelled, "the export was stopped"};
    }

private:
    const std::function<bool(std::string_view)> &m_write;
    bool m_going = true;
    bool m_first = true;
};

std::string eventText(const StoredEvent &event)
{
    return isJsonObject(event.body) ? event.body : dump(eventWithoutObject(event));
}

Result<void> writeEvents(
    StoreReader &reader, const SessionId &session, JsonWriter &out, const EventText &oddEvent)
{
    out.beginList("events");
    Result<void> read = reader.eachEvent(session, [&](const StoredEvent &event) {
        const std::optional<std::string> odd = oddEvent ? oddEvent(event) : std::nullopt;
        return out.item(odd ? *odd : eventText(event));
    });
    out.endList();
    return read;
}

/// The contents of one flush at a time: of all together they can be of a hundred megabytes as JSON.
Result<void> writeFlushes(StoreReader &reader, const SessionId &session, JsonWriter &out)
{
    const Result<std::vector<FlushRecord>> flushes = reader.flushes(session);
    if (!flushes)
        return flushes.error();
    out.beginList("flushes");
    for (const FlushRecord &flush : *flushes) {
        const Result<std::optional<FlushContents>> contents = reader.contentsOf(session, flush.sequence);
        if (!contents)
            return contents.error();
        if (!out.item(dump(flushJson(flush, *contents))))
            break;
    }
    out.endList();
    return {};
}

Result<void> writeSession(
    StoreReader &reader, const SessionId &wanted, Timestamp now, JsonWriter &out, const EventText &oddEvent)
{
    const Result<std::optional<SessionSummary>> found = reader.session(wanted);
    if (!found)
        return found.error();
    if (!*found)
        return Error{ErrorKind::NotFound, "there is no session " + wanted.text()};
    const SessionSummary &session = **found;
    const Result<SessionExtras> extras = reader.extras(session.id);
    if (!extras)
        return extras.error();
    const Result<std::optional<std::string>> lab = reader.lab(session.id);
    if (!lab)
        return lab.error();

    out.write("{\"sluice_session\":" + std::to_string(sessionJsonVersion) + ",\n\"session\":");
    out.write(fullSessionText(session, *extras, *lab, now));
    Result<void> written = out.list("agents", reader.agents(session.id), agentJson);
    if (written)
        written = writeEvents(reader, session.id, out, oddEvent);
    if (written)
        written = writeFlushes(reader, session.id, out);
    if (written)
        written = out.list("drops", reader.drops(session.id), dropsJson);
    if (written)
        written = out.list("depths", reader.depths(session.id), depthJson);
    out.write("}\n");
    return written ? out.result() : written;
}

} // namespace

std::string sessionToJson(const SessionSummary &session, Timestamp now)
{
    return dump(summaryJson(session, now));
}

Result<void> exportSessionJson(StoreReader &reader, const SessionId &session, Timestamp now,
    const std::function<bool(std::string_view)> &write, const EventText &oddEvent)
{
    JsonWriter out(write);
    return reader.atOneInstant([&] { return writeSession(reader, session, now, out, oddEvent); });
}

} // namespace sluice
