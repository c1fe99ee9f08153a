// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/json_writer.h"
#include "core/otlp/export_request.h"
#include "core/otlp/otlp_fields.h"

#include <protozero/pbf_builder.hpp>

#include <algorithm>

namespace sluice {

namespace {

using protozero::pbf_builder;

const char *rejectedName(OtlpSignal signal)
{
    switch (signal) {
    case OtlpSignal::Traces:
        return "rejectedSpans";
    case OtlpSignal::Logs:
        return "rejectedLogRecords";
    case OtlpSignal::Metrics:
        break;
    }
    return "rejectedDataPoints";
}

std::string protoAnswer(const ExportRefusals &refusals)
{
    std::string partial;
    pbf_builder<PartialSuccessField> fields(partial);
    if (refusals.count > 0) {
        const std::uint64_t count = std::min<std::uint64_t>(refusals.count, INT64_MAX);
        fields.add_int64(PartialSuccessField::Rejected, static_cast<std::int64_t>(count));
    }
    if (!refusals.reason.empty())
        fields.add_string(PartialSuccessField::Message, refusals.reason);
    std::string body;
    pbf_builder<ExportField>(body).add_message(ExportField::Resources, partial);
    return body;
}

} // namespace

std::string exportAnswer(OtlpSignal signal, OtlpEncoding encoding, const ExportRefusals &refusals)
{
    const bool isWhole = refusals.count == 0 && refusals.reason.empty();
    if (encoding == OtlpEncoding::Protobuf)
        return isWhole ? std::string() : protoAnswer(refusals);
    if (isWhole)
        return "{}";
    std::string body = R"({"partialSuccess":{")";
    body += rejectedName(signal);
    body += R"(":")" + std::to_string(refusals.count) + R"(","errorMessage":)";
    appendJsonString(body, refusals.reason);
    return body + "}}";
}

std::string exportFailure(OtlpEncoding encoding, int code, std::string_view message)
{
    std::string body;
    if (encoding == OtlpEncoding::Protobuf) {
        pbf_builder<RpcStatusField> status(body);
        status.add_int32(RpcStatusField::Code, code);
        status.add_string(RpcStatusField::Message, message.data(), message.size());
        return body;
    }
    body = R"({"code":)" + std::to_string(code) + R"(,"message":)";
    appendJsonString(body, message);
    return body + '}';
}

} // namespace sluice
