// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/otlp/attributes.h"
#include "core/otlp/export_walk.h"

#include <string>
#include <string_view>

namespace sluice {

// Values out of protobuf. They throw protozero's exceptions where the bytes are no message; eachProtoItem()
// catches them. thread: any.

/// Appends one KeyValue; of no value it is null. Error (Limit): too many, or deeper than mostExportedLevels.
Result<void> addProtoAttribute(std::string_view keyValue, Attributes &out, ExportBudget &budget);

/// Reads an AnyValue into `out`, which holds "null" or what an earlier part of the same field said: lists are
/// then continued, as protobuf merges messages.
Result<void> readProtoValue(std::string_view anyValue, Attribute &out, ExportBudget &budget);

/// Text as it is; bytes that are no UTF-8 (some SDKs cut long texts within a character) become U+FFFD.
std::string utf8Text(std::string_view bytes);

/// Lower-case hexadecimal.
std::string hexText(std::string_view bytes);

} // namespace sluice
