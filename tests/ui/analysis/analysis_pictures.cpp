// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Renders the pages of the analysis into pictures: analysis_pictures DIR.
// A program and not a test: pictures are for eyes.

#include "tests/ui/analysis/analysis_bench.h"
#include "ui/analysis/event_table.h"
#include "ui/analysis/events_page.h"
#include "ui/analysis/filter_bar.h"
#include "ui/analysis/overview_page.h"
#include "ui/analysis/price_dialog.h"
#include "ui/analysis/search_page.h"
#include "ui/analysis/session_compare_page.h"
#include "ui/analysis/statistics_page.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QTextStream>

#include <functional>

using namespace sluice;
using namespace sluice::ui;

namespace {

void wait(const std::function<bool()> &done)
{
    if (!QTest::qWaitFor(done, patience))
        qFatal("it did not end");
}

class Pictures
{
public:
    Pictures(QDir dir, QString suffix)
        : m_dir(std::move(dir))
        , m_suffix(std::move(suffix))
    {
        m_listing.setPrices(somePrices());
        m_listing.setSource(smallSource());
        wait([this] { return !m_listing.isWorking(); });
    }

    void saveEvents()
    {
        Host host({1024, 320});
        auto *page = host.put(new EventsPage(m_listing));
        page->selectRow(4);
        save(host, "events");
        auto *edit = host.find<QLineEdit>("filterEdit");
        edit->setFocus();
        wait([edit] { return edit->hasFocus(); });
        QTest::keyClicks(edit, QStringLiteral("type:llm a"));
        save(host, "events-offers");
        page->filterBar()->setText(QStringLiteral("type:llm dur>2"));
        save(host, "events-bad");
        page->filterBar()->setText(QString());
        wait([this] { return !m_listing.isWorking(); });
        m_listing.setSource(largeSource(45'384));
        wait([this] { return !m_listing.isWorking(); });
        page->filterBar()->setText(QStringLiteral("error|dur>4s"));
        wait([this] { return !m_listing.isWorking(); });
        save(host, "events-large");
        page->filterBar()->setText(QString());
        wait([this] { return !m_listing.isWorking(); });
    }

    void saveStatistics()
    {
        ShownFigures figures;
        Host host({1024, 320});
        host.put(new StatisticsPage(figures));
        figures.setListed(m_listing.listed());
        wait([&] { return !figures.isWorking(); });
        save(host, "statistics");
    }

    void saveOverview()
    {
        std::vector<SessionFigures> sessions;
        for (int i = 0; i < 240; ++i) {
            SessionFigures figures;
            SessionSummary &summary = figures.session;
            summary.id = sessionNumber(i);
            summary.tags = {"nightly", "run " + std::to_string(i)};
            summary.started = Timestamp(std::chrono::seconds(1'800'000'000 + 7'900 * i));
            if (i % 19 != 0)
                summary.ended = summary.started + std::chrono::seconds((i * 37) % 400 + 2);
            if (i % 13 != 5)
                summary.endState = i % 7 == 3 ? EndState::Fail
                    : i % 11 == 0             ? EndState::Indeterminate
                                              : EndState::Success;
            summary.counts.of(EventType::Llm) = static_cast<std::uint64_t>((i * 31) % 500 + 1);
            summary.counts.of(EventType::Error) = i % 7 == 3 ? 2 : 0;
            Usage usage;
            usage.calls = usage.unpricedCalls = summary.counts.of(EventType::Llm);
            usage.promptTokens = usage.unpricedPromptTokens = usage.calls * 900;
            usage.completionTokens = usage.unpricedCompletionTokens = usage.calls * 120;
            summary.usage = usage;
            figures.models = {{i % 10 == 0 ? "local" : "gpt-4o", usage, 0}};
            sessions.push_back(std::move(figures));
        }
        Host host;
        host.put(new OverviewPage)->showOverview(reckonOverview(std::move(sessions), *somePrices(), {}));
        save(host, "overview");
    }

    void saveSearch()
    {
        SearchAnswer answer;
        answer.matches = 127;
        answer.sessionCount = 9;
        answer.indexed = 45'000;
        answer.stored = 45'384;
        for (int i = 1; i <= 3; ++i) {
            SessionHits hits;
            hits.session.id = sessionNumber(i);
            hits.session.tags = {"nightly", "run " + std::to_string(i)};
            hits.session.started = MadeEvents::zero;
            hits.count = 42;
            for (const EventType type : {EventType::Llm, EventType::Tool, EventType::Error}) {
                SearchHit hit;
                hit.row = i;
                hit.type = type;
                hit.name = type == EventType::Llm ? "gpt-4o"
                    : type == EventType::Tool     ? "search the web"
                                                  : "TimeoutError";
                hit.field = type == EventType::Llm ? TextField::Prompt
                    : type == EventType::Tool      ? TextField::Returns
                                                   : TextField::Error;
                hit.snippet = "the request ended with a timeout after 30 s, and the queue was full";
                hit.places = {{25, 7}, {52, 5}};
                hit.isCutBefore = true;
                hits.hits.push_back(hit);
            }
            answer.sessions.push_back(std::move(hits));
        }
        Host host({1024, 360});
        auto *page = host.put(new SearchPage);
        page->search(QStringLiteral("timeout queue"));
        page->showAnswer(
            QStringLiteral("timeout queue"), std::make_shared<const SearchAnswer>(std::move(answer)));
        save(host, "search");
    }

    void saveComparison()
    {
        ComparedSessions compared;
        MadeEvents first;
        MadeEvents second;
        for (int i = 0; i < 40; ++i) {
            const int at = i * 300;
            const auto type = i % 3 == 0 ? EventType::Llm : i % 3 == 1 ? EventType::Tool : EventType::Action;
            const char *name = i % 3 == 0 ? "gpt-4o" : i % 3 == 1 ? "search" : "plan";
            if (i % 9 != 4)
                first.add(type, name, at, 200 + (i * 53) % 500, {}, {1'000, 100, {}});
            if (i % 11 != 6)
                second.add(type, name, at + i * 12, 180 + (i * 71) % 700, {}, {1'100, 90, {}});
            if (i == 20)
                second.add(EventType::Error, "TimeoutError", at + 300, 0);
        }
        compared.sessions[0].tags = {"prompt version 1"};
        compared.sessions[1].tags = {"prompt version 2"};
        compared.comparison = *compareSessions(first.snapshot(), second.snapshot(), *somePrices(), {});
        Host host;
        auto *page = host.put(new SessionComparePage);
        page->showCompared(std::make_shared<const ComparedSessions>(std::move(compared)));
        QTest::keyClick(host.find("pairView"), Qt::Key_Right);
        QTest::keyClick(host.find("pairView"), Qt::Key_Right);
        page->showDiff(std::make_shared<const LineDiff>(
            *diffLines("system:\nYou are a careful planner.\nuser:\nPlan a trip to Oslo in May.\n",
                "system:\nYou are a careful and brief planner.\nuser:\nPlan a trip to Oslo in May.\nUse at "
                "most three steps.\n",
                {})));
        save(host, "compare");
    }

    void savePrices()
    {
        PriceShelf shelf(QStringLiteral("/nonexistent/prices.json"));
        Host host({720, 600});
        host.put(new PriceDialog(shelf));
        save(host, "prices");
    }

private:
    void save(Host &host, const char *name)
    {
        QTest::qWait(50);
        host.grab().save(m_dir.filePath(QStringLiteral("%1-%2.png").arg(QLatin1String(name), m_suffix)));
    }

    QDir m_dir;
    QString m_suffix;
    EventListing m_listing;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2) {
        QTextStream(stdout) << "usage: analysis_pictures DIR\n";
        return 2;
    }
    const QDir dir(arguments[1]);
    dir.mkpath(QStringLiteral("."));
    for (const auto &[theme, suffix] :
        {std::pair(Theme::Light, QStringLiteral("light")), std::pair(Theme::Dark, QStringLiteral("dark"))}) {
        applyTheme(application, theme);
        Pictures pictures(dir, suffix);
        pictures.saveEvents();
        pictures.saveStatistics();
        pictures.saveOverview();
        pictures.saveSearch();
        pictures.saveComparison();
        pictures.savePrices();
    }
    return 0;
}
