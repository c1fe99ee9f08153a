// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/shown_figures.h"

#include <chrono>
#include <utility>

namespace sluice::ui {

namespace {

constexpr std::size_t lane = 0;
constexpr std::chrono::milliseconds newsInterval{500};

} // namespace

ShownFigures::ShownFigures(QObject *parent)
    : QObject(parent)
    , m_listed(std::make_shared<const ListedEvents>())
    , m_work(this)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(newsInterval);
    connect(&m_soon, &QTimer::timeout, this, &ShownFigures::start);
}

void ShownFigures::setWanted(bool isWanted)
{
    if (std::exchange(m_isWanted, isWanted) == isWanted)
        return;
    if (isWanted && m_isOld)
        start();
}

void ShownFigures::setListed(const std::shared_ptr<const ListedEvents> &listed)
{
    const bool isOther = listed->source.session != m_listed->source.session;
    m_listed = listed;
    if (isOther)
        setRange(std::nullopt);
    m_isOld = true;
    if (isOther)
        start();
    else
        startSoon();
}

void ShownFigures::setRange(const std::optional<TimeRange> &range)
{
    if (range == m_range)
        return;
    m_range = range;
    Q_EMIT rangeChanged();
    if (m_scope != Scope::Range)
        return;
    m_isOld = true;
    start();
}

void ShownFigures::setScope(Scope scope)
{
    if (scope == m_scope)
        return;
    m_scope = scope;
    m_isOld = true;
    start();
}

void ShownFigures::startSoon()
{
    if (m_isWanted && !m_isWorking && !m_soon.isActive())
        m_soon.start();
}

void ShownFigures::start()
{
    m_soon.stop();
    if (!m_isWanted)
        return;
    m_isOld = false;
    setWorking(true);
    m_work.submit(lane,
        [this, listed = m_listed, scope = m_scope, range = m_scope == Scope::Range ? m_range : std::nullopt](
            const StillWanted &wanted) -> BackgroundWork::Answer {
            const bool isFiltered = scope == Scope::Filtered;
            auto statistics = statisticsOf(
                listed->source.events, isFiltered ? &listed->order : nullptr, range, listed->costs, wanted);
            if (!statistics)
                return {};
            if (listed->prices)
                statistics->pricesDate = listed->prices->date();
            auto figures = std::make_shared<const ReckonedFigures>(
                ReckonedFigures{listed->source, std::move(*statistics), range, isFiltered});
            return [this, figures] { take(figures); };
        });
}

void ShownFigures::take(const std::shared_ptr<const ReckonedFigures> &figures)
{
    setWorking(false);
    Q_EMIT figuresChanged(figures);
    if (m_isOld)
        startSoon();
}

void ShownFigures::setWorking(bool isWorking)
{
    if (std::exchange(m_isWorking, isWorking) != isWorking)
        Q_EMIT workingChanged(isWorking);
}

} // namespace sluice::ui
