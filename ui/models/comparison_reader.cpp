// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/comparison_reader.h"

#include "core/analysis/prompt_text.h"
#include "core/store/store_reader.h"
#include "core/timeline/event_columns.h"
#include "ui/bridge/convert.h"

#include <QMetaObject>

#include <functional>
#include <limits>
#include <utility>
#include <vector>

namespace sluice::ui {

namespace {

constexpr auto diffLane = JobRunner::Lane::Event;
constexpr auto compareLane = JobRunner::Lane::News;
constexpr std::size_t eventsAStep = 50'000; ///< between two words about the progress

using Progress = std::function<void()>; ///< after each step

/// The events of a session with their parents.
Result<EventSnapshot> readEvents(
    StoreReader &reader, const SessionId &session, const StillWanted &wanted, const Progress &progress)
{
    EventColumns columns;
    std::vector<std::pair<EventIndex, std::int64_t>> parents;
    const auto read = reader.eachHead(
        session, 0, std::numeric_limits<std::size_t>::max(), [&](const EventHeadView &head) {
            const EventIndex event = columns.append(head.toHead());
            if (head.parent > 0)
                parents.emplace_back(event, head.parent);
            if (columns.size() % eventsAStep == 0)
                progress();
            return columns.size() % eventsAChunk != 0 || wanted();
        });
    if (!read)
        return read.error();
    for (const auto &[event, row] : parents) {
        if (const EventIndex parent = columns.find(row); parent != noEvent)
            columns.setParent(event, parent);
    }
    return columns.snapshot();
}

Result<ComparedSessions> compareStored(StoreReader &reader, const std::array<SessionId, 2> &sessions,
    const PriceTable &prices, const StillWanted &wanted, const Progress &progress)
{
    ComparedSessions compared;
    compared.pricesDate = prices.date();
    std::array<EventSnapshot, 2> events;
    for (std::size_t side = 0; side < 2; ++side) {
        auto summary = reader.session(sessions[side]);
        if (!summary)
            return summary.error();
        if (!*summary)
            return Error{
                ErrorKind::NotFound, "Session " + sessions[side].text() + " is no longer in the store."};
        compared.sessions[side] = std::move(**summary);
        auto read = readEvents(reader, sessions[side], wanted, progress);
        if (!read)
            return read.error();
        events[side] = std::move(*read);
    }
    auto comparison = compareSessions(events[0], events[1], prices, wanted);
    if (!comparison)
        return comparison.error();
    compared.comparison = std::move(*comparison);
    return compared;
}

Result<LineDiff> diffStored(
    StoreReader &reader, const std::array<EventPlace, 2> &events, const StillWanted &wanted)
{
    std::array<std::string, 2> prompts;
    for (std::size_t side = 0; side < 2; ++side) {
        const auto event = reader.event(events[side].session, events[side].row);
        if (!event)
            return event.error();
        if (!*event)
            return Error{ErrorKind::NotFound, "The event is no longer in the store."};
        prompts[side] = promptText((*event)->body);
    }
    return diffLines(prompts[0], prompts[1], wanted);
}

} // namespace

ComparisonReader::ComparisonReader(DataDir dir, QObject *parent)
    : QObject(parent)
    , m_jobs(std::move(dir), this)
{ }

void ComparisonReader::compare(
    const std::array<SessionId, 2> &sessions, std::shared_ptr<const PriceTable> prices)
{
    const auto failed = [this](const Error &error) { Q_EMIT compareFailed(toQt(error.message)); };
    m_jobs.submit(
        compareLane,
        [this, sessions, prices, failed](
            StoreReader &reader, const JobRunner::Wanted &wanted) -> JobRunner::Answer {
            quint64 eventsRead = 0;
            const Progress progress = [this, &eventsRead] {
                eventsRead += eventsAStep;
                QMetaObject::invokeMethod(
                    this, [this, eventsRead] { Q_EMIT progressed(eventsRead); }, Qt::QueuedConnection);
            };
            auto compared = compareStored(
                reader, sessions, *prices, [&wanted] { return wanted(); }, progress);
            if (!compared)
                return [failed, error = compared.error()] { failed(error); };
            auto shared = std::make_shared<const ComparedSessions>(std::move(*compared));
            return [this, shared] { Q_EMIT this->compared(shared); };
        },
        failed);
}

void ComparisonReader::cancel()
{
    m_jobs.cancel(compareLane);
}

void ComparisonReader::diffPrompts(const std::array<EventPlace, 2> &events)
{
    const auto failed = [this](const Error &error) { Q_EMIT diffFailed(toQt(error.message)); };
    m_jobs.submit(
        diffLane,
        [this, events, failed](StoreReader &reader, const JobRunner::Wanted &wanted) -> JobRunner::Answer {
            auto diff = diffStored(reader, events, [&wanted] { return wanted(); });
            if (!diff)
                return [failed, error = diff.error()] { failed(error); };
            auto shared = std::make_shared<const LineDiff>(std::move(*diff));
            return [this, shared] { Q_EMIT promptsDiffed(shared); };
        },
        failed);
}

} // namespace sluice::ui
