// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sluice {

// Bodies of OTLP as an exporter writes them, in both encodings. Field numbers: opentelemetry-proto,
// trace/v1/trace.proto, common/v1/common.proto, collector/*/v1/*_service.proto.

/// Protocol Buffers by hand.
namespace proto {

inline std::string varint(std::uint64_t number)
{
    std::string bytes;
    for (; number >= 0x80; number >>= 7U)
        bytes += static_cast<char>((number & 0x7fU) | 0x80U);
    return bytes += static_cast<char>(number);
}

inline std::string number(unsigned field, std::uint64_t value)
{
    return varint(std::uint64_t{field} << 3U) + varint(value);
}

inline std::string fixed64(unsigned field, std::uint64_t value)
{
    std::string bytes = varint((std::uint64_t{field} << 3U) | 1U);
    for (int i = 0; i < 8; ++i, value >>= 8U)
        bytes += static_cast<char>(value & 0xffU);
    return bytes;
}

inline std::string bytes(unsigned field, std::string_view value)
{
    return varint((std::uint64_t{field} << 3U) | 2U) + varint(value.size()) + std::string(value);
}

inline std::string attribute(unsigned field, std::string_view key, std::string_view text)
{
    return bytes(field, bytes(1, key) + bytes(2, bytes(1, text)));
}

inline std::string fromHex(std::string_view digits)
{
    std::string value;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
        value += static_cast<char>(std::strtoul(std::string(digits.substr(i, 2)).c_str(), nullptr, 16));
    return value;
}

} // namespace proto

using TextAttributes = std::vector<std::pair<std::string, std::string>>;

/// A span of strings. Times in seconds since 1970; an end of 0 is not told.
struct WrittenSpan
{
    std::string trace;
    std::string id;
    std::string parent{};
    std::string name = "work";
    std::uint64_t start = 1'700'000'000;
    std::uint64_t end = 1'700'000'001;
    TextAttributes attributes{};
    int status = 0;
};

inline constexpr std::uint64_t nanosPerSecond = 1'000'000'000;

inline std::string protobufOf(const WrittenSpan &span)
{
    std::string bytes
        = proto::bytes(1, proto::fromHex(span.trace)) + proto::bytes(2, proto::fromHex(span.id));
    if (!span.parent.empty())
        bytes += proto::bytes(4, proto::fromHex(span.parent));
    bytes += proto::bytes(5, span.name) + proto::number(6, 1) + proto::fixed64(7, span.start * nanosPerSecond)
        + proto::fixed64(8, span.end * nanosPerSecond);
    for (const auto &[key, text] : span.attributes)
        bytes += proto::attribute(9, key, text);
    return bytes + proto::bytes(15, proto::number(3, static_cast<std::uint64_t>(span.status)));
}

/// An ExportTraceServiceRequest of one resource and one scope.
inline std::string protobufTraces(const std::vector<WrittenSpan> &spans, const TextAttributes &resource = {})
{
    std::string attributes;
    for (const auto &[key, text] : resource)
        attributes += proto::attribute(1, key, text);
    std::string scope = proto::bytes(1, proto::bytes(1, "tests"));
    for (const WrittenSpan &span : spans)
        scope += proto::bytes(2, protobufOf(span));
    return proto::bytes(1, proto::bytes(1, attributes) + proto::bytes(2, scope));
}

inline std::string jsonAttributes(const TextAttributes &attributes)
{
    std::string list;
    for (const auto &[key, text] : attributes) {
        list += list.empty() ? "" : ",";
        list += R"({"key":")" + key + R"(","value":{"stringValue":")" + text + R"("}})";
    }
    return '[' + list + ']';
}

inline std::string jsonOf(const WrittenSpan &span)
{
    return R"({"traceId":")" + span.trace + R"(","spanId":")" + span.id + R"(","parentSpanId":")"
        + span.parent + R"(","name":")" + span.name + R"(","kind":1,"startTimeUnixNano":")"
        + std::to_string(span.start * nanosPerSecond) + R"(","endTimeUnixNano":")"
        + std::to_string(span.end * nanosPerSecond) + R"(","attributes":)" + jsonAttributes(span.attributes)
        + R"(,"status":{"code":)" + std::to_string(span.status) + "}}";
}

inline std::string jsonTraces(const std::vector<WrittenSpan> &spans, const TextAttributes &resource = {})
{
    std::string list;
    for (const WrittenSpan &span : spans)
        list += (list.empty() ? "" : ",") + jsonOf(span);
    return R"({"resourceSpans":[{"resource":{"attributes":)" + jsonAttributes(resource)
        + R"(},"scopeSpans":[{"scope":{"name":"tests"},"spans":[)" + list + "]}]}]}";
}

} // namespace sluice
