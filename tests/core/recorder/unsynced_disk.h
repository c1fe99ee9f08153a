// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

namespace sluice {

/// Registers with SQLite a disk that never waits for the platter, for SpoolOptions::vfs: simulated time has
/// no power cuts. Returns its name. thread: the test's, once.
const char *unsyncedDisk();

} // namespace sluice
