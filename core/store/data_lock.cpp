// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/files.h"
#include "core/base/system_error.h"
#include "core/store/data_dir.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <thread>
#include <utility>

namespace sluice {

namespace {

using Json = nlohmann::ordered_json;

enum class Taking { Taken, Held, Failed };

Taking takeExclusively(int fd)
{
    // Somebody who asks holderOf() has a shared lock for some microseconds; only an exclusive one is a
    // holder.
    constexpr int tries = 1000;
    constexpr int patient = 50;
    for (int i = 0; i < tries; ++i) {
        if (tryFlock(fd, LOCK_EX))
            return Taking::Taken;
        if (errno != EWOULDBLOCK)
            return Taking::Failed;
        if (!tryFlock(fd, LOCK_SH))
            return Taking::Held;
        ::flock(fd, LOCK_UN);
        if (i < patient)
            std::this_thread::yield();
        else
            std::this_thread::sleep_for(std::chrono::microseconds(200)); // it was put aside in between
    }
    return Taking::Held;
}

std::string lineOf(const LockHolder &holder)
{
    const Json line = {{"pid", holder.pid}, {"program", holder.program}, {"collector", holder.collector}};
    return line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string textAt(const Json &object, const char *name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// What the file's first line says; a pid of 0 when it says nothing that can be read.
LockHolder readHolder(int fd)
{
    std::array<char, 4096> bytes{};
    const ssize_t size = ::pread(fd, bytes.data(), bytes.size(), 0);
    const std::string_view text(bytes.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    const Json line = Json::parse(text.substr(0, text.find('\n')), nullptr, false);
    LockHolder holder;
    if (!line.is_object())
        return holder;
    const auto pid = line.find("pid");
    if (pid != line.end() && pid->is_number_integer())
        holder.pid = pid->get<long>();
    holder.program = textAt(line, "program");
    holder.collector = textAt(line, "collector");
    return holder;
}

/// In one write, and cut to its length only then: a reader always finds a whole first line.
Result<void> writeHolder(int fd, const LockHolder &holder)
{
    const std::string line = lineOf(holder);
    const auto size = static_cast<ssize_t>(line.size());
    if (::pwrite(fd, line.data(), line.size(), 0) != size || ::ftruncate(fd, size) != 0)
        return systemError("cannot write the lock file of the data directory");
    return {};
}

Error heldError(const DataDir &dir, const LockHolder &holder)
{
    std::string who = holder.program.empty() ? "another process" : holder.program;
    if (holder.pid != 0)
        who += " (PID " + std::to_string(holder.pid) + ")";
    if (!holder.collector.empty())
        who += ", which collects at " + holder.collector;
    return {ErrorKind::Held, "the data directory " + dir.path.string() + " is in use by " + who};
}

} // namespace

Result<DataLock> DataLock::take(const DataDir &dir, const std::string &program)
{
    FileDescriptor file = FileDescriptor::open(dir.lockFile(), O_RDWR | O_CREAT);
    const std::string path = dir.lockFile().string();
    if (!file.isValid())
        return systemError("cannot write in the data directory: " + path);
    const Taking taking = takeExclusively(file.get());
    if (taking == Taking::Failed)
        return systemError("cannot lock " + path);
    if (taking == Taking::Held)
        return heldError(dir, readHolder(file.get()));
    LockHolder self{::getpid(), program, {}};
    if (const Result<void> written = writeHolder(file.get(), self); !written)
        return written.error();
    return DataLock(std::move(file), std::move(self));
}

std::optional<LockHolder> DataLock::holderOf(const DataDir &dir)
{
    const FileDescriptor file = FileDescriptor::open(dir.lockFile(), O_RDONLY);
    if (!file.isValid() || tryFlock(file.get(), LOCK_SH)) // closing the file lets the shared lock go
        return std::nullopt;
    return readHolder(file.get());
}

DataLock::DataLock(FileDescriptor file, LockHolder self)
    : m_file(std::move(file))
    , m_self(std::move(self))
{ }

Result<void> DataLock::publishCollector(const std::string &address)
{
    m_self.collector = address;
    return writeHolder(m_file.get(), m_self);
}

} // namespace sluice
