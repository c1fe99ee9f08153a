// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/otlp/export_request.h"

#include <cstddef>
#include <string>

namespace sluice {

// The three requests have one shape: resources, their scopes, and the scopes' items (spans, log records,
// metrics). What follows is what both encodings share. thread: any.

/// How OTLP/JSON names the lists of a request.
struct ExportShape
{
    const char *resources;
    const char *scopes;
    const char *items;
};

inline constexpr ExportShape traceShape{"resourceSpans", "scopeSpans", "spans"};
inline constexpr ExportShape logShape{"resourceLogs", "scopeLogs", "logRecords"};
inline constexpr ExportShape metricShape{"resourceMetrics", "scopeMetrics", "metrics"};

/// Where a reader is.
struct ExportPlace
{
    enum class Level { Request, Resource, Scope, Item };

    explicit ExportPlace(const ExportShape &listNames)
        : shape(listNames)
    { }

    ExportShape shape;
    Level level = Level::Request;
    std::size_t resource = 0;
    std::size_t scope = 0;
    std::size_t item = 0;

    /// "resourceSpans[0].scopeSpans[2].spans[1]"; "body" of the request itself.
    std::string text() const;
};

/// Counts what one request holds, so that it cannot need much more memory than its bytes. Each attribute,
/// event, link and value of a list is a value.
class ExportBudget
{
public:
    /// As many as JsonDocument takes of one body; some 100 bytes each for as long as its item is read.
    static constexpr std::size_t mostValues = 8U << 20U;
    /// OpenTelemetry's SDKs stop at 128 attributes, 128 events and 128 links of a span.
    static constexpr std::size_t mostValuesOfItem = 1U << 17U;

    Result<void> beginItem();
    Result<void> addValue()
    {
        return ++m_ofItem <= mostValuesOfItem && ++m_values <= mostValues ? Result<void>() : tooManyValues();
    }

private:
    Error tooManyValues() const;

    std::size_t m_items = 0;
    std::size_t m_values = 0;
    std::size_t m_ofItem = 0;
};

/// "PLACE: MESSAGE", for an error within an item.
Error errorAt(const ExportPlace &place, const Error &error);

/// Counts a refused item; the first one's reason is kept.
void refuse(ExportRefusals &refusals, std::string reason);

} // namespace sluice
