// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/recovery.h"

#include "core/base/files.h"
#include "core/base/system_error.h"
#include "core/spool/segment_format.h"
#include "core/spool/session_text.h"
#include "core/spool/write_ahead.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view opening = "{\"events\":[";
constexpr std::string_view closing = "]}";
constexpr std::size_t mostBodyBytes = 1U << 20U; // contract.md: bodies are cut there
constexpr std::size_t mostSegmentBytes = 64U << 20U; // far above the largest that is made

/// A segment's bytes and what they hold, which points into them.
struct ReadFile
{
    std::string bytes;
    SegmentReading reading;
};

/// The whole of a regular file; never waits, as a pipe in its place would.
Result<std::string> readWhole(const fs::path &path)
{
    const FileDescriptor file = FileDescriptor::open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
    struct stat status = {};
    if (!file.isValid() || ::fstat(file.get(), &status) != 0)
        return systemError("cannot be read");
    if (!S_ISREG(status.st_mode) || status.st_size > off_t{mostSegmentBytes})
        return Error{ErrorKind::Invalid, "is no write-ahead of Sluice"};
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t size = 0;
    while (size < bytes.size()) {
        const ssize_t got = ::read(file.get(), bytes.data() + size, bytes.size() - size);
        if (got < 0 && errno != EINTR)
            return systemError("cannot be read");
        if (got == 0)
            break;
        size += static_cast<std::size_t>(std::max<ssize_t>(got, 0));
    }
    bytes.resize(size);
    return bytes;
}

/// Puts events together to bodies.
class Bodies
{
public:
    explicit Bodies(SessionId session)
        : m_session(std::move(session))
    { }

    void add(std::string_view event)
    {
        if (!m_body.starts.empty() && m_body.text.size() + 1 + event.size() + closing.size() > mostBodyBytes)
            close();
        m_body.text += m_body.starts.empty() ? opening : ",";
        m_body.starts.push_back(m_body.text.size());
        m_body.text += event;
    }

    std::vector<SpooledBody> finish()
    {
        close();
        return std::move(m_bodies);
    }

private:
    void close()
    {
        m_body.text += closing;
        m_body.session = m_session;
        m_body.cause = FlushCause::End;
        m_body.inDoubt = true;
        m_bodies.push_back(std::exchange(m_body, {}));
    }

    SessionId m_session;
    SpooledBody m_body;
    std::vector<SpooledBody> m_bodies;
};

/// The records of one write-ahead, of all its files.
std::optional<RecoveredSession> putTogether(const std::vector<const ReadFile *> &files)
{
    std::vector<SegmentRecord> records;
    for (const ReadFile *file : files)
        records.insert(records.end(), file->reading.records.begin(), file->reading.records.end());
    if (records.empty())
        return std::nullopt;
    std::ranges::sort(records, {}, &SegmentRecord::sequence);
    std::optional<SpooledSession> session = readSessionText(files.front()->reading.session);
    Bodies bodies(session->id);
    for (const SegmentRecord &record : records)
        bodies.add(record.text);
    return RecoveredSession{std::move(*session), bodies.finish()};
}

/// Nothing when there is nothing to recover from it.
std::unique_ptr<ReadFile> readOne(const fs::path &path, std::map<fs::path, std::string> &damaged)
{
    Result<std::string> bytes = readWhole(path);
    if (!bytes) {
        damaged[path] = bytes.error().message;
        return nullptr;
    }
    auto file = std::make_unique<ReadFile>();
    file->bytes = std::move(*bytes);
    file->reading = readSegment(file->bytes);
    if (!file->reading.damage.empty())
        damaged[path] = file->reading.damage;
    if (!file->reading.session.empty() && !readSessionText(file->reading.session)) {
        damaged[path] = "names no session";
        return nullptr;
    }
    return file;
}

} // namespace

Recovery recoverWriteAheads(const std::vector<fs::path> &segments)
{
    Recovery recovery;
    std::vector<std::unique_ptr<ReadFile>> files;
    std::map<std::uint64_t, std::vector<const ReadFile *>> byWriteAhead;
    for (const fs::path &path : segments) {
        std::unique_ptr<ReadFile> file = readOne(path, recovery.damaged);
        if (file == nullptr || file->reading.records.empty())
            continue;
        byWriteAhead[file->reading.writeAhead].push_back(file.get());
        files.push_back(std::move(file));
    }
    for (const auto &[number, ofOne] : byWriteAhead) {
        if (std::optional<RecoveredSession> session = putTogether(ofOne))
            recovery.sessions.push_back(std::move(*session));
    }
    return recovery;
}

} // namespace sluice
