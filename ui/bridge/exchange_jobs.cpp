// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/exchange_jobs.h"

#include "core/base/clock.h"
#include "core/base/thread_name.h"
#include "core/exchange/export_session.h"
#include "core/store/store_reader.h"
#include "ui/bridge/convert.h"

#include <QMetaObject>

#include <chrono>
#include <filesystem>
#include <limits>
#include <memory>
#include <utility>

namespace sluice::ui {

namespace {

constexpr std::chrono::milliseconds betweenNews{50};

} // namespace

ExchangeJobs::ExchangeJobs(ExchangeSources sources, QObject *parent)
    : QObject(parent)
    , m_sources(std::move(sources))
    , m_thread([this] { run(); })
{ }

ExchangeJobs::~ExchangeJobs()
{
    m_stopBelow = std::numeric_limits<std::uint64_t>::max();
    MutexLock lock(m_mutex);
    m_closing = true;
    m_jobs.clear();
    lock.unlock();
    m_changed.notifyAll();
}

void ExchangeJobs::exportSession(const SessionId &session, ExchangeFormat format, const QString &path)
{
    add({0, path, false, [this, session, format, path](const ExchangeWatch &watch) {
             return doExport(session, format, path, watch);
         }});
}

void ExchangeJobs::importFile(const QString &path, OnConflict onConflict)
{
    if (isViewer()) {
        Q_EMIT importFailed(path, whoHolds());
        return;
    }
    add({0, path, true,
        [this, path, onConflict](const ExchangeWatch &watch) { return doImport(path, onConflict, watch); }});
}

/// Who could import instead.
QString ExchangeJobs::whoHolds() const
{
    const std::optional<LockHolder> holder = DataLock::holderOf(m_sources.dataDir);
    if (!holder)
        return tr("This window only looks on; start Sluice anew to import.");
    return tr("This window only looks on: %1 (process %2) holds the store. Import there.")
        .arg(toQt(holder->program))
        .arg(holder->pid);
}

void ExchangeJobs::add(Job job)
{
    ++m_waiting;
    job.number = ++m_lastNumber;
    MutexLock lock(m_mutex);
    m_jobs.push_back(std::move(job));
    lock.unlock();
    m_changed.notifyOne();
}

void ExchangeJobs::cancel()
{
    m_stopBelow = m_lastNumber + 1;
}

void ExchangeJobs::run()
{
    nameThisThread("exchange");
    while (const std::optional<Job> job = takeNext())
        perform(*job);
}

std::optional<ExchangeJobs::Job> ExchangeJobs::takeNext()
{
    MutexLock lock(m_mutex);
    while (m_jobs.empty() && !m_closing)
        m_changed.wait(m_mutex);
    if (m_closing)
        return std::nullopt;
    Job job = std::move(m_jobs.front());
    m_jobs.pop_front();
    return job;
}

void ExchangeJobs::perform(const Job &job)
{
    const auto isWanted = [this, number = job.number] { return number >= m_stopBelow; };
    Answer answer;
    if (isWanted()) {
        QMetaObject::invokeMethod(
            this, [this, path = job.path, isImport = job.isImport] { Q_EMIT began(path, isImport); },
            Qt::QueuedConnection);
        answer = job.work([this, isWanted](const ExchangeProgress &progress) {
            tellProgress(progress);
            return isWanted();
        });
    } else {
        answer = [this, path = job.path] { Q_EMIT stopped(path); };
    }
    post(std::move(answer));
}

void ExchangeJobs::post(Answer answer)
{
    QMetaObject::invokeMethod(
        this,
        [this, tell = std::move(answer)] {
            --m_waiting;
            tell();
        },
        Qt::QueuedConnection);
}

/// thread: the jobs', or the store's while it writes an import
void ExchangeJobs::tellProgress(const ExchangeProgress &progress)
{
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
    std::int64_t last = m_toldAt.load();
    if (progress.total == 0 || now.count() - last < betweenNews.count()
        || !m_toldAt.compare_exchange_strong(last, now.count()))
        return;
    const auto done = static_cast<qint64>(progress.done);
    const auto total = static_cast<qint64>(progress.total);
    QMetaObject::invokeMethod(
        this, [this, done, total] { Q_EMIT progressed(done, total); }, Qt::QueuedConnection);
}

ExchangeJobs::Answer ExchangeJobs::doExport(
    const SessionId &session, ExchangeFormat format, const QString &path, const ExchangeWatch &watch)
{
    const auto failed = [this, path](const Error &error) -> Answer {
        if (error.kind == ErrorKind::Cancelled)
            return [this, path] { Q_EMIT stopped(path); };
        return [this, path, message = toQt(error.message)] { Q_EMIT exportFailed(path, message); };
    };
    const Result<std::unique_ptr<StoreReader>> reader = StoreReader::open(m_sources.dataDir);
    if (!reader)
        return failed(reader.error());
    const Result<void> written
        = exportToFile(**reader, session, format, m_sources.clock->wallNow(), fromQt(path), watch);
    if (!written)
        return failed(written.error());
    return [this, path] { Q_EMIT exported(path); };
}

ExchangeJobs::Answer ExchangeJobs::failedImport(const QString &path, const Error &error)
{
    if (error.kind == ErrorKind::Cancelled)
        return [this, path] { Q_EMIT stopped(path); };
    return [this, path, message = toQt(error.message)] { Q_EMIT importFailed(path, message); };
}

ExchangeJobs::Answer ExchangeJobs::doImport(
    const QString &path, OnConflict onConflict, const ExchangeWatch &watch)
{
    const Result<std::unique_ptr<StoreReader>> reader = StoreReader::open(m_sources.dataDir);
    if (!reader && reader.error().kind != ErrorKind::NotFound)
        return failedImport(path, reader.error());
    Result<ImportFile> file
        = ImportFile::look(fromQt(path), std::nullopt, reader ? reader->get() : nullptr, watch);
    if (!file)
        return failedImport(path, file.error());
    Result<ImportReport> report = file->write(*m_sources.store, onConflict, watch);
    if (!report && file->hasConflict() && onConflict == OnConflict::Refuse)
        return [this, path, message = toQt(report.error().message)] { Q_EMIT conflicted(path, message); };
    if (!report)
        return failedImport(path, report.error());
    return [this, path, told = *report] { Q_EMIT imported(path, told); };
}

} // namespace sluice::ui
