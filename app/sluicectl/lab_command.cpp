// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/commands.h"
#include "app/sluicectl/lab_commands.h"

#include <algorithm>
#include <iterator>

namespace sluice {

namespace {

struct Entry
{
    const char *name;
    Command run;
};

constexpr Entry entries[] = {
    {"run", runLabRun},
    {"what-if", runLabWhatIf},
    {"deadlock", runLabDeadlock},
};

std::string entryNames()
{
    std::string names;
    for (const Entry &entry : entries)
        names += (names.empty() ? "" : ", ") + std::string(entry.name);
    return names;
}

} // namespace

ExitCode labCommand(const std::vector<std::string> &words)
{
    if (words.empty())
        return failed("lab", {ErrorKind::Usage, "expected one of " + entryNames()});
    const auto *entry = std::ranges::find(entries, words[0], &Entry::name);
    if (entry == std::end(entries))
        return failed(
            "lab", {ErrorKind::Usage, "unknown '" + words[0] + "'; expected one of " + entryNames()});
    return entry->run({words.begin() + 1, words.end()});
}

} // namespace sluice
