// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/session_text.h"

#include <nlohmann/json.hpp>

namespace sluice {

namespace {

using Json = nlohmann::ordered_json;

Json agentsOf(const SpooledSession &session)
{
    Json agents = Json::array();
    for (const Agent &agent : session.agents)
        agents.push_back({{"id", agent.id.text()}, {"name", agent.name}});
    return agents;
}

/// Reads the members of one object and remembers whether all were as they should be.
class Members
{
public:
    explicit Members(const Json &object)
        : m_object(object)
    { }

    bool good() const { return m_good; }

    std::string text(const char *name)
    {
        const Json *member = find(name);
        return member != nullptr && check(member->is_string()) ? member->get<std::string>() : std::string();
    }
    bool flag(const char *name)
    {
        const Json *member = find(name);
        return member != nullptr && check(member->is_boolean()) && member->get<bool>();
    }
    std::int64_t number(const char *name)
    {
        const Json *member = find(name);
        return member != nullptr && check(member->is_number_integer()) ? member->get<std::int64_t>() : 0;
    }
    std::optional<std::int64_t> maybeNumber(const char *name)
    {
        return m_object.contains(name) ? std::optional<std::int64_t>(number(name)) : std::nullopt;
    }
    const Json &list(const char *name)
    {
        static const Json none = Json::array();
        const Json *member = find(name);
        return member != nullptr && check(member->is_array()) ? *member : none;
    }
    bool check(bool good)
    {
        m_good = m_good && good;
        return good;
    }

private:
    const Json *find(const char *name)
    {
        const auto found = m_object.find(name);
        return check(found != m_object.end()) ? &*found : nullptr;
    }

    const Json &m_object;
    bool m_good = true;
};

void readLists(Members &members, SpooledSession &session)
{
    for (const Json &tag : members.list("tags")) {
        if (members.check(tag.is_string()))
            session.tags.push_back(tag.get<std::string>());
    }
    for (const Json &agent : members.list("agents")) {
        if (!members.check(agent.is_object()))
            continue;
        Members inside(agent);
        session.agents.push_back({AgentId(inside.text("id")), inside.text("name")});
        members.check(inside.good());
    }
    const Json &counts = members.list("counts");
    members.check(counts.size() == session.eventCounts.size());
    for (std::size_t i = 0; i < counts.size() && members.good(); ++i) {
        if (members.check(counts[i].is_number_unsigned()))
            session.eventCounts[i] = counts[i].get<std::uint64_t>();
    }
}

} // namespace

std::string toSessionText(const SpooledSession &session)
{
    Json object = {{"id", session.id.text()}, {"endpoint", session.endpoint},
        {"started", session.started.time_since_epoch().count()}, {"tags", session.tags},
        {"agents", agentsOf(session)}, {"host_env", session.hostEnv}, {"counts", session.eventCounts},
        {"known", session.known}, {"end_reason", session.endReason}};
    if (session.ended)
        object["ended"] = session.ended->time_since_epoch().count();
    if (session.endState)
        object["end_state"] = static_cast<int>(*session.endState);
    return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<SpooledSession> readSessionText(std::string_view text)
{
    const Json object = Json::parse(text, nullptr, false);
    if (!object.is_object())
        return std::nullopt;
    Members members(object);
    SpooledSession session;
    session.id = SessionId(members.text("id"));
    session.endpoint = members.text("endpoint");
    session.started = Timestamp(Micros(members.number("started")));
    session.hostEnv = members.text("host_env");
    session.known = members.flag("known");
    session.endReason = members.text("end_reason");
    readLists(members, session);
    if (const auto ended = members.maybeNumber("ended"))
        session.ended = Timestamp(Micros(*ended));
    if (const auto state = members.maybeNumber("end_state")) {
        members.check(*state >= 0 && *state <= static_cast<int>(EndState::Indeterminate));
        session.endState = static_cast<EndState>(*state);
    }
    if (!members.good() || session.id.isEmpty())
        return std::nullopt;
    return session;
}

} // namespace sluice
