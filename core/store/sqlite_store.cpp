// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/sqlite_store.h"

#include "core/base/mutex.h"
#include "core/base/system_error.h"
#include "core/base/thread_name.h"
#include "core/sqlite/checkpoints.h"
#include "core/sqlite/connection.h"
#include "core/sqlite/gathered_log.h"
#include "core/store/batch_queue.h"
#include "core/store/group_commit.h"
#include "core/store/known_tokens.h"
#include "core/store/schema.h"
#include "core/store/store_rescue.h"
#include "core/store/trouble_board.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cassert>
#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>
#include <vector>

namespace sluice {

namespace {

/// Made before SQLite opens it: the log and its index take over the mode.
Result<void> makePrivateFile(const std::filesystem::path &file)
{
    // O_EXCL: closing a file that is there already would let go SQLite's locks on it in this process.
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno == EEXIST ? Result<void>() : systemError("cannot make " + file.string());
    ::close(fd);
    return {};
}

Result<std::unique_ptr<Connection>> openForWriting(const DataDir &dir)
{
    if (Result<void> made = makePrivateFile(dir.database()); !made)
        return made.error();
    Result<std::unique_ptr<Connection>> connection
        = Connection::open(dir.database(), Connection::Mode::Write, gatheredLog());
    if (!connection)
        return connection;
    const Result<StoreFile> file = recogniseStore(**connection);
    if (!file)
        return file.error();
    if (const Result<void> prepared = prepareForWriting(**connection, *file); !prepared)
        return prepared.error();
    return connection;
}

} // namespace

/// The writing thread and what it owns.
class SqliteStore::Writer
{
public:
    Writer(std::unique_ptr<Connection> connection, DataDir dir)
        : m_dir(std::move(dir))
        , m_connection(std::move(connection))
        , m_commits(*m_connection)
        , m_checkpoints(*m_connection)
    { }

    ~Writer() { m_queue.close(); }
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;

    /// Reads what is known so far, then lets the thread run.
    Result<void> start()
    {
        if (const Result<void> started = m_commits.start(); !started)
            return started;
        if (const Result<void> read = m_tokens.readFrom(*m_connection); !read)
            return read;
        m_revision = m_commits.revision();
        m_thread = std::jthread([this] {
            nameThisThread("store writer");
            run();
        });
        return {};
    }

    Result<void> submit(StoreBatch batch, Done done)
    {
        showTurns(batch);
        return m_queue.submit({std::move(batch), std::move(done)});
    }

    Result<void> offer(StoreBatch &batch, Done done, std::function<void()> whenRoom)
    {
        assert(!batch.pieces && "pieces may be as long as they like: they are submitted");
        return m_queue.offer(batch, std::move(done), std::move(whenRoom));
    }

    BatchQueue &queue() { return m_queue; }
    const KnownTokens &tokens() const { return m_tokens; }
    std::uint64_t revision() const { return m_revision; }
    const Pulse &pulse() const { return m_pulse; }
    StoreTrouble trouble() const { return m_trouble.trouble(); }

    void setBell(std::shared_ptr<CommitBell> bell) EXCLUDES(m_bellMutex)
    {
        MutexLock lock(m_bellMutex);
        m_bell = std::move(bell);
    }

    void addBell(const std::shared_ptr<CommitBell> &bell) EXCLUDES(m_bellMutex)
    {
        MutexLock lock(m_bellMutex);
        std::erase_if(m_otherBells, [](const auto &other) { return other.expired(); });
        m_otherBells.push_back(bell);
    }

private:
    /// Each piece of a long batch is a turn: it is seen to go on.
    void showTurns(StoreBatch &batch)
    {
        if (batch.pieces) {
            batch.pieces = [this, pieces = std::move(batch.pieces)](const StoreBatch::Put &put) {
                return pieces([this, &put](const StoreBatch &piece) {
                    Result<void> written = put(piece);
                    m_pulse.done();
                    return written;
                });
            };
        }
    }

    // thread: writer
    void run()
    {
        while (step()) { }
        m_checkpoints.atClose();
    }

