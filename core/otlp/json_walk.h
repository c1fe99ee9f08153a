// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/otlp/export_walk.h"

#include <simdjson.h>

#include <functional>
#include <string_view>

namespace sluice {

/// Called for each item of a request.
using TakeJsonItem = std::function<Result<void>(
    const SpanSource &source, simdjson::dom::element item, const ExportPlace &place)>;

/// Walks through a request in OTLP/JSON: strict JSON, an object. Errors (Invalid) have their place, those of
/// `take` get theirs. Members that are not known, and null, are passed over.
Result<void> eachJsonItem(std::string_view body, const ExportShape &shape, const TakeJsonItem &take);

} // namespace sluice
