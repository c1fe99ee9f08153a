// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/chrome_writer.h"

#include "core/exchange/json_members.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace sluice {

Result<void> ChromeWriter::write(const std::string &json)
{
    const char *const before = std::exchange(m_isFirst, false) ? "\n" : ",\n";
    return m_sink(before + json);
}

Result<void> ChromeWriter::name(const char *what, int process, std::size_t thread, std::string_view text)
{
    JsonMembers args;
    args.text("name", text);
    JsonMembers members;
    members.text("name", what);
    members.text("ph", "M");
    members.number("pid", static_cast<std::uint64_t>(process));
    members.number("tid", thread);
    members.json("args", args.end());
    return write(members.end());
}

std::string ChromeWriter::head(
    std::string_view name, std::string_view category, char phase, ChromeTrack track, Timestamp time) const
{
    JsonMembers members;
    members.text("name", name);
    members.text("cat", category);
    members.text("ph", std::string_view(&phase, 1));
    members.number("pid", static_cast<std::uint64_t>(track.process));
    members.number("tid", track.thread);
    members.number("ts", static_cast<std::uint64_t>(std::max<std::int64_t>(0, (time - m_base).count())));
    return members.openEnd();
}

std::string ChromeWriter::bar(
    std::string_view name, std::string_view category, ChromeTrack track, Timestamp start, Timestamp end) const
{
    return head(name, category, 'X', track, start)
        + ",\"dur\":" + std::to_string(std::max<std::int64_t>(0, (end - start).count()));
}

} // namespace sluice
