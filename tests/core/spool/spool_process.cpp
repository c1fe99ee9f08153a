// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/spool/spool_process.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace sluice {

SpoolProcess::SpoolProcess(const std::filesystem::path &root, const std::function<bool(Spool &)> &work)
{
    int ends[2] = {};
    if (pipe(ends) != 0)
        return;
    m_child = fork();
    if (m_child == 0) {
        close(ends[0]);
        auto spool = Spool::open(root);
        if (!spool || !work(**spool) || write(ends[1], "1", 1) != 1)
            _exit(1);
        for (;;)
            pause();
    }
    close(ends[1]);
    char ready = 0;
    m_isReady = read(ends[0], &ready, 1) == 1;
    close(ends[0]);
}

void SpoolProcess::kill()
{
    if (m_child <= 0)
        return;
    ::kill(m_child, SIGKILL);
    waitpid(m_child, nullptr, 0);
    m_child = -1;
}

} // namespace sluice
