// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/otlp_answer.h"

#include "core/collector/request_text.h"

namespace sluice {

namespace {

/// google.rpc.Code by the mapping that stands beside each code in google/rpc/code.proto; what has no line
/// there is an invalid argument or an internal error.
int rpcCodeOf(unsigned status)
{
    switch (status) {
    case 401:
        return 16; // UNAUTHENTICATED
    case 403:
        return 7; // PERMISSION_DENIED
    case 404:
        return 5; // NOT_FOUND
    case 405:
        return 12; // UNIMPLEMENTED
    case 503:
        return 14; // UNAVAILABLE
    default:
        return status < 500 ? 3 : 13; // INVALID_ARGUMENT, INTERNAL
    }
}

} // namespace

std::optional<OtlpSignal> otlpSignalOf(std::string_view path)
{
    if (path.ends_with("/v1/traces"))
        return OtlpSignal::Traces;
    if (path.ends_with("/v1/logs"))
        return OtlpSignal::Logs;
    return path.ends_with("/v1/metrics") ? std::optional(OtlpSignal::Metrics) : std::nullopt;
}

std::optional<OtlpEncoding> otlpEncodingOf(std::string_view contentType)
{
    if (isOfType(contentType, protobufType))
        return OtlpEncoding::Protobuf;
    return isJson(contentType) ? std::optional(OtlpEncoding::Json) : std::nullopt;
}

std::string_view typeOf(OtlpEncoding encoding)
{
    return encoding == OtlpEncoding::Protobuf ? protobufType : jsonType;
}

ServedAnswer asRpcStatus(ServedAnswer refusal, OtlpEncoding encoding)
{
    refusal.body = exportFailure(encoding, rpcCodeOf(refusal.status), refusal.reason);
    refusal.contentType = typeOf(encoding);
    return refusal;
}

} // namespace sluice
