// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/exchange/export_session.h"
#include "core/model/session.h"

#include <string>
#include <string_view>

namespace sluice {

/// A row an event behind a row of names, as RFC 4180 has it: CRLF, quotes where they are needed, UTF-8. Times
/// are ISO 8601 in UTC; unknown is an empty cell.
Result<void> exportCsv(
    StoreReader &reader, const SessionSummary &session, const ExportSink &sink, const ExportSteps &step);

/// Appends one cell. One that a spreadsheet would take as a formula (it begins with = + - @, a tab, a CR or
/// an LF) gets an apostrophe before it, and so does one that begins with an apostrophe: taking one leading
/// apostrophe away gives the text back.
void appendCsvCell(std::string &out, std::string_view text);

} // namespace sluice
