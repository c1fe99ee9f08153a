// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/otlp/attributes.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// What the spans of a trace say to find it by: its name and its tags (AgentOps, Langfuse, OpenInference),
/// and as tags "user:...", "session:..." and Traceloop's association properties "key:value". They stand on
/// each span of some SDKs and on the root alone of others. thread: one at a time.
class TraceTags
{
public:
    /// More stay attributes of their events only.
    static constexpr std::size_t mostTags = 64;

    void add(const Attributes &attributes);

    /// As the trace names itself; empty: it does not.
    const std::string &name() const { return m_name; }

    /// In the order in which they were first told.
    const std::vector<std::string> &tags() const { return m_tags; }
    const std::vector<std::string> &properties() const { return m_properties; }

private:
    void addTo(std::vector<std::string> &list, std::string tag);
    void addTags(const Attribute &attribute);

    std::string m_name;
    std::vector<std::string> m_tags;
    std::vector<std::string> m_properties;
};

} // namespace sluice
