// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/run_reader.h"

#include "core/lab/burst_plan.h"
#include "core/lab/what_if.h"
#include "core/store/store_reader.h"
#include "ui/bridge/convert.h"

#include <memory>
#include <utility>

namespace sluice::ui {

namespace {

constexpr auto pairLane = JobRunner::Lane::Event;
constexpr auto arrivalsLane = JobRunner::Lane::News;

template <typename T>
Result<void> put(Result<T> found, T &place)
{
    if (!found)
        return found.error();
    place = std::move(*found);
    return {};
}

Result<void> readRun(StoreReader &reader, const SessionId &session, StoredRun &run)
{
    const auto summary = reader.session(session);
    if (!summary)
        return summary.error();
    if (!*summary)
        return Error{ErrorKind::NotFound, "Session " + session.text() + " is no longer in the store."};
    run.session = **summary;
    for (const Result<void> &read :
        {put(reader.lab(session), run.lab), put(reader.flushes(session), run.flushes),
            put(reader.drops(session), run.drops), put(reader.depths(session), run.depths)}) {
        if (!read)
            return read;
    }
    return {};
}

Result<std::vector<Micros>> arrivalsOf(StoreReader &reader, const SessionId &session)
{
    const auto contents = reader.flushContents(session);
    if (!contents)
        return contents.error();
    const auto flushes = reader.flushes(session);
    if (!flushes)
        return flushes.error();
    const auto drops = reader.drops(session);
    if (!drops)
        return drops.error();
    Result<Workload> workload = workloadOf(*contents, *flushes, *drops);
    if (!workload)
        return workload.error();
    std::vector<Micros> arrivals = std::move(workload->arrivals);
    if (arrivals.size() > BurstPlan::mostEvents)
        arrivals.resize(BurstPlan::mostEvents);
    return arrivals;
}

} // namespace

RunReader::RunReader(DataDir dir, QObject *parent)
    : QObject(parent)
    , m_jobs(std::move(dir), this)
{ }

void RunReader::readPair(const SessionId &first, const SessionId &second)
{
    const auto failed = [this](const Error &error) { Q_EMIT pairFailed(toQt(error.message)); };
    m_jobs.submit(
        pairLane,
        [this, first, second, failed](StoreReader &reader, const JobRunner::Wanted &) -> JobRunner::Answer {
            auto runs = std::make_shared<std::array<StoredRun, 2>>();
            const Result<void> read = reader.atOneInstant([&]() -> Result<void> {
                Result<void> one = readRun(reader, first, (*runs)[0]);
                return one ? readRun(reader, second, (*runs)[1]) : one;
            });
            if (!read)
                return [failed, error = read.error()] { failed(error); };
            return [this, runs] { Q_EMIT pairRead(*runs); };
        },
        failed);
}

void RunReader::readArrivals(const SessionId &session)
{
    const auto failed = [this](const Error &error) { Q_EMIT arrivalsFailed(toQt(error.message)); };
    m_jobs.submit(
        arrivalsLane,
        [this, session, failed](StoreReader &reader, const JobRunner::Wanted &) -> JobRunner::Answer {
            Result<std::vector<Micros>> arrivals = arrivalsOf(reader, session);
            if (!arrivals)
                return [failed, error = arrivals.error()] { failed(error); };
            return [this, session, found = std::move(*arrivals)] { Q_EMIT arrivalsRead(session, found); };
        },
        failed);
}

} // namespace sluice::ui
