// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/ready_heads.h"

namespace sluice {

namespace {

template <typename AnyHead>
ReadyHeads::Head readyFrom(const AnyHead &head)
{
    ReadyHeads::Head ready;
    ready.row = head.row;
    ready.parent = head.parent;
    ready.start = head.start;
    ready.end = head.end;
    ready.type = head.type;
    ready.isOpen = head.isOpen;
    return ready;
}

} // namespace

void ReadyHeads::add(const EventHead &head)
{
    add(readyFrom(head), head.name, head.agent.text(), head.thread,
        {head.promptTokens, head.completionTokens, head.cost});
}

void ReadyHeads::add(const EventHeadView &head)
{
    add(readyFrom(head), head.name, head.agent, head.thread,
        {head.promptTokens, head.completionTokens, head.cost});
}

void ReadyHeads::add(
    Head head, std::string_view name, std::string_view agent, std::string_view thread, const CallFacts &calls)
{
    head.name = m_names.intern(name);
    head.source = sourceOf(agent, thread);
    if (!calls.isEmpty())
        m_calls.emplace_back(static_cast<std::uint32_t>(m_heads.size()), calls);
    m_heads.push_back(head);
}

std::uint32_t ReadyHeads::sourceOf(std::string_view agent, std::string_view thread)
{
    const Source source{m_names.intern(agent), m_names.intern(thread)};
    const std::uint64_t key = std::uint64_t{source.first} << 32 | source.second;
    const auto [known, isNew] = m_sourceNumbers.emplace(key, static_cast<std::uint32_t>(m_sources.size()));
    if (isNew)
        m_sources.push_back(source);
    return known->second;
}

} // namespace sluice
