// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// A precompiled header needs a source that it is compiled for: this one.
