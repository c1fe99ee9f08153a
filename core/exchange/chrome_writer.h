// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/exchange/export_session.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace sluice {

/// A process and a thread of a Chrome trace.
struct ChromeTrack
{
    int process = 0;
    std::size_t thread = 0;
};

/// Writes the events of a Chrome trace, one a line. thread: one at a time.
class ChromeWriter
{
public:
    explicit ChromeWriter(const ExportSink &sink)
        : m_sink(sink)
    { }

    /// Times are microseconds since then; an earlier one is 0.
    void setBase(Timestamp base) { m_base = base; }
    Timestamp base() const { return m_base; }

    Result<void> writeRaw(std::string_view text) { return m_sink(text); }

    /// One event, with its comma before it.
    Result<void> write(const std::string &json);

    /// A "process_name" or a "thread_name".
    Result<void> name(const char *what, int process, std::size_t thread, std::string_view text);

    /// An event without its last bracket, for its args to follow.
    std::string head(std::string_view name, std::string_view category, char phase, ChromeTrack track,
        Timestamp time) const;
    std::string bar(std::string_view name, std::string_view category, ChromeTrack track, Timestamp start,
        Timestamp end) const;

private:
    const ExportSink &m_sink;
    Timestamp m_base;
    bool m_isFirst = true;
};

} // namespace sluice
