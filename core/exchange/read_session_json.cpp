// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/read_session_json.h"

#include "core/agentops/decode_session.h"
#include "core/exchange/read_parts.h"
#include "core/store/export_json.h"

#include <charconv>
#include <utility>

namespace sluice {

namespace {

/// Of a session without its events: its host_env is some kilobytes.
constexpr std::size_t mostBareBytes = std::size_t{16} << 20U;

} // namespace

Result<void> SessionJsonReader::read(JsonCursor &cursor, PieceWriter &out)
{
    m_events = EventEnvelope();
    const SessionId before = m_change.id;
    m_bare.clear();
    m_hasSession = false;
    Result<void> walked
        = cursor.eachMember([&](const std::string &name) { return readMember(name, cursor, out); });
    if (!walked)
        return walked;
    if (Result<void> ended = cursor.end(); !ended)
        return ended;
    if (Result<void> found = finishBare(); !found)
        return found;
    if (before != m_change.id)
        out.rename(before, m_change.id);
    out.add(m_change);
    return {};
}

Result<void> SessionJsonReader::readMember(const std::string &name, JsonCursor &cursor, PieceWriter &out)
{
    if (name == "events" || name == "actions" || name == "llms" || name == "tools" || name == "errors")
        return readList(cursor, out, &SessionJsonReader::addEvent);
    if (name == "agents")
        return readList(cursor, out, &SessionJsonReader::addAgent);
    if (name == "flushes")
        return readList(cursor, out, &SessionJsonReader::addFlush);
    if (name == "drops")
        return readList(cursor, out, &SessionJsonReader::addDrops);
    if (name == "depths")
        return readList(cursor, out, &SessionJsonReader::addDepth);
    const Result<std::string_view> text = cursor.value();
    if (!text)
        return text.error();
    Result<void> read;
    if (name == "sluice_session")
        read = readVersion(*text);
    else if (name == "session")
        read = readSession(*text);
    else if (m_bare.size() + text->size() <= mostBareBytes)
        m_bare += (m_bare.empty() ? "\"" : ",\"") + name + "\":" + std::string(*text);
    else
        read = Error{ErrorKind::Limit, "the session itself is larger than 16 MiB"};
    return read ? read : Result<void>(Error{read.error().kind, cursor.place() + ": " + read.error().message});
}

Result<void> SessionJsonReader::readList(JsonCursor &cursor, PieceWriter &out, Item item)
{
    return cursor.eachItem([&](std::size_t index) -> Result<void> {
        const Result<std::string_view> text = cursor.value();
        if (!text)
            return text.error();
        m_path = "item " + std::to_string(index);
        if (const Result<void> read = (this->*item)(*text, out); !read)
            return Error{read.error().kind, cursor.place() + ": " + read.error().message};
        return out.passOn();
    });
}

Result<void> SessionJsonReader::readVersion(std::string_view text) const
{
    std::int64_t version = 0;
    const auto [at, failure] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (failure != std::errc() || at != text.data() + text.size() || version < 1)
        return Error{ErrorKind::Invalid, "sluice_session: expected the version as a number"};
    if (version > sessionJsonVersion) {
        return Error{ErrorKind::Invalid,
            "the file was written by a newer Sluice (version " + std::to_string(version)
                + " of a session's JSON; this one knows " + std::to_string(sessionJsonVersion) + ')'};
    }
    return {};
}

Result<JsonFields> SessionJsonReader::open(std::string_view text)
{
    if (const auto read = m_document.read(text); !read)
        return Error{ErrorKind::Invalid, m_path + ": " + read.error().message};
    simdjson::dom::object object;
    if (m_document.root().get(object) != simdjson::SUCCESS)
        return wrongShape(m_path, "an object", m_document.root());
    return JsonFields(object, m_path);
}

Result<void> SessionJsonReader::readSession(std::string_view text)
{
    if (text == "null")
        return {};
    m_path = "session";
    const auto fields = open(text);
    if (!fields)
        return fields.error();
    auto change = isOwnSession(*fields) ? readOwnSession(*fields, m_document.text())
                                        : decodeSession(*fields, m_document.text());
    if (!change)
        return change.error();
    m_change = std::move(*change);
    m_change.origin = Origin::Imported;
    m_hasSession = true;
    return {};
}

/// AgentOps' session without an object around it.
Result<void> SessionJsonReader::finishBare()
{
    if (!m_hasSession) {
        if (const Result<void> read = readSession('{' + m_bare + '}'); !read)
            return read;
    }
    if (m_change.id.isEmpty())
        return Error{ErrorKind::Invalid, "the session has no id: expected \"session_id\" as a string"};
    return {};
}

Result<void> SessionJsonReader::addAgent(std::string_view text, PieceWriter &out)
{
    const auto fields = open(text);
    if (!fields)
        return fields.error();
    auto agent = readAgent(*fields);
    if (!agent)
        return agent.error();
    out.add(StoredAgent{m_change.id, std::move(*agent)});
    return {};
}

Result<void> SessionJsonReader::addEvent(std::string_view text, PieceWriter &out)
{
    auto event = m_events.unwrap(text, m_path);
    if (!event)
        return event.error();
    event->session = m_change.id;
    out.add(std::move(*event));
    return {};
}

Result<void> SessionJsonReader::addFlush(std::string_view text, PieceWriter &out)
{
    const auto fields = open(text);
    if (!fields)
        return fields.error();
    auto flush = readFlush(*fields);
    if (!flush)
        return flush.error();
    auto contents = readContents(*fields, flush->sequence);
    if (!contents)
        return contents.error();
    flush->session = m_change.id;
    out.add(std::move(*flush));
    if (*contents) {
        (*contents)->session = m_change.id;
        out.add(std::move(**contents));
    }
    return {};
}

Result<void> SessionJsonReader::addDrops(std::string_view text, PieceWriter &out)
{
    const auto fields = open(text);
    if (!fields)
        return fields.error();
    auto drops = readDrops(*fields);
    if (!drops)
        return drops.error();
    drops->session = m_change.id;
    out.add(std::move(*drops));
    return {};
}

Result<void> SessionJsonReader::addDepth(std::string_view text, PieceWriter &out)
{
    const auto fields = open(text);
    if (!fields)
        return fields.error();
    auto depth = readDepth(*fields);
    if (!depth)
        return depth.error();
    depth->session = m_change.id;
    out.add(std::move(*depth));
    return {};
}

} // namespace sluice