    /// False when the queue is closed and empty.
    bool step()
    {
        m_pulse.rest("waits for batches");
        const bool hasOldFacts = m_commits.hasOldFacts();
        std::optional<std::vector<CommitRequest>> requests = m_queue.takeAll(
            hasOldFacts ? std::optional(std::chrono::steady_clock::now()) : m_checkpoints.nextIdle());
        if (!requests)
            return false;
        if (requests->empty()) {
            hasOldFacts ? readOldFacts() : makeCheckpoint();
            return true;
        }
        m_pulse.begin("commits batches");
        m_connection->forgetFault();
        const std::vector<Result<void>> fates = m_commits.commit(*requests);
        m_trouble.note(fates, m_connection->lastFault());
        publish(*requests, fates);
        if (m_connection->foundDamage() && !std::exchange(m_noted, true))
            noteDamage(m_dir);
        for (std::size_t i = 0; i < fates.size(); ++i) {
            if ((*requests)[i].done)
                (*requests)[i].done(fates[i]);
        }
        m_pulse.done();
        m_queue.finishTaken();
        m_checkpoints.afterCommit();
        return true;
    }

    void makeCheckpoint()
    {
        m_pulse.begin("makes a checkpoint");
        m_checkpoints.whenIdle();
    }

    void readOldFacts()
    {
        m_pulse.begin("reads what events of an earlier version say");
        m_commits.commitOldFacts();
        ring();
        m_checkpoints.afterCommit();
    }

    void ring() EXCLUDES(m_bellMutex)
    {
        m_revision = m_commits.revision();
        std::vector<std::shared_ptr<CommitBell>> bells;
        {
            MutexLock lock(m_bellMutex);
            bells.push_back(m_bell);
            for (const std::weak_ptr<CommitBell> &other : m_otherBells)
                bells.push_back(other.lock());
        }
        for (const std::shared_ptr<CommitBell> &bell : bells) {
            if (bell)
                bell->ring(m_revision);
        }
    }

    void publish(const std::vector<CommitRequest> &requests, const std::vector<Result<void>> &fates)
    {
        for (std::size_t i = 0; i < fates.size(); ++i) {
            if (fates[i])
                m_tokens.add(requests[i].batch.tokens);
        }
        ring();
    }

    // Any thread
    BatchQueue m_queue;
    KnownTokens m_tokens;
    std::atomic<std::uint64_t> m_revision{0};
    Pulse m_pulse;
    TroubleBoard m_trouble;
    Mutex m_bellMutex;
    std::shared_ptr<CommitBell> m_bell GUARDED_BY(m_bellMutex);
    std::vector<std::weak_ptr<CommitBell>> m_otherBells GUARDED_BY(m_bellMutex);

    // Writer thread only, once it runs
    const DataDir m_dir;
    bool m_noted = false; ///< that the file is damaged
    std::unique_ptr<Connection> m_connection;
    GroupCommit m_commits;
    Checkpoints m_checkpoints;

    std::jthread m_thread; // last: joins before the members above go away
};

SqliteStore::SqliteStore(std::unique_ptr<Writer> writer)
    : m_writer(std::move(writer))
{ }

SqliteStore::~SqliteStore() = default;

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const DataDir &dir)
{
    Result<std::unique_ptr<Connection>> connection = openForWriting(dir);
    if (!connection)
        return connection.error();
    auto writer = std::make_unique<Writer>(std::move(connection).value(), dir);
    if (const Result<void> started = writer->start(); !started)
        return started.error();
    return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(writer)));
}

Result<void> SqliteStore::submit(StoreBatch batch, Done done)
{
    return m_writer->submit(std::move(batch), std::move(done));
}

Result<void> SqliteStore::offer(StoreBatch &batch, Done done, std::function<void()> whenRoom)
{
    return m_writer->offer(batch, std::move(done), std::move(whenRoom));
}

void SqliteStore::drain()
{
    m_writer->queue().drain();
}

std::vector<TokenGrant> SqliteStore::tokens() const
{
    return m_writer->tokens().all();
}

std::uint64_t SqliteStore::revision() const
{
    return m_writer->revision();
}

StoreTrouble SqliteStore::trouble() const
{
    return m_writer->trouble();
}

void SqliteStore::setBell(std::shared_ptr<CommitBell> bell)
{
    m_writer->setBell(std::move(bell));
}

void SqliteStore::addBell(const std::shared_ptr<CommitBell> &bell)
{
    m_writer->addBell(bell);
}

const Pulse &SqliteStore::pulse() const
{
    return m_writer->pulse();
}

} // namespace sluice
