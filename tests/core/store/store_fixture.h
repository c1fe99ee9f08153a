// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/store/sqlite_store.h"
#include "core/store/store_reader.h"

#include <QTemporaryDir>

#include <future>
#include <memory>
#include <string>
#include <utility>

namespace sluice {

/// A data directory that goes away with its test.
class TemporaryDataDir
{
public:
    const DataDir &dir() const { return m_dir; }

    std::unique_ptr<SqliteStore> openStore() const
    {
        Result<std::unique_ptr<SqliteStore>> store = SqliteStore::open(m_dir);
        return store ? std::move(store).value() : nullptr;
    }
    std::unique_ptr<StoreReader> openReader() const
    {
        Result<std::unique_ptr<StoreReader>> reader = StoreReader::open(m_dir);
        return reader ? std::move(reader).value() : nullptr;
    }

private:
    QTemporaryDir m_temporary;
    DataDir m_dir{m_temporary.path().toStdString()};
};

/// Microseconds after a fixed moment of 2026.
inline Timestamp at(std::int64_t micros)
{
    return Timestamp(Micros(1'790'000'000'000'000 + micros));
}

/// "00000000-0000-7000-8000-00000000002a" for 42: text that is stored as 16 bytes.
inline std::string uuidText(std::uint64_t number)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text = "00000000-0000-7000-8000-000000000000";
    for (std::size_t i = text.size(); number != 0; number /= 16)
        text[--i] = digits[number % 16];
    return text;
}

inline StoredEvent makeEvent(
    const SessionId &session, const std::string &id, EventType type = EventType::Action)
{
    StoredEvent event;
    event.session = session;
    event.id = EventId(id);
    event.type = type;
    event.name = "act";
    event.start = at(1000);
    event.end = at(2000);
    event.body = R"({"id":")" + id + R"("})";
    return event;
}

inline StoreBatch batchOf(std::vector<StoredEvent> events)
{
    StoreBatch batch;
    batch.events = std::move(events);
    return batch;
}

inline StoreBatch batchOf(SessionChange change)
{
    StoreBatch batch;
    batch.sessions.push_back(std::move(change));
    return batch;
}

/// Submits and waits for what `done` says.
inline Result<void> commit(Store &store, StoreBatch batch)
{
    auto told = std::make_shared<std::promise<Result<void>>>();
    std::future<Result<void>> fate = told->get_future();
    const Result<void> taken
        = store.submit(std::move(batch), [told](const Result<void> &result) { told->set_value(result); });
    return taken ? fate.get() : taken;
}

/// The error's words; empty for none.
template <typename T>
std::string messageOf(const Result<T> &result)
{
    return result ? std::string() : result.error().message;
}

inline bool contains(const std::string &text, const std::string &part)
{
    return text.find(part) != std::string::npos;
}

} // namespace sluice
