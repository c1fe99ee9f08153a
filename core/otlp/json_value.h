// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/otlp/attributes.h"

#include <simdjson.h>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace sluice {

// Values out of OTLP/JSON (opentelemetry.io/docs/specs/otlp, "JSON Protobuf Encoding"). Errors (Invalid) name
// the member with its path. thread: as the document's.

/// An AnyValue as the attribute that it says, without a key; one of no kind is null. Error (Limit): deeper
/// than mostExportedLevels.
Result<Attribute> readValue(simdjson::dom::element anyValue, const std::string &path);

/// The attributes of a resource, a scope, a span or anything else.
Result<Attributes> readAttributes(simdjson::dom::element element, const std::string &path);

/// The member `attributes`, when there is one.
Result<Attributes> attributesAt(simdjson::dom::element object, const std::string &path);

/// Nanoseconds since 1970, as a string or a number; absent is 0.
Result<Timestamp> nanosAt(simdjson::dom::element object, std::string_view name, const std::string &path);

/// A member that is text; anything else is empty.
std::string textAt(simdjson::dom::element object, std::string_view name);

/// A 32-bit count or set of flags; anything else is 0.
std::uint32_t countAt(simdjson::dom::element object, std::string_view name);

/// An enumeration: its number, or its name behind `prefix`. What is not known is 0.
int enumAt(simdjson::dom::element object, std::string_view name, std::string_view prefix,
    std::initializer_list<std::string_view> names);

} // namespace sluice
