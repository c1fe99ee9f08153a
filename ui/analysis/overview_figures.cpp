// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What the overview's figures and bars say. How the page is put together is in overview_page.cpp.

#include "ui/analysis/figure_button.h"
#include "ui/analysis/histogram_view.h"
#include "ui/analysis/overview_page.h"
#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/money_text.h"
#include "ui/theme/event_palette.h"

#include <QLabel>

#include <cmath>

namespace sluice::ui {

namespace {

QString average(const SessionsOverview::Tokens &tokens)
{
    return tokens.sessions == 0 ? unknownText()
                                : numberText((tokens.sum + tokens.sessions / 2) / tokens.sessions);
}

QString percent(std::size_t part, std::size_t all)
{
    return QStringLiteral("%1 %").arg(
        static_cast<double>(part) * 100 / static_cast<double>(all), 0, 'f', part == 0 || part == all ? 0 : 1);
}

QString secondsOf(double seconds)
{
    return durationText(Nanos(static_cast<std::int64_t>(std::min(seconds, 9e9) * 1e9)));
}

QString dollarsOf(double dollars)
{
    return dollarsText(Money::fromPico(static_cast<std::int64_t>(std::round(std::min(dollars, 9e6) * 1e12))));
}

QString countOf(double count)
{
    return numberText(static_cast<std::uint64_t>(count));
}

} // namespace

void OverviewPage::showOverview(const std::shared_ptr<const ShownOverview> &overview)
{
    m_shown = overview;
    showFigures();
    showDays();
    showBuckets(Costs, overview->overview.costHistogram, dollarsOf);
    showBuckets(Durations, overview->overview.durationHistogram, secondsOf);
    showBuckets(EventCounts, overview->overview.eventHistogram, countOf);
    m_line->setText(overview->overview.sessions.empty() ? tr("No session started in this time.") : QString());
    // What was listed speaks of older figures: all sessions are a good beginning.
    m_list.show(m_shown, overview->overview.sessions);
    m_listTitle->setText(tr("All: %1 sessions").arg(numberText(overview->overview.sessions.size())));
}

void OverviewPage::showFigures()
{
    const SessionsOverview &overview = m_shown->overview;
    const SessionPlaces &all = overview.sessions;
    const SessionPlaces &failed = overview.byOutcome[static_cast<std::size_t>(Outcome::Fail)];
    const SessionPlaces &running = overview.byOutcome[static_cast<std::size_t>(Outcome::Running)];
    const std::size_t ended = all.size() - running.size();
    m_places = {all, all, all, all, failed, all, overview.withErrors, overview.withDrops};
    const auto show
        = [&](Figure figure, const QString &value, const QString &remark, const QString &meaning) {
              m_figures[figure]->showFigure(value, remark, meaning, !m_places[figure].empty());
          };
    show(Sessions, numberText(all.size()), tr("%1 not ended").arg(numberText(running.size())),
        tr("Stored sessions that started in this time."));
    const QString date = toQt(m_shown->pricesDate);
    const std::optional<Money> total = overview.cost.total();
    show(Cost, total ? dollarsText(*total) : unknownText(),
        overview.cost.unknownCalls == 0
            ? QString()
            : tr("and %1 calls unknown").arg(numberText(overview.cost.unknownCalls)),
        costMeaning(overview.cost, date));
    const std::size_t priced = all.size() - overview.withoutCost.size();
    const bool hasMean = priced > 0;
    show(CostEach,
        hasMean
            ? dollarsText(Money::fromPico(overview.cost.known().pico() / static_cast<std::int64_t>(priced)))
            : unknownText(),
        tr("of %1 sessions").arg(numberText(priced)),
        tr("What is known of the cost, divided by the number of sessions of which it is known."));
    SessionsOverview::Tokens sum;
    for (const SessionsOverview::Tokens &tokens : overview.tokens) {
        sum.sum += tokens.sum;
        sum.sessions += tokens.sessions;
    }
    show(TokensEach, average(sum),
        tr("%1 successful, %2 failed")
            .arg(average(overview.tokens[static_cast<std::size_t>(Outcome::Success)]),
                average(overview.tokens[static_cast<std::size_t>(Outcome::Fail)])),
        tr("Prompt and completion tokens, %1 in all, divided by all sessions; by those that ended well; by "
           "those that failed.\n"
           "%2 calls told no number of tokens, and count as none here.")
            .arg(numberText(sum.sum), numberText(overview.callsWithoutTokens)));
    show(Failed, numberText(failed.size()),
        ended > 0 ? tr("%1 of those ended").arg(percent(failed.size(), ended)) : unknownText(),
        tr("Sessions that ended with the state Fail. Errors within a session do not count here."));
    show(Events, numberText(overview.events),
        all.empty() ? QString() : tr("%1 a session").arg(numberText(overview.events / all.size())),
        tr("All stored events of these sessions."));
    show(Errors, numberText(overview.errors),
        tr("in %1 sessions").arg(numberText(overview.withErrors.size())),
        tr("Stored events of the type error."));
    show(Drops, numberText(overview.drops), tr("in %1 sessions").arg(numberText(overview.withDrops.size())),
        tr("Events that Sluice's own recorder dropped. Of sessions received from elsewhere it is not "
           "known."));
}

void OverviewPage::showDays()
{
    const EventPalette &colours = EventPalette::of(themeOf(palette()));
    const std::array outcomes{
        Outcome::Success, Outcome::Fail, Outcome::Indeterminate, Outcome::NotSaid, Outcome::Running};
    const std::array fills{colours.event(EventType::Action).fill, colours.event(EventType::Error).fill,
        colours.event(EventType::Tool).fill, colours.event(EventType::Api).fill,
        colours.event(EventType::Llm).fill};
    std::vector<HistogramPart> parts;
    for (std::size_t i = 0; i < outcomeCount; ++i)
        parts.push_back({outcomeText(outcomes[i]), fills[i]});
    std::vector<HistogramBar> bars;
    for (const OverviewDay &day : m_shown->overview.days) {
        HistogramBar bar;
        const QString begin = dateTimeText(day.begin).left(10);
        bar.range = m_shown->overview.dayLength.count() == 1
            ? begin
            : tr("%1 and the %2 days after it").arg(begin).arg(m_shown->overview.dayLength.count() - 1);
        bar.edge = begin.mid(5);
        std::size_t count = 0;
        for (const Outcome outcome : outcomes) {
            const std::size_t some = day.sessions[static_cast<std::size_t>(outcome)].size();
            bar.parts.push_back(static_cast<double>(some));
            count += some;
        }
        bar.words = tr("%1 sessions").arg(numberText(count));
        bars.push_back(std::move(bar));
    }
    m_charts[EndStates]->setParts(std::move(parts));
    m_charts[EndStates]->setBars(std::move(bars));
}

void OverviewPage::showBuckets(
    Chart chart, const std::vector<OverviewBucket> &buckets, const std::function<QString(double)> &text)
{
    std::vector<HistogramBar> bars;
    for (const OverviewBucket &bucket : buckets) {
        const std::size_t count = bucket.sessions.size();
        bars.push_back({tr("%1 up to %2").arg(text(bucket.least), text(bucket.end)), text(bucket.least),
            {static_cast<double>(count)}, tr("%1 sessions").arg(numberText(count))});
    }
    m_charts[chart]->setBars(std::move(bars), buckets.empty() ? QString() : text(buckets.back().end));
}

} // namespace sluice::ui
