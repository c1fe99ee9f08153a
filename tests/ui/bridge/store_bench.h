// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/store/data_dir.h"
#include "core/store/sqlite_store.h"

#include <QTemporaryDir>

#include <memory>
#include <string>

namespace sluice::ui {

/// A real store in a directory of its own, for readers to look into.
class StoreBench
{
public:
    StoreBench()
        : dir{m_temporary.path().toStdString()}
    { }

    void open()
    {
        m_lock.emplace(DataLock::take(dir, "test").value());
        m_store = SqliteStore::open(dir).value();
    }

    /// Open.
    SqliteStore &store() { return *m_store; }

    /// Events with rows that follow each other, each with the body {"n":i}.
    void addEvents(const SessionId &session, int from, int count)
    {
        StoreBatch batch;
        for (int i = from; i < from + count; ++i) {
            StoredEvent event;
            event.session = session;
            event.id = EventId(std::to_string(i));
            event.name = "step";
            event.start = event.end = Timestamp(Micros(i));
            event.body = "{\"n\":" + std::to_string(i) + "}";
            batch.events.push_back(std::move(event));
        }
        commit(std::move(batch));
    }

    void addSession(const SessionId &session, std::vector<std::string> tags = {})
    {
        SessionChange change;
        change.id = session;
        change.started = Timestamp(Micros(1));
        change.tags = std::move(tags);
        StoreBatch batch;
        batch.sessions.push_back(std::move(change));
        commit(std::move(batch));
    }

    void commit(StoreBatch batch)
    {
        (void)m_store->submit(std::move(batch), [](const Result<void> &) {});
        m_store->drain();
    }

private:
    QTemporaryDir m_temporary; // first: it goes last

public:
    const DataDir dir;

private:
    std::optional<DataLock> m_lock;
    std::unique_ptr<SqliteStore> m_store;
};

} // namespace sluice::ui
