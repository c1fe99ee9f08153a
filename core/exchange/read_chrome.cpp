// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/read_chrome.h"

#include "core/agentops/content_id.h"
#include "core/agentops/json_slices.h"
#include "core/exchange/read_parts.h"
#include "core/exchange/session_survey.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace sluice {

namespace {

using simdjson::dom::element;

/// 2000-01-01, for traces whose times count from when the machine was started.
constexpr Timestamp undatedStart(Micros(946'684'800'000'000));
/// Microseconds from which on a time can only be one since 1970: September 2001.
constexpr double leastDate = 1e15;
constexpr double mostDate = 4e15; // 2096

/// A number or a string as text; empty: neither.
std::string idText(const JsonFields &fields, std::string_view name)
{
    const Result<std::string> text = fields.text({name});
    return text ? *text : std::string();
}

} // namespace

Result<void> ChromeReader::read(JsonCursor &cursor, PieceWriter &out)
{
    const SessionId before = m_change.id;
    m_events = EventEnvelope();
    m_pairs = ChromePairs();
    m_number = 0;
    m_digest = 0;
    m_capacity = 0;
    m_first = Timestamp::max();
    m_last = Timestamp::min();
    const Result<JsonCursor::Shape> shape = cursor.shape();
    if (!shape)
        return shape.error();
    Result<void> read
        = *shape == JsonCursor::Shape::Array ? readEvents(cursor, out) : readObject(cursor, out);
    if (read)
        read = cursor.end();
    if (!read)
        return read;
    for (const ChromeBar &bar : m_pairs.takeOpen(m_last)) {
        if (Result<void> added = addForeignBar(bar, out); !added)
            return added;
    }
    if (m_number == 0 && !m_isOurs)
        return Error{
            ErrorKind::Invalid, "the trace has no bars: expected \"traceEvents\" as an array with some"};
    finish(out);
    if (before != m_change.id)
        out.rename(before, m_change.id);
    return {};
}

Result<void> ChromeReader::readObject(JsonCursor &cursor, PieceWriter &out)
{
    return cursor.eachMember([&](const std::string &name) -> Result<void> {
        if (name == "traceEvents")
            return readEvents(cursor, out);
        if (name != "otherData")
            return cursor.skipValue();
        const Result<std::string_view> text = cursor.value();
        if (!text)
            return text.error();
        if (const Result<void> read = readOther(*text, out); !read)
            return Error{read.error().kind, cursor.place() + ": " + read.error().message};
        return {};
    });
}

Result<void> ChromeReader::readEvents(JsonCursor &cursor, PieceWriter &out)
{
    if (const auto shape = cursor.shape(); !shape || *shape != JsonCursor::Shape::Array)
        return shape ? cursor.expected("an array") : shape.error();
    const bool isWholeFile = cursor.offset() == 0;
    const Result<void> begun = cursor.beginArray();
    for (std::size_t index = 0; begun; ++index) {
        const Result<JsonCursor::Shape> shape = cursor.shape();
        if (!shape)
            return shape.error();
        if (isWholeFile && *shape == JsonCursor::Shape::End)
            break; // the array format may do without its end
        const Result<bool> more = cursor.nextItem();
        if (!more)
            return more.error();
        if (!*more)
            break;
        const Result<std::string_view> text = cursor.value();
        if (!text)
            return text.error();
        const std::string path = "traceEvents[" + std::to_string(index) + ']';
        if (const Result<void> added = addEvent(*text, path, out); !added)
            return Error{added.error().kind, cursor.place() + ": " + added.error().message};
        if (Result<void> passed = out.passOn(); !passed)
            return passed;
    }
    return begun;
}

/// What Sluice says of its session there is that of its JSON export.
Result<void> ChromeReader::readOther(std::string_view text, PieceWriter &out)
{
    if (const auto read = m_document.read(text); !read)
        return Error{ErrorKind::Invalid, "otherData: " + read.error().message};
    simdjson::dom::object object;
    if (m_document.root().get(object) != simdjson::SUCCESS)
        return {};
    const JsonFields fields(object, "otherData");
    const auto session = fields.object("sluice_session");
    const auto index = fields.indexOf("sluice_session");
    if (!session || !session->has_value() || !index)
        return {};
    auto change = readOwnSession(
        JsonFields(**session, "otherData.sluice_session"), jsonSlices(m_document.text()).at(*index));
    if (!change)
        return change.error();
    m_change = std::move(*change);
    m_isOurs = true;
    const auto base = fields.time("sluice_base");
    if (!base)
        return base.error();
    m_base = base->has_value() ? *base : m_change.started;
    return addOwnAgents(fields, out);
}

Result<void> ChromeReader::addOwnAgents(const JsonFields &other, PieceWriter &out)
{
    simdjson::dom::array list;
    const auto agents = other.find("sluice_agents");
    if (!agents || agents->get(list) != simdjson::SUCCESS)
        return {};
    for (const element item : list) {
        simdjson::dom::object object;
        if (item.get(object) != simdjson::SUCCESS)
            return wrongShape(other.pathOf("sluice_agents"), "objects", item);
        auto agent = readAgent(JsonFields(object, other.pathOf("sluice_agents")));
        if (!agent)
            return agent.error();
        out.add(StoredAgent{m_change.id, std::move(*agent)});
    }
    return {};
}

