// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace sluice {

/// What a session can be written as.
enum class ExchangeFormat : std::uint8_t {
    Json, ///< Sluice's own: nothing is lost
    Csv, ///< a row an event
    Chrome, ///< Chrome's trace events, for Perfetto and others
    Otlp, ///< OpenTelemetry spans as OTLP/JSON
};

inline constexpr std::array allExchangeFormats
    = {ExchangeFormat::Json, ExchangeFormat::Csv, ExchangeFormat::Chrome, ExchangeFormat::Otlp};

/// "json", "csv", "chrome", "otlp".
std::string_view wireName(ExchangeFormat format);

std::optional<ExchangeFormat> exchangeFormatFromText(std::string_view text);

/// ".json", ".csv", ".trace.json", ".otlp.json": what a file's name ends with.
std::string_view fileSuffix(ExchangeFormat format);

/// How far a long piece of work is; `total` 0 = not known yet.
struct ExchangeProgress
{
    std::uint64_t done = 0;
    std::uint64_t total = 0;
};

/// Told now and then, some hundred times in all at the least; false stops the work (Cancelled). May be called
/// on another thread than the one that began it.
using ExchangeWatch = std::function<bool(const ExchangeProgress &)>;

} // namespace sluice
