// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/base/result.h"
#include "core/model/stored.h"

#include <array>
#include <cstdint>
#include <map>
#include <vector>

namespace sluice {

class Connection;

/// Every committed token, in memory: a collector that starts must get them all, with no error in between.
/// thread: any.
class KnownTokens
{
public:
    Result<void> readFrom(Connection &connection) EXCLUDES(m_mutex);
    void add(const std::vector<TokenGrant> &tokens) EXCLUDES(m_mutex);
    std::vector<TokenGrant> all() const EXCLUDES(m_mutex);

private:
    mutable Mutex m_mutex;
    std::map<std::array<std::uint8_t, 32>, TokenGrant> m_tokens GUARDED_BY(m_mutex);
};

} // namespace sluice
