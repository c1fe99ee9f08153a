// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/process_picture.h"

#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <thread>

namespace sluice {

namespace {

namespace fs = std::filesystem;

std::string firstLineOf(const fs::path &file)
{
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    return line;
}

/// What stands after `key` in a file of "key value" lines.
std::string valueIn(const fs::path &file, std::string_view key)
{
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        if (line.starts_with(key))
            return line.substr(key.size());
    }
    return {};
}

std::string unquoted(std::string text)
{
    std::erase(text, '"');
    return text;
}

/// proc(5), /proc/pid/stat, the third field.
std::string stateText(char letter)
{
    switch (letter) {
    case 'R':
        return "running";
    case 'S':
        return "sleeping";
    case 'D':
        return "sleeping in the kernel (disk)";
    case 'T':
    case 't':
        return "stopped";
    case 'Z':
    case 'X':
        return "ended";
    case 'I':
        return "idle";
    default:
        return "unknown";
    }
}

/// The name in /proc/pid/stat stands in brackets and may hold any character.
char stateLetterOf(const fs::path &folder)
{
    const std::string stat = firstLineOf(folder / "stat");
    const std::size_t close = stat.rfind(')');
    return close != std::string::npos && close + 2 < stat.size() ? stat[close + 2] : '?';
}

ThreadPicture threadIn(const fs::path &folder)
{
    ThreadPicture thread;
    const std::string number = folder.filename().string();
    std::from_chars(number.data(), number.data() + number.size(), thread.id);
    thread.name = firstLineOf(folder / "comm");
    thread.state = stateText(stateLetterOf(folder));
    thread.waitsIn = firstLineOf(folder / "wchan");
    if (thread.waitsIn == "0")
        thread.waitsIn.clear();
    return thread;
}

std::vector<ThreadPicture> threads()
{
    std::vector<ThreadPicture> all;
    std::error_code error;
    for (fs::directory_iterator at("/proc/self/task", error), end; !error && at != end; at.increment(error))
        all.push_back(threadIn(at->path()));
    std::ranges::sort(all, {}, &ThreadPicture::id);
    return all;
}

std::optional<std::uint64_t> residentBytes()
{
    std::ifstream stream("/proc/self/statm");
    std::uint64_t size = 0;
    std::uint64_t resident = 0;
    if (!(stream >> size >> resident))
        return std::nullopt;
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

} // namespace

ProcessPicture pictureOfThisProcess()
{
    utsname system{};
    ::uname(&system);
    ProcessPicture picture;
    picture.id = ::getpid();
    picture.system = unquoted(valueIn("/etc/os-release", "PRETTY_NAME="));
    picture.kernel = std::string(system.sysname) + ' ' + system.release + ' ' + system.machine;
    picture.processors = std::thread::hardware_concurrency();
    picture.residentBytes = residentBytes();
    picture.threads = threads();
    return picture;
}

} // namespace sluice
