// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/exchange/import_reader.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace sluice {

/// What a file is, by what stands in it.
enum class FileFormat : std::uint8_t {
    Session, ///< a session as JSON: Sluice's, or AgentOps' with its events
    AgentOpsTrace, ///< a trace as AgentOps' dashboard exports it
    Otlp, ///< OTLP/JSON, one request or one a line
    Chrome, ///< Chrome trace events
};

/// "a session as JSON", "a trace of AgentOps' dashboard", "OTLP/JSON", "a Chrome trace": for messages.
std::string_view describe(FileFormat format);

/// "session", "agentops", "otlp", "chrome"; "json" is "session" too.
std::optional<FileFormat> fileFormatFromText(std::string_view text);

/// Looks at the first members of the file. Error (Invalid): it is none that can be read; says what was found.
Result<FileFormat> recognise(JsonCursor &cursor);

std::unique_ptr<ImportReader> readerFor(FileFormat format);

} // namespace sluice
