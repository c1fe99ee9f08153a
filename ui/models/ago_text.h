// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <QString>

namespace sluice::ui {

/// "now" within a second (and for what a clock puts ahead of us), "12 s ago", "3 min ago", "5 h ago", and the
/// date beyond a day. Rounded down: what is 59.9 s old is not a minute old.
QString agoText(Timestamp time, Timestamp now);

} // namespace sluice::ui
