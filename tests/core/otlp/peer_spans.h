// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/random.h"

#include <optional>
#include <string>
#include <string_view>

namespace sluice {

// Google's protobuf library beside our reader. The generated code stays behind this header: it does not build
// without warnings.

/// What tracesText() has to say of a body; nullopt: the library refuses it.
std::optional<std::string> peerText(std::string_view body);

/// A request of random spans: values of all kinds, ids that are mostly good, texts of any bytes.
std::string randomRequest(Random &random);

} // namespace sluice
