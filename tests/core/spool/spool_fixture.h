// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/spool/spool.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace sluice {

/// A root for spools that is gone with this object.
class TemporaryRoot
{
public:
    /// Memory, where the system has such a place, has not the disk's waits; a killed process leaves the same
    /// in both.
    enum class Place { Disk, Memory };
    explicit TemporaryRoot(Place place = Place::Memory)
        : m_dir(place == Place::Memory && memoryBytes() > 512U << 20U
                ? QStringLiteral("/dev/shm/sluice-XXXXXX")
                : QDir::tempPath() + QStringLiteral("/sluice-XXXXXX"))
    { }

    std::filesystem::path path() const { return std::filesystem::path(m_dir.path().toStdString()) / "spool"; }

    /// Asserts in the test that it opens; null otherwise.
    std::unique_ptr<Spool> open(const SpoolOptions &options = {}) const
    {
        Result<std::unique_ptr<Spool>> spool = Spool::open(path(), options);
        if (!spool)
            QTest::qFail(spool.error().message.c_str(), __FILE__, __LINE__);
        return spool ? std::move(*spool) : nullptr;
    }

    /// The folders of spools that are there, and the files in each: "lock spool.db spool.db-wal".
    std::vector<std::filesystem::path> folders() const
    {
        std::vector<std::filesystem::path> found;
        std::error_code ignored;
        for (const auto &entry : std::filesystem::directory_iterator(path(), ignored)) {
            if (entry.is_directory() && entry.path().filename() != "quarantine")
                found.push_back(entry.path());
        }
        return found;
    }

    /// What lies in the quarantine, by name.
    std::vector<std::string> quarantined() const
    {
        std::vector<std::string> names;
        std::error_code ignored;
        for (const auto &entry : std::filesystem::directory_iterator(path() / "quarantine", ignored))
            names.push_back(entry.path().filename().string());
        std::sort(names.begin(), names.end());
        return names;
    }

private:
    /// A container may have little of it, or none.
    static std::uintmax_t memoryBytes()
    {
        std::error_code failed;
        const std::filesystem::space_info space = std::filesystem::space("/dev/shm", failed);
        return failed ? 0 : space.available;
    }

    QTemporaryDir m_dir;
};

inline SpooledSession makeSession(const std::string &id)
{
    SpooledSession session;
    session.id = SessionId(id);
    session.endpoint = "http://127.0.0.1:4318";
    session.started = Timestamp(Micros(1'764'000'000'000'000));
    session.tags = {"one", "zwei \xc3\xbc"};
    session.agents = {{AgentId("agent-1"), "planner"}};
    session.hostEnv = R"({"OS":{"name":"Debian"}})";
    session.eventCounts = {1, 2, 3, 4, 5};
    return session;
}

/// {"events":[a,b,c]} with where each begins.
inline SpooledBody makeBody(const SessionId &session, const std::vector<std::string> &events)
{
    SpooledBody body;
    body.session = session;
    body.text = "{\"events\":[";
    for (const std::string &event : events) {
        if (!body.starts.empty())
            body.text += ',';
        body.starts.push_back(body.text.size());
        body.text += event;
    }
    body.text += "]}";
    return body;
}

/// The events of a body, as its starts say.
inline std::vector<std::string> eventsOf(const SpooledBody &body)
{
    std::vector<std::string> events;
    for (std::size_t i = 0; i < body.starts.size(); ++i) {
        const std::size_t end = i + 1 < body.starts.size() ? body.starts[i + 1] - 1 : body.text.size() - 2;
        events.push_back(body.text.substr(body.starts[i], end - body.starts[i]));
    }
    return events;
}

/// All events of a session, oldest first, each body removed as it is read.
inline std::vector<std::string> drain(Spool &spool, const SessionId &session)
{
    std::vector<std::string> events;
    for (;;) {
        const Result<std::optional<SpooledBody>> body = spool.oldest(session);
        if (!body || !*body)
            break;
        const std::vector<std::string> more = eventsOf(**body);
        events.insert(events.end(), more.begin(), more.end());
        if (!spool.remove((*body)->row))
            break;
    }
    return events;
}

inline std::string readFile(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline void writeFile(const std::filesystem::path &path, const std::string &bytes)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

template <typename T>
std::string messageOf(const Result<T> &result)
{
    return result ? std::string() : result.error().message;
}

} // namespace sluice
