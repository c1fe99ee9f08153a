// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/export_request.h"

#include "core/otlp/json_log.h"
#include "core/otlp/json_walk.h"
#include "core/otlp/proto_log.h"
#include "core/otlp/proto_span.h"
#include "core/otlp/proto_walk.h"
#include "core/otlp/read_span.h"
#include "core/otlp/settle_span.h"

#include <utility>

namespace sluice {

namespace {

/// Passes on what can be a span, and counts what cannot.
void settle(const SpanSource &source, Span &&span, const ExportPlace &place, const TakeSpan &take,
    ExportRefusals &refusals)
{
    if (const auto ids = settleIds(span); !ids)
        return refuse(refusals, place.text() + '.' + ids.error().message);
    settleTimes(span);
    take(source, std::move(span));
}

Result<void> limited(std::uint64_t dataPoints)
{
    if (dataPoints <= mostExported)
        return {};
    return Error{ErrorKind::Limit, "expected at most " + std::to_string(mostExported) + " data points"};
}

} // namespace

Result<ExportRefusals> readTraces(std::string_view body, OtlpEncoding encoding, const TakeSpan &take)
{
    ExportRefusals refusals;
    Result<void> read;
    if (encoding == OtlpEncoding::Protobuf) {
        read = eachProtoItem(body, traceShape,
            [&](const SpanSource &source, std::string_view item, const ExportPlace &place,
                ExportBudget &budget) -> Result<void> {
                Span span;
                if (const auto known = readProtoSpan(item, span, budget); !known)
                    return known;
                settle(source, std::move(span), place, take, refusals);
                return {};
            });
    } else {
        read = eachJsonItem(body, traceShape,
            [&](const SpanSource &source, simdjson::dom::element item,
                const ExportPlace &place) -> Result<void> {
                Span span;
                if (const auto known = readUnsettledSpan(item, "", span); !known)
                    return known;
                settle(source, std::move(span), place, take, refusals);
                return {};
            });
    }
    return read ? Result<ExportRefusals>(std::move(refusals)) : read.error();
}

Result<void> readLogs(std::string_view body, OtlpEncoding encoding, const TakeLog &take)
{
    const auto pass = [&take](const SpanSource &source, Result<void> read, OtlpLog &&log) {
        if (read) {
            settleIds(log);
            take(source, std::move(log));
        }
        return read;
    };
    if (encoding == OtlpEncoding::Protobuf) {
        return eachProtoItem(body, logShape,
            [&](const SpanSource &source, std::string_view item, const ExportPlace &, ExportBudget &budget) {
                OtlpLog log;
                Result<void> read = readProtoLog(item, log, budget);
                return pass(source, std::move(read), std::move(log));
            });
    }
    return eachJsonItem(
        body, logShape, [&](const SpanSource &source, simdjson::dom::element item, const ExportPlace &) {
            OtlpLog log;
            Result<void> read = readLog(item, log);
            return pass(source, std::move(read), std::move(log));
        });
}

Result<std::uint64_t> countDataPoints(std::string_view body, OtlpEncoding encoding)
{
    std::uint64_t count = 0;
    Result<void> read;
    if (encoding == OtlpEncoding::Protobuf) {
        read = eachProtoItem(body, metricShape,
            [&](const SpanSource &, std::string_view item, const ExportPlace &, ExportBudget &) {
                return limited(count += countProtoPoints(item));
            });
    } else {
        read = eachJsonItem(
            body, metricShape, [&](const SpanSource &, simdjson::dom::element item, const ExportPlace &) {
                return limited(count += countPoints(item));
            });
    }
    return read ? Result<std::uint64_t>(count) : read.error();
}

} // namespace sluice
