// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

namespace sluice {

/// Marks its thread as one that runs a flusher, while it lives: what a callback asks for there must not wait
/// for a flusher.
class InsideFlusher
{
public:
    InsideFlusher();
    ~InsideFlusher();
    InsideFlusher(const InsideFlusher &) = delete;
    InsideFlusher &operator=(const InsideFlusher &) = delete;

private:
    const bool m_before;
};

/// This thread is marked.
bool isInsideFlusher();

} // namespace sluice
