// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/lab/process_picture.h"
#include "core/lab/redaction.h"
#include "core/lab/watch.h"
#include "core/model/flush_record.h"
#include "core/model/queue_picture.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace sluice {

/// A name and a value: a version, a setting.
struct NamedText
{
    std::string name;
    std::string value;

    bool operator==(const NamedText &) const = default;
};

/// What a program knows of itself for a bundle.
struct DiagnosticFacts
{
    std::vector<NamedText> versions; ///< "Sluice", "Qt", "libcurl", ...
    std::vector<NamedText> settings; ///< none that is a secret
    std::vector<std::string> secrets; ///< keys in use: for Redaction, and written nowhere
};

/// What a report of a bug needs and a stranger may read: who does what and waits for what, the counters, the
/// last flushes, versions and settings. No event, no key, no host name.
struct Diagnostics
{
    static constexpr std::size_t mostFlushes = 100;

    Timestamp written;
    std::vector<NamedText> versions;
    std::vector<NamedText> settings;
    ProcessPicture process;
    WatchReport watch; ///< workers and alarms
    std::vector<QueuePicture> queues; ///< their cells are left out
    std::vector<FlushRecord> flushes; ///< the last ones; of more than mostFlushes only the newest are written
};

/// Sluice's own version, this compiler, and what the core is made of that tells its version in a header.
std::vector<NamedText> ownVersions();

/// One JSON object, two blanks a level. Each text in it has passed `redaction`, and what is named as a secret
/// is left out whatever it holds. Text that is not UTF-8 is mended.
std::string diagnosticsToJson(const Diagnostics &diagnostics, const Redaction &redaction);

/// Writes `text` so that either all of it stands there or what stood there before; mode 0600, folders that
/// are missing 0700. Error (Io): names the file and what the system said.
Result<void> writeDiagnostics(const std::filesystem::path &file, const std::string &text);

/// "DATA/diagnostics/sluice-20261125-231502.json": where a bundle goes that nobody chose a place for. In UTC.
std::filesystem::path diagnosticsFile(const std::filesystem::path &dataDir, Timestamp now);

} // namespace sluice
