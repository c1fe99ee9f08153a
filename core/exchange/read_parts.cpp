// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/read_parts.h"

#include "core/agentops/json_slices.h"
#include "core/base/uuid.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace sluice {

namespace {

using simdjson::dom::element;

Error wrong(const JsonFields &fields, std::string_view name, std::string_view what)
{
    const auto found = fields.find(name);
    if (found)
        return wrongShape(fields.pathOf(name), what, *found);
    return {ErrorKind::Invalid, fields.pathOf(name) + ": expected " + std::string(what) + ", found nothing"};
}

/// Reads the members of one object and remembers the first that is wrong.
class Parts
{
public:
    explicit Parts(const JsonFields &fields)
        : m_fields(fields)
    { }

    std::uint64_t count(std::string_view name, std::uint64_t most = std::numeric_limits<std::int64_t>::max())
    {
        std::uint64_t value = 0;
        const auto found = m_fields.find(name);
        if (!found || found->get(value) != simdjson::SUCCESS || value > most)
            fail(wrong(m_fields, name, "a whole number of 0 to " + std::to_string(most)));
        return value;
    }

    std::uint64_t countOr0(std::string_view name, std::uint64_t most)
    {
        return m_fields.find(name) ? count(name, most) : 0;
    }

    Timestamp time(std::string_view name)
    {
        const auto value = timeIfAny(name);
        if (!value)
            fail(wrong(m_fields, name, "a time in ISO 8601"));
        return value.value_or(Timestamp{});
    }

    std::optional<Timestamp> timeIfAny(std::string_view name)
    {
        const auto value = m_fields.time(name);
        if (!value)
            fail(value.error());
        return value ? *value : std::nullopt;
    }

    std::string text(std::string_view name)
    {
        auto value = m_fields.text({name});
        if (!value)
            fail(value.error());
        return value ? std::move(*value) : std::string();
    }

    /// One of the enumerators whose word it is.
    template <typename Enum>
    Enum word(std::string_view name, Enum first, Enum last)
    {
        const std::string given = text(name);
        for (int i = static_cast<int>(first); i <= static_cast<int>(last); ++i) {
            if (wireName(static_cast<Enum>(i)) == given)
                return static_cast<Enum>(i);
        }
        fail({ErrorKind::Invalid,
            m_fields.pathOf(name) + ": expected a word such as \"" + std::string(wireName(first))
                + "\", found " + excerpt(given)});
        return first;
    }

    void fail(Error error)
    {
        if (!m_error)
            m_error = std::move(error);
    }

    template <typename T>
    Result<T> with(T value) const
    {
        return m_error ? Result<T>(*m_error) : Result<T>(std::move(value));
    }

private:
    const JsonFields &m_fields;
    std::optional<Error> m_error;
};

constexpr auto mostInt = static_cast<std::uint64_t>(std::numeric_limits<int>::max());
constexpr auto mostUnsigned = static_cast<std::uint64_t>(std::numeric_limits<std::uint32_t>::max());

struct LedgerTerm
{
    const char *name;
    std::uint64_t Ledger::*member;
};

constexpr LedgerTerm ledgerTerms[] = {
    {"recorded", &Ledger::recorded},
    {"delivered", &Ledger::delivered},
    {"queued", &Ledger::queued},
    {"in_flight", &Ledger::inFlight},
    {"in_doubt", &Ledger::inDoubt},
    {"spooled", &Ledger::spooled},
    {"refused", &Ledger::refused},
    {"rejected", &Ledger::rejected},
};

Result<Ledger> readLedger(const JsonFields &fields)
{
    constexpr auto most
        = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) / 64; // sums fit
    Parts parts(fields);
    Ledger ledger;
    for (const LedgerTerm &term : ledgerTerms)
        ledger.*term.member = parts.countOr0(term.name, most);
    const auto dropped = fields.object("dropped");
    if (!dropped)
        return dropped.error();
    if (!dropped->has_value())
        return parts.with(ledger);
    const JsonFields reasons(**dropped, fields.pathOf("dropped"));
    Parts runs(reasons);
    for (const DropReason reason : allDropReasons)
        ledger.dropsFor(reason) = runs.countOr0(wireName(reason), most);
    return runs.with(ledger) ? parts.with(ledger) : runs.with(ledger);
}

/// A member's own text; of a string that is no JSON object what it says; nothing of null.
std::optional<std::string> ownText(
    const JsonFields &fields, std::string_view name, const std::vector<std::string_view> &slices)
{
    const auto value = fields.find(name);
    const auto index = fields.indexOf(name);
    if (!value || !index)
        return std::nullopt;
    std::string_view text;
    return std::string(value->get(text) == simdjson::SUCCESS ? text : slices.at(*index));
}

Result<std::vector<FlushAttempt>> readTries(const JsonFields &flush)
{
    std::vector<FlushAttempt> tries;
    const auto value = flush.find("tries");
    simdjson::dom::array list;
    if (!value || value->get(list) != simdjson::SUCCESS)
        return tries;
    for (const element item : list) {
        const std::string path = flush.pathOf("tries") + '[' + std::to_string(tries.size()) + ']';
        simdjson::dom::object object;
        if (item.get(object) != simdjson::SUCCESS)
            return wrongShape(path, "an object", item);
        const JsonFields fields(object, path);
        Parts parts(fields);
        FlushAttempt attempt;
        attempt.began = parts.time("began");
        attempt.ended = parts.time("ended");
        attempt.outcome = parts.word("outcome", FlushOutcome::Sending, FlushOutcome::Abandoned);
        attempt.httpStatus = static_cast<int>(parts.countOr0("http_status", mostInt));
        attempt.message = parts.text("message");
        auto read = parts.with(std::move(attempt));
        if (!read)
            return read.error();
        if (tries.size() < FlushRecord::mostTries)
            tries.push_back(std::move(*read));
    }
    return tries;
}

} // namespace

