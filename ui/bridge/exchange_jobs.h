// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/exchange/exchange_format.h"
#include "core/exchange/import_file.h"
#include "core/store/data_dir.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <thread>

namespace sluice {
class Clock;
class Store;
class StoreReader;
} // namespace sluice

namespace sluice::ui {

/// The pieces of the core that exports and imports work with. Not owned; they outlive the jobs.
struct ExchangeSources
{
    DataDir dataDir;
    Store *store = nullptr; ///< null: this window is a viewer, and another process writes
    const Clock *clock = nullptr; ///< never null
};

/// Exports sessions to files and imports files, one after the other, on a thread of its own.
/// thread: GUI for every function and signal.
class ExchangeJobs final : public QObject
{
    Q_OBJECT
public:
    explicit ExchangeJobs(ExchangeSources sources, QObject *parent = nullptr);

    /// Stops what is under way: nothing of it stays.
    ~ExchangeJobs() override;

    void exportSession(const SessionId &session, ExchangeFormat format, const QString &path);
    void importFile(const QString &path, OnConflict onConflict = OnConflict::Refuse);

    /// Stops the job in hand and forgets those that wait; each says so by stopped().
    void cancel();

    bool isViewer() const { return m_sources.store == nullptr; }
    /// What was asked for and has not been answered.
    int waiting() const { return m_waiting; }

Q_SIGNALS:
    /// The work at a file begins: an import, or else an export.
    void began(const QString &path, bool isImport);
    /// About 20 times a second; `total` 0: not known.
    void progressed(qint64 done, qint64 total);

    void exported(const QString &path);
    void exportFailed(const QString &path, const QString &message);
    void imported(const QString &path, const sluice::ImportReport &report);
    void importFailed(const QString &path, const QString &message);
    /// A session of the file is stored already and is another: nothing was imported yet.
    void conflicted(const QString &path, const QString &message);
    void stopped(const QString &path);

private:
    using Answer = std::function<void()>; ///< thread: GUI
    struct Job
    {
        std::uint64_t number = 0;
        QString path;
        bool isImport = false;
        std::function<Answer(const ExchangeWatch &watch)> work; ///< thread: the jobs'
    };

    void add(Job job) EXCLUDES(m_mutex);
    void run() EXCLUDES(m_mutex);
    std::optional<Job> takeNext() EXCLUDES(m_mutex);
    void perform(const Job &job);
    void post(Answer answer);
    void tellProgress(const ExchangeProgress &progress);
    Answer doExport(
        const SessionId &session, ExchangeFormat format, const QString &path, const ExchangeWatch &watch);
    Answer doImport(const QString &path, OnConflict onConflict, const ExchangeWatch &watch);
    Answer failedImport(const QString &path, const Error &error);
    QString whoHolds() const;

    const ExchangeSources m_sources;
    int m_waiting = 0; ///< GUI thread only
    std::uint64_t m_lastNumber = 0; ///< GUI thread only
    std::atomic<std::uint64_t> m_stopBelow{0}; ///< jobs of smaller numbers are not wanted any more
    std::atomic<std::int64_t> m_toldAt{0}; ///< when progress was last told, of the steady clock
    Mutex m_mutex;
    CondVar m_changed;
    std::deque<Job> m_jobs GUARDED_BY(m_mutex);
    bool m_closing GUARDED_BY(m_mutex) = false;
    std::jthread m_thread; ///< last: joins before the members above go away
};

} // namespace sluice::ui
