// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/flush_record.h"

#include <QString>

#include <cstdint>

namespace sluice::ui {

// Pieces of which the timeline's lines and tool tips are made.

QString errorsText(std::uint64_t count); ///< "1 error", "1,200 errors"
QString tokensText(std::uint64_t count);

QString outcomeText(const FlushRecord &flush); ///< "Flush 3: delivered"

/// "The parent of these events has not arrived"; "3 parents have not arrived".
QString absenceText(std::uint32_t parents);

/// "1 event waits for it"; "3 events wait".
QString waitingText(std::uint32_t children);

} // namespace sluice::ui
