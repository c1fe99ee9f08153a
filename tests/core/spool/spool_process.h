// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/spool/spool.h"

#include <sys/types.h>

#include <filesystem>
#include <functional>

namespace sluice {

/// Another process that opens a spool, does something with it and then holds it until it is killed.
class SpoolProcess
{
public:
    SpoolProcess(const std::filesystem::path &root, const std::function<bool(Spool &)> &work);
    SpoolProcess(const SpoolProcess &) = delete;
    SpoolProcess &operator=(const SpoolProcess &) = delete;
    ~SpoolProcess() { kill(); }

    /// Waits until the work is done; false when it failed.
    bool isReady() const { return m_isReady; }
    void kill(); ///< as kill -9

private:
    pid_t m_child = -1;
    bool m_isReady = false;
};

} // namespace sluice