Result<void> ChromeReader::addEvent(std::string_view text, const std::string &path, PieceWriter &out)
{
    if (const auto read = m_document.read(text); !read)
        return Error{ErrorKind::Invalid, path + ": " + read.error().message};
    simdjson::dom::object object;
    if (m_document.root().get(object) != simdjson::SUCCESS)
        return wrongShape(path, "an object", m_document.root());
    m_digest = mixed(m_digest ^ digestOf(text));
    const JsonFields fields(object, path);
    const Result<std::string> phase = fields.text({"ph"});
    if (!phase)
        return phase.error();
    if (phase->size() != 1)
        return Error{ErrorKind::Invalid, path + ".ph: expected one letter"};
    return addPhase(phase->front(), fields, path, out);
}

Result<void> ChromeReader::addPhase(
    char phase, const JsonFields &fields, const std::string &path, PieceWriter &out)
{
    if (std::string_view("XBEiIRCM").find(phase) == std::string_view::npos) {
        out.leaveOut(std::string("events of phase '") + phase + "'");
        return {};
    }
    Result<ChromeBar> bar = readBar(fields);
    if (!bar)
        return bar.error();
    if (phase == 'M')
        return learnName(fields, *bar);
    const Result<Timestamp> start = timeAt(fields);
    if (!start)
        return start.error();
    bar->start = bar->end = *start;
    m_first = std::min(m_first, *start);
    m_last = std::max(m_last, *start);
    switch (phase) {
    case 'X': {
        double duration = 0;
        const auto found = fields.find("dur");
        if (found && (found->get(duration) != simdjson::SUCCESS || !(duration >= 0 && duration < mostDate)))
            return Error{ErrorKind::Invalid, path + ".dur: expected microseconds"};
        bar->end = *start + Micros(static_cast<std::int64_t>(std::floor(duration)));
        m_last = std::max(m_last, bar->end);
        return addBar(*bar, out);
    }
    case 'B':
        return m_pairs.begin(std::move(*bar));
    case 'E':
        if (const auto whole = m_pairs.end(*bar))
            return addForeignBar(*whole, out);
        out.leaveOut("ends of bars that did not begin");
        return {};
    case 'C':
        return addCounter(*bar, out);
    default:
        return m_isOurs ? addOwnInstant(*bar, out) : addForeignBar(*bar, out);
    }
}

Result<ChromeBar> ChromeReader::readBar(const JsonFields &fields)
{
    ChromeBar bar;
    const Result<std::string> name = fields.text({"name"});
    if (!name)
        return name.error();
    bar.name = *name;
    bar.category = idText(fields, "cat");
    bar.track = {idText(fields, "pid"), idText(fields, "tid")};
    const auto args = fields.find("args");
    const auto index = fields.indexOf("args");
    if (args && index && args->is_object() && args->get_object().value_unsafe().size() > 0)
        bar.args = std::string(jsonSlices(m_document.text()).at(*index));
    return bar;
}

Result<Timestamp> ChromeReader::timeAt(const JsonFields &fields)
{
    double micros = 0;
    const auto found = fields.find("ts");
    if (!found || found->get(micros) != simdjson::SUCCESS || !(std::abs(micros) < mostDate))
        return Error{ErrorKind::Invalid, fields.pathOf("ts") + ": expected microseconds"};
    if (!m_base)
        m_base = micros >= leastDate ? Timestamp{} : undatedStart;
    return *m_base + Micros(static_cast<std::int64_t>(std::floor(micros)));
}

Result<void> ChromeReader::learnName(const JsonFields &fields, const ChromeBar &bar)
{
    const auto args = fields.object("args");
    if (!args || !args->has_value())
        return {};
    const Result<std::string> name = JsonFields(**args, fields.pathOf("args")).text({"name"});
    if (!name)
        return name.error();
    if (bar.name == "thread_name")
        m_threads[bar.track] = *name;
    else if (bar.name == "process_name")
        m_processes[bar.track.first] = *name;
    return {};
}

/// The session itself, and who is known only now.
void ChromeReader::finish(PieceWriter &out)
{
    if (!m_isOurs) {
        m_change.id = SessionId(contentId({"chrome trace", std::to_string(m_digest)}));
        m_change.origin = Origin::Imported;
        m_change.tags = std::vector<std::string>{"chrome trace"};
        if (m_first <= m_last) {
            m_change.started = m_first;
            m_change.ended = m_last;
        }
    }
    out.add(m_change);
    if (m_isOurs)
        return;
    for (const auto &[track, name] : m_threads) {
        const auto process = m_processes.find(track.first);
        std::string shown = name.empty() ? "thread " + track.second : name;
        if (process != m_processes.end() && m_processes.size() > 1)
            shown = process->second + " / " + shown;
        out.add(StoredAgent{m_change.id, {AgentId(track.first + '/' + track.second), shown}});
    }
}

} // namespace sluice
