// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/spool/spool.h"

#include <optional>
#include <string>
#include <string_view>

namespace sluice {

/// A session as the spool keeps it in its table and in the heads of write-aheads: one JSON object. Bytes that
/// are no UTF-8 come back as U+FFFD.
std::string toSessionText(const SpooledSession &session);

/// nullopt when `text` is nothing that toSessionText() wrote. Names that it does not know are passed over.
std::optional<SpooledSession> readSessionText(std::string_view text);

} // namespace sluice
