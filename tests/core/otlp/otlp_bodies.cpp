// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/otlp/otlp_bodies.h"

#include <nlohmann/json.hpp>
#include <protozero/pbf_writer.hpp>

#include <cstdint>
#include <map>
#include <vector>

namespace sluice {

namespace {

using Json = nlohmann::json;
using protozero::pbf_writer;

enum class Kind { Message, Text, Hex, Base64, Fixed64, Fixed32, Number, Bool, Double };

struct Field
{
    std::uint32_t number;
    Kind kind;
    const char *message = ""; ///< of Kind::Message
};

using Message = std::map<std::string, Field>;

/// opentelemetry-proto 1.x, member by member.
const std::map<std::string, Message> &messages()
{
    static const std::map<std::string, Message> all = {
        {"traces", {{"resourceSpans", {1, Kind::Message, "resourceSpans"}}}},
        {"resourceSpans",
            {{"resource", {1, Kind::Message, "resource"}}, {"scopeSpans", {2, Kind::Message, "scopeSpans"}},
                {"schemaUrl", {3, Kind::Text}}}},
        {"scopeSpans",
            {{"scope", {1, Kind::Message, "scope"}}, {"spans", {2, Kind::Message, "span"}},
                {"schemaUrl", {3, Kind::Text}}}},
        {"logs", {{"resourceLogs", {1, Kind::Message, "resourceLogs"}}}},
        {"resourceLogs",
            {{"resource", {1, Kind::Message, "resource"}}, {"scopeLogs", {2, Kind::Message, "scopeLogs"}}}},
        {"scopeLogs", {{"scope", {1, Kind::Message, "scope"}}, {"logRecords", {2, Kind::Message, "log"}}}},
        {"metrics", {{"resourceMetrics", {1, Kind::Message, "resourceMetrics"}}}},
        {"resourceMetrics", {{"scopeMetrics", {2, Kind::Message, "scopeMetrics"}}}},
        {"scopeMetrics", {{"metrics", {2, Kind::Message, "metric"}}}},
        {"metric",
            {{"name", {1, Kind::Text}}, {"gauge", {5, Kind::Message, "data"}},
                {"sum", {7, Kind::Message, "data"}}, {"histogram", {9, Kind::Message, "data"}},
                {"exponentialHistogram", {10, Kind::Message, "data"}},
                {"summary", {11, Kind::Message, "data"}}}},
        {"data", {{"dataPoints", {1, Kind::Message, "dataPoint"}}}},
        {"dataPoint", {{"timeUnixNano", {3, Kind::Fixed64}}}},
        {"resource",
            {{"attributes", {1, Kind::Message, "keyValue"}}, {"droppedAttributesCount", {2, Kind::Number}}}},
        {"scope", {{"name", {1, Kind::Text}}, {"version", {2, Kind::Text}}}},
        {"span",
            {{"traceId", {1, Kind::Hex}}, {"spanId", {2, Kind::Hex}}, {"traceState", {3, Kind::Text}},
                {"parentSpanId", {4, Kind::Hex}}, {"name", {5, Kind::Text}}, {"kind", {6, Kind::Number}},
                {"startTimeUnixNano", {7, Kind::Fixed64}}, {"endTimeUnixNano", {8, Kind::Fixed64}},
                {"attributes", {9, Kind::Message, "keyValue"}},
                {"droppedAttributesCount", {10, Kind::Number}}, {"events", {11, Kind::Message, "event"}},
                {"droppedEventsCount", {12, Kind::Number}}, {"links", {13, Kind::Message, "link"}},
                {"droppedLinksCount", {14, Kind::Number}}, {"status", {15, Kind::Message, "status"}},
                {"flags", {16, Kind::Fixed32}}}},
        {"event",
            {{"timeUnixNano", {1, Kind::Fixed64}}, {"name", {2, Kind::Text}},
                {"attributes", {3, Kind::Message, "keyValue"}},
                {"droppedAttributesCount", {4, Kind::Number}}}},
        {"link",
            {{"traceId", {1, Kind::Hex}}, {"spanId", {2, Kind::Hex}}, {"traceState", {3, Kind::Text}},
                {"attributes", {4, Kind::Message, "keyValue"}}, {"droppedAttributesCount", {5, Kind::Number}},
                {"flags", {6, Kind::Fixed32}}}},
        {"status", {{"message", {2, Kind::Text}}, {"code", {3, Kind::Number}}}},
        {"log",
            {{"timeUnixNano", {1, Kind::Fixed64}}, {"severityNumber", {2, Kind::Number}},
                {"severityText", {3, Kind::Text}}, {"body", {5, Kind::Message, "anyValue"}},
                {"attributes", {6, Kind::Message, "keyValue"}}, {"droppedAttributesCount", {7, Kind::Number}},
                {"flags", {8, Kind::Fixed32}}, {"traceId", {9, Kind::Hex}}, {"spanId", {10, Kind::Hex}},
                {"observedTimeUnixNano", {11, Kind::Fixed64}}, {"eventName", {12, Kind::Text}}}},
        {"keyValue", {{"key", {1, Kind::Text}}, {"value", {2, Kind::Message, "anyValue"}}}},
        {"anyValue",
            {{"stringValue", {1, Kind::Text}}, {"boolValue", {2, Kind::Bool}},
                {"intValue", {3, Kind::Number}}, {"doubleValue", {4, Kind::Double}},
                {"arrayValue", {5, Kind::Message, "array"}}, {"kvlistValue", {6, Kind::Message, "map"}},
                {"bytesValue", {7, Kind::Base64}}}},
        {"array", {{"values", {1, Kind::Message, "anyValue"}}}},
        {"map", {{"values", {1, Kind::Message, "keyValue"}}}},
    };
    return all;
}

std::int64_t numberOf(const Json &value)
{
    return value.is_string() ? static_cast<std::int64_t>(std::stoll(value.get<std::string>()))
                             : value.get<std::int64_t>();
}

double realOf(const Json &value)
{
    return value.is_string() ? std::stod(value.get<std::string>()) : value.get<double>();
}

std::string bytesOfHex(const std::string &hex)
{
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return bytes;
}

std::string bytesOfBase64(const std::string &text)
{
    static const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    std::uint32_t group = 0;
    int bits = 0;
    for (const char c : text) {
        const std::size_t at = letters.find(c == '-' ? '+' : c == '_' ? '/' : c);
        if (at == std::string::npos)
            continue;
        group = group << 6U | static_cast<std::uint32_t>(at);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(group >> static_cast<unsigned>(bits) & 0xffU);
        }
    }
    return bytes;
}

std::string encoded(const Json &object, const Message &message);

void add(pbf_writer &out, const Field &field, const Json &value)
{
    switch (field.kind) {
    case Kind::Message:
        return out.add_message(field.number, encoded(value, messages().at(field.message)));
    case Kind::Text:
        return out.add_string(field.number, value.get<std::string>());
    case Kind::Hex:
        return out.add_bytes(field.number, bytesOfHex(value.get<std::string>()));
    case Kind::Base64:
        return out.add_bytes(field.number, bytesOfBase64(value.get<std::string>()));
    case Kind::Fixed64:
        return out.add_fixed64(field.number,
            value.is_string() ? std::stoull(value.get<std::string>()) : value.get<std::uint64_t>());
    case Kind::Fixed32:
        return out.add_fixed32(field.number, value.get<std::uint32_t>());
    case Kind::Number:
        return out.add_int64(field.number, numberOf(value));
    case Kind::Bool:
        return out.add_bool(field.number, value.get<bool>());
    case Kind::Double:
        return out.add_double(field.number, realOf(value));
    }
}

std::string encoded(const Json &object, const Message &message)
{
    std::string bytes;
    pbf_writer out(bytes);
    for (const auto &[name, value] : object.items()) {
        const Field &field = message.at(name);
        if (!value.is_array()) {
            add(out, field, value);
            continue;
        }
        for (const Json &item : value)
            add(out, field, item);
    }
    return bytes;
}

} // namespace

std::string asProto(std::string_view json, std::string_view root)
{
    return encoded(Json::parse(json), messages().at(std::string(root)));
}

std::string traceRequest(const std::string &spans)
{
    return R"({"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":)"
           R"({"stringValue":"made"}}]},"scopeSpans":[{"scope":{"name":"scope","version":"1"},"spans":[)"
        + spans + "]}]}]}";
}

std::string spanJson(const std::string &more, const std::string &id)
{
    const bool hasEnd = more.find("\"endTimeUnixNano\"") != std::string::npos;
    return R"({"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":")" + id
        + R"(","name":"n","startTimeUnixNano":"1790000000000001000")"
        + (hasEnd ? "" : R"(,"endTimeUnixNano":"1790000000000002000")") + more + '}';
}

std::string delimited(char tag, std::string_view message)
{
    std::string bytes(1, tag);
    std::size_t size = message.size();
    for (; size > 127; size >>= 7U)
        bytes += static_cast<char>((size & 0x7fU) | 0x80U);
    bytes += static_cast<char>(size);
    return bytes.append(message);
}

} // namespace sluice
