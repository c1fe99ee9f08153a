// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/shown_overview.h"

#include "core/store/store_reader.h"
#include "ui/bridge/convert.h"

#include <utility>

namespace sluice::ui {

namespace {

constexpr auto lane = JobRunner::Lane::News;

/// The start of the day in the machine's time zone.
Timestamp localDay(Timestamp time)
{
    const QDateTime day = toLocalTime(time).date().startOfDay();
    return Timestamp(std::chrono::duration_cast<Micros>(Millis(day.toMSecsSinceEpoch())));
}

} // namespace

std::shared_ptr<const ShownOverview> reckonOverview(
    std::vector<SessionFigures> sessions, const PriceTable &prices, const StillWanted &wanted)
{
    auto overview = overviewOf(sessions, std::nullopt, std::nullopt, prices, localDay, wanted);
    if (!overview)
        return nullptr;
    return std::make_shared<const ShownOverview>(
        ShownOverview{std::move(sessions), std::move(*overview), prices.date()});
}

OverviewReader::OverviewReader(DataDir dir, QObject *parent)
    : QObject(parent)
    , m_jobs(std::move(dir), this)
{ }

void OverviewReader::read(
    std::optional<Timestamp> from, std::optional<Timestamp> to, std::shared_ptr<const PriceTable> prices)
{
    const auto failed = [this](const Error &error) { Q_EMIT overviewFailed(toQt(error.message)); };
    m_jobs.submit(
        lane,
        [this, from, to, prices, failed](
            StoreReader &reader, const JobRunner::Wanted &wanted) -> JobRunner::Answer {
            auto sessions = reader.overview(from.value_or(Timestamp::min()), to.value_or(Timestamp::max()));
            if (!sessions)
                return [failed, error = sessions.error()] { failed(error); };
            auto overview = reckonOverview(std::move(*sessions), *prices, [&wanted] { return wanted(); });
            if (!overview)
                return {};
            return [this, overview] { Q_EMIT overviewRead(overview); };
        },
        failed);
}

} // namespace sluice::ui
