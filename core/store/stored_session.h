// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/stored.h"

namespace sluice {

class StoreReader;

/// Reads a session whole, as of one commit. An unambiguous beginning of the id will do. Error (NotFound):
/// there is no such session. thread: the reader's.
Result<StoredSession> readStoredSession(StoreReader &reader, const SessionId &session);

} // namespace sluice
