// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/exchange_format.h"

#include <algorithm>

namespace sluice {

namespace {

struct Words
{
    ExchangeFormat format;
    std::string_view name;
    std::string_view suffix;
};

constexpr Words words[] = {
    {ExchangeFormat::Json, "json", ".json"},
    {ExchangeFormat::Csv, "csv", ".csv"},
    {ExchangeFormat::Chrome, "chrome", ".trace.json"},
    {ExchangeFormat::Otlp, "otlp", ".otlp.json"},
};

} // namespace

std::string_view wireName(ExchangeFormat format)
{
    return std::ranges::find(words, format, &Words::format)->name;
}

std::optional<ExchangeFormat> exchangeFormatFromText(std::string_view text)
{
    const auto *const found = std::ranges::find(words, text, &Words::name);
    return found == std::end(words) ? std::nullopt : std::optional(found->format);
}

std::string_view fileSuffix(ExchangeFormat format)
{
    return std::ranges::find(words, format, &Words::format)->suffix;
}

} // namespace sluice
