// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <cerrno>
#include <string>
#include <system_error>

namespace sluice {

/// "cannot make /data/lock: Permission denied": `what`, and why by errno.
inline Error systemError(const std::string &what, int code = errno)
{
    return {ErrorKind::Io, what + ": " + std::generic_category().message(code)};
}

} // namespace sluice
