// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/exchange/exchange_format.h"
#include "core/model/ids.h"

#include <filesystem>
#include <functional>
#include <string_view>

namespace sluice {

class StoreReader;

/// Takes the pieces of an export in their order; an error stops it.
using ExportSink = std::function<Result<void>(std::string_view)>;

/// Called with each event; false stops the export.
using ExportSteps = std::function<bool()>;

/// Writes a session, as it is at one instant, piece by piece: a few events are in memory at a time (Chrome:
/// and 40 bytes an event). Errors: (NotFound) names the session; (Cancelled) by `watch`; those of `sink` and
/// of the store. thread: the reader's.
Result<void> exportSession(StoreReader &reader, const SessionId &session, ExchangeFormat format,
    Timestamp now, const ExportSink &sink, const ExchangeWatch &watch);

/// The same into a file, which appears whole or not at all (WholeFile).
Result<void> exportToFile(StoreReader &reader, const SessionId &session, ExchangeFormat format, Timestamp now,
    const std::filesystem::path &path, const ExchangeWatch &watch);

} // namespace sluice
