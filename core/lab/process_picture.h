// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sluice {

/// One thread of this process, as /proc has it.
struct ThreadPicture
{
    long id = 0;
    std::string name; ///< at most 15 characters
    std::string state; ///< "running", "sleeping", "in the disk's hands", ...
    std::string waitsIn; ///< the kernel's function that it sleeps in; empty: not told, or none
};

/// This process and its machine. Nothing of the user: no host name, no command line, no environment.
struct ProcessPicture
{
    long id = 0;
    std::string system; ///< "Debian GNU/Linux 12 (bookworm)"
    std::string kernel; ///< "Linux 6.1.0-18-amd64 x86_64"
    unsigned processors = 0;
    std::optional<std::uint64_t> residentBytes; ///< memory in use; nullopt: /proc does not tell
    std::vector<ThreadPicture> threads; ///< by their ids
};

/// Reads /proc; what is not there stays empty. thread: any.
ProcessPicture pictureOfThisProcess();

} // namespace sluice
