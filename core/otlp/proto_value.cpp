// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/proto_value.h"

#include "core/agentops/byte_scan.h"
#include "core/agentops/json_writer.h"
#include "core/otlp/otlp_fields.h"
#include "core/otlp/plain_value.h"
#include "core/otlp/proto_wire.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

namespace sluice {

namespace {

using namespace proto_wire;

Result<void> readValue(std::string_view anyValue, Attribute &out, int levels, ExportBudget &budget);

/// Makes `out` a list that more can go into: its text is without the closing bracket.
void openList(Attribute &out, char opening)
{
    if (out.kind == Attribute::Kind::Json && out.text.starts_with(opening)) {
        out.text.pop_back();
        return;
    }
    out.kind = Attribute::Kind::Json;
    out.text = opening;
}

Result<void> appendItem(std::string &out, std::string_view anyValue, int levels, ExportBudget &budget)
{
    Attribute item{{}, Attribute::Kind::Json, "null"};
    if (const Result<void> read = readValue(anyValue, item, levels, budget); !read)
        return read;
    appendAttributeJson(out, item);
    return {};
}

Result<void> readMember(std::string_view keyValue, Attribute &out, int levels, ExportBudget &budget)
{
    pbf_message<KeyValueField> message(keyValue.data(), keyValue.size());
    while (message.next()) {
        switch (message.tag_and_type()) {
        case tag_and_type(KeyValueField::Key, lengthDelimited):
            out.key = utf8Text(viewOf(message.get_view()));
            break;
        case tag_and_type(KeyValueField::Value, lengthDelimited):
            if (const auto read = readValue(viewOf(message.get_view()), out, levels, budget); !read)
                return read;
            break;
        default:
            message.skip();
        }
    }
    return {};
}

Result<void> readArray(std::string_view array, Attribute &out, int levels, ExportBudget &budget)
{
    openList(out, '[');
    pbf_message<ListField> message(array.data(), array.size());
    while (message.next(ListField::Values, lengthDelimited)) {
        if (const auto counted = budget.addValue(); !counted)
            return counted;
        if (out.text.back() != '[')
            out.text += ',';
        if (const auto read = appendItem(out.text, viewOf(message.get_view()), levels, budget); !read)
            return read;
    }
    out.text += ']';
    return {};
}

Result<void> readMap(std::string_view map, Attribute &out, int levels, ExportBudget &budget)
{
    openList(out, '{');
    pbf_message<ListField> message(map.data(), map.size());
    while (message.next(ListField::Values, lengthDelimited)) {
        if (const auto counted = budget.addValue(); !counted)
            return counted;
        Attribute member{{}, Attribute::Kind::Json, "null"};
        if (const auto read = readMember(viewOf(message.get_view()), member, levels, budget); !read)
            return read;
        if (out.text.back() != '{')
            out.text += ',';
        appendJsonString(out.text, member.key);
        out.text += ':';
        appendAttributeJson(out.text, member);
    }
    out.text += '}';
    return {};
}

void become(Attribute &out, Attribute &&value)
{
    out.kind = value.kind;
    out.text = std::move(value.text);
}

Result<void> readValue(std::string_view anyValue, Attribute &out, int levels, ExportBudget &budget)
{
    pbf_message<AnyValueField> message(anyValue.data(), anyValue.size());
    while (message.next()) {
        const auto isList = [&](AnyValueField field) {
            return message.tag_and_type() == tag_and_type(field, lengthDelimited);
        };
        if (levels == 0 && (isList(AnyValueField::Array) || isList(AnyValueField::Map))) {
            return Error{ErrorKind::Limit,
                "a value is deeper than " + std::to_string(mostExportedLevels) + " lists and maps"};
        }
        Result<void> read;
        switch (message.tag_and_type()) {
        case tag_and_type(AnyValueField::String, lengthDelimited):
            become(out, {{}, Attribute::Kind::Text, utf8Text(viewOf(message.get_view()))});
            break;
        case tag_and_type(AnyValueField::Bool, varint):
            become(out, truthValue(message.get_uint64() != 0));
            break;
        case tag_and_type(AnyValueField::Int, varint):
            become(out, integerValue(message.get_int64()));
            break;
        case tag_and_type(AnyValueField::Double, fixed64):
            become(out, realValue(message.get_double()));
            break;
        case tag_and_type(AnyValueField::Bytes, lengthDelimited):
            become(out, {{}, Attribute::Kind::Text, base64Text(viewOf(message.get_view()))});
            break;
        case tag_and_type(AnyValueField::Array, lengthDelimited):
            read = readArray(viewOf(message.get_view()), out, levels - 1, budget);
            break;
        case tag_and_type(AnyValueField::Map, lengthDelimited):
            read = readMap(viewOf(message.get_view()), out, levels - 1, budget);
            break;
        default:
            message.skip();
        }
        if (!read)
            return read;
    }
    return {};
}

bool isAscii(std::string_view text)
{
    std::uint64_t high = 0;
    while (text.size() >= sizeof high) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), sizeof word);
        high |= word;
        text.remove_prefix(sizeof high);
    }
    for (const char c : text)
        high |= static_cast<unsigned char>(c);
    return (high & 0x8080808080808080U) == 0;
}

} // namespace

Result<void> addProtoAttribute(std::string_view keyValue, Attributes &out, ExportBudget &budget)
{
    if (const auto counted = budget.addValue(); !counted)
        return counted;
    Attribute attribute{{}, Attribute::Kind::Json, "null"};
    if (const auto read = readMember(keyValue, attribute, mostExportedLevels, budget); !read)
        return read;
    out.add(std::move(attribute));
    return {};
}

Result<void> readProtoValue(std::string_view anyValue, Attribute &out, ExportBudget &budget)
{
    return readValue(anyValue, out, mostExportedLevels, budget);
}

std::string utf8Text(std::string_view bytes)
{
    if (isAscii(bytes))
        return std::string(bytes);
    std::string text;
    text.reserve(bytes.size());
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    while (at != end) {
        if (static_cast<unsigned char>(*at) < 0x80) {
            text += *at++;
            continue;
        }
        const Utf8Step step = utf8StepAt(at, end);
        text += step.wellFormed ? std::string_view(at, step.bytes) : std::string_view("\xef\xbf\xbd");
        at += step.bytes;
    }
    return text;
}

std::string hexText(std::string_view bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        text += digits[static_cast<unsigned char>(c) >> 4U];
        text += digits[static_cast<unsigned char>(c) & 15U];
    }
    return text;
}

} // namespace sluice
