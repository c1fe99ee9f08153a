// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/event.h"

namespace sluice {

/// Its texts alone are more than mostEventBytes, so that it needs no encoding to know. False: it may be all
/// the same.
bool isCertainlyTooLarge(const Event &event);

} // namespace sluice
