// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/collector.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

namespace sluice {

namespace {

namespace fs = std::filesystem;

/// Inodes of the sockets that listen on `port`, from one table of /proc/net (proc(5)).
void addListeners(const char *table, std::uint16_t port, std::vector<std::string> &links)
{
    constexpr std::string_view listening = "0A";
    std::ifstream file(table);
    std::string line;
    std::getline(file, line); // headings
    while (std::getline(file, line)) {
        std::istringstream words(line);
        std::string slot, local, remote, state, queues, timer, retransmits, user, timeout, inode;
        words >> slot >> local >> remote >> state >> queues >> timer >> retransmits >> user >> timeout
            >> inode;
        const std::size_t colon = local.rfind(':');
        if (state != listening || colon == std::string::npos || inode == "0")
            continue;
        unsigned value = 0;
        std::from_chars(local.data() + colon + 1, local.data() + local.size(), value, 16);
        if (value == port)
            links.push_back("socket:[" + inode + ']');
    }
}

bool holdsOneOf(const fs::path &process, const std::vector<std::string> &links)
{
    std::error_code error;
    for (fs::directory_iterator file(process / "fd", error), end; !error && file != end;
         file.increment(error)) {
        std::error_code unreadable;
        const std::string target = fs::read_symlink(file->path(), unreadable).string();
        if (std::ranges::find(links, target) != links.end())
            return true;
    }
    return false;
}

bool isProcess(const fs::path &entry)
{
    const std::string name = entry.filename().string();
    return std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
}

std::string describe(const fs::path &process)
{
    std::string name;
    std::ifstream file(process / "comm");
    std::getline(file, name);
    return "PID " + process.filename().string() + (name.empty() ? "" : " (" + name + ')');
}

} // namespace

std::optional<std::string> holderOfPort(std::uint16_t port)
{
    std::vector<std::string> links;
    addListeners("/proc/net/tcp", port, links);
    addListeners("/proc/net/tcp6", port, links);
    if (links.empty())
        return std::nullopt;
    std::error_code error;
    for (fs::directory_iterator entry("/proc", error), end; !error && entry != end; entry.increment(error)) {
        if (isProcess(entry->path()) && holdsOneOf(entry->path(), links))
            return describe(entry->path());
    }
    return std::nullopt;
}

} // namespace sluice