bool isOwnSession(const JsonFields &fields)
{
    return fields.indexOf("started").has_value() && fields.indexOf("origin").has_value();
}

Result<SessionChange> readOwnSession(const JsonFields &fields, std::string_view text)
{
    Parts parts(fields);
    SessionChange change;
    change.id = SessionId(parts.text("id"));
    if (change.id.isEmpty())
        return wrong(fields, "id", "the session's id as a string");
    change.origin = Origin::Imported;
    change.started = parts.time("started");
    change.ended = parts.timeIfAny("ended");
    auto tags = fields.texts("tags");
    if (!tags)
        return tags.error();
    change.tags = std::move(*tags);
    const std::string state = parts.text("end_state");
    const std::string stateText = parts.text("end_state_text");
    if (!state.empty()) {
        change.endState = endStateFromWire(state);
        const bool isOurWord = change.endState && wireName(*change.endState) == state;
        change.endStateText = !stateText.empty() ? stateText : isOurWord ? std::string() : state;
    }
    if (const std::string reason = parts.text("end_reason"); !reason.empty())
        change.endReason = reason;
    const auto slices = jsonSlices(text);
    change.hostEnv = ownText(fields, "host_env", slices);
    change.sdkCounts = ownText(fields, "sdk_event_counts", slices);
    change.lab = ownText(fields, "lab", slices);
    const auto ledger = fields.object("ledger");
    if (!ledger)
        return ledger.error();
    if (ledger->has_value()) {
        auto read = readLedger(JsonFields(**ledger, fields.pathOf("ledger")));
        if (!read)
            return read.error();
        change.ledger = *read;
    }
    return parts.with(std::move(change));
}

Result<Agent> readAgent(const JsonFields &fields)
{
    auto id = fields.text({"id", "agent_id"});
    auto name = fields.text({"name"});
    if (!id || !name)
        return (!id ? id : name).error();
    if (id->empty())
        return wrong(fields, "id", "the agent's id as a string");
    return Agent{AgentId(std::move(*id)), std::move(*name)};
}

Result<FlushRecord> readFlush(const JsonFields &fields)
{
    Parts parts(fields);
    FlushRecord flush;
    flush.sequence = parts.count("sequence");
    flush.cause = parts.word("cause", FlushCause::Size, FlushCause::End);
    flush.outcome = parts.word("outcome", FlushOutcome::Sending, FlushOutcome::Abandoned);
    flush.started = parts.time("started");
    flush.ended = parts.time("ended");
    flush.events = parts.count("events");
    flush.bytes = parts.count("bytes");
    flush.attempts = static_cast<std::uint32_t>(parts.count("attempts", mostUnsigned));
    flush.httpStatus = static_cast<int>(parts.countOr0("http_status", mostInt));
    flush.message = parts.text("message");
    auto tries = readTries(fields);
    if (!tries)
        return tries.error();
    flush.tries = std::move(*tries);
    return parts.with(std::move(flush));
}

Result<std::optional<FlushContents>> readContents(const JsonFields &flush, std::uint64_t sequence)
{
    using Found = std::optional<FlushContents>;
    const auto object = flush.object("contents");
    if (!object)
        return object.error();
    if (!object->has_value())
        return Found();
    const JsonFields fields(**object, flush.pathOf("contents"));
    Parts parts(fields);
    FlushContents contents;
    contents.flush = sequence;
    contents.taken = parts.timeIfAny("taken").value_or(Timestamp{});
    simdjson::dom::array list;
    const auto events = fields.find("events");
    if (!events || events->get(list) != simdjson::SUCCESS)
        return wrong(fields, "events", "an array");
    for (const element item : list) {
        const std::string path = fields.pathOf("events") + '[' + std::to_string(contents.events.size()) + ']';
        simdjson::dom::object carried;
        if (item.get(carried) != simdjson::SUCCESS)
            return wrongShape(path, "an object", item);
        const JsonFields one(carried, path);
        Parts each(one);
        const std::optional<Uuid> id = Uuid::parse(each.text("id"));
        if (!id)
            return wrong(one, "id", "a UUID");
        const Timestamp enqueued = each.timeIfAny("enqueued").value_or(Timestamp{});
        const auto read = each.with(CarriedEvent{*id, enqueued});
        if (!read)
            return read.error();
        contents.events.push_back(*read);
    }
    return parts.with(Found(std::move(contents)));
}

Result<DropRun> readDrops(const JsonFields &fields)
{
    Parts parts(fields);
    DropRun drops;
    drops.reason = parts.word("reason", DropReason::QueueFull, DropReason::Reentrant);
    drops.first = parts.time("first");
    drops.last = parts.time("last");
    drops.count = parts.count("count", std::numeric_limits<std::uint32_t>::max());
    return parts.with(std::move(drops));
}

Result<DepthSample> readDepth(const JsonFields &fields)
{
    Parts parts(fields);
    DepthSample depth;
    depth.time = parts.time("time");
    depth.lowest = static_cast<std::uint32_t>(parts.count("lowest", mostUnsigned));
    depth.highest = static_cast<std::uint32_t>(parts.count("highest", mostUnsigned));
    depth.capacity = static_cast<std::uint32_t>(parts.count("capacity", mostUnsigned));
    return parts.with(std::move(depth));
}

} // namespace sluice
