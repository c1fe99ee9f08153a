// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sluice {

/// What is known of traces, those with the newest news first: the oldest can be forgotten when they are too
/// many or too large. Its user counts their bytes. thread: one at a time.
template <typename Known>
class RecentTraces
{
public:
    /// Known from here on, and the one with the newest news.
    Known &touched(const std::string &traceId)
    {
        if (const auto found = m_byId.find(traceId); found != m_byId.end()) {
            m_traces.splice(m_traces.begin(), m_traces, found->second);
            return m_traces.front().known;
        }
        m_traces.push_front({traceId});
        m_byId.emplace(m_traces.front().id, m_traces.begin());
        return m_traces.front().known;
    }

    /// nullptr: nothing is known of it. Lives until it is forgotten.
    Known *find(const std::string &traceId) { return found(m_byId, traceId); }
    const Known *find(const std::string &traceId) const { return found(m_byId, traceId); }

    std::size_t size() const { return m_traces.size(); }
    const Known &oldest() const { return m_traces.back().known; }

    void forgetOldest()
    {
        m_byId.erase(m_traces.back().id);
        m_traces.pop_back();
    }

private:
    struct Trace
    {
        std::string id;
        Known known{};
    };
    using Traces = std::list<Trace>;
    using ById = std::unordered_map<std::string_view, typename Traces::iterator>; // views into the list

    static Known *found(const ById &byId, const std::string &traceId)
    {
        const auto found = byId.find(traceId);
        return found == byId.end() ? nullptr : &found->second->known;
    }

    Traces m_traces;
    ById m_byId;
};

} // namespace sluice
