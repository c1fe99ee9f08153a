// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/bench/scratch_folder.h"

#include <cstdlib>
#include <iostream>
#include <system_error>

namespace sluice::bench {

ScratchFolder::ScratchFolder()
{
    std::string name = (std::filesystem::current_path() / "scratch-XXXXXX").string();
    if (!mkdtemp(name.data())) {
        std::cerr << name << " cannot be made\n";
        std::exit(1);
    }
    m_path = name;
}

ScratchFolder::~ScratchFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

} // namespace sluice::bench
