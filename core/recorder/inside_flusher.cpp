// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/inside_flusher.h"

#include <utility>

namespace sluice {

namespace {

constinit thread_local bool inside = false;

} // namespace

InsideFlusher::InsideFlusher()
    : m_before(std::exchange(inside, true))
{ }

InsideFlusher::~InsideFlusher()
{
    inside = m_before;
}

bool isInsideFlusher()
{
    return inside;
}

} // namespace sluice
