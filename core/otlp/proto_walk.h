// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/otlp/export_walk.h"

#include <functional>
#include <string_view>

namespace sluice {

/// Called for each item of a request: the bytes of its message.
using TakeProtoItem = std::function<Result<void>(
    const SpanSource &source, std::string_view item, const ExportPlace &place, ExportBudget &budget)>;

/// Walks through a request in protobuf. Wrong bytes, also those that `take` finds (protozero's exceptions),
/// are an Error (Invalid) with the place; an error of `take` gets its place. Nothing is thrown.
Result<void> eachProtoItem(std::string_view body, const ExportShape &shape, const TakeProtoItem &take);

} // namespace sluice
