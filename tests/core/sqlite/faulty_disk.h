// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

namespace sluice {

/// The disk under every database that this process opens from now on: a shim around SQLite's own.
class FaultyDisk
{
public:
    FaultyDisk();

    /// The n-th call from now on that writes, cuts or syncs a file fails with SQLite's `code`, and so does
    /// every one after it until heal().
    static void failFrom(int call, int code);

    /// Works again. True when a call failed since failFrom().
    static bool heal();

    /// How often a file was written since the start of the process.
    static int writes();
};

} // namespace sluice
