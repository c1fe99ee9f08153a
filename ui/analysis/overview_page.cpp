// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/analysis/overview_page.h"

#include "ui/analysis/figure_button.h"
#include "ui/analysis/histogram_view.h"
#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/plain_list.h"

#include <QComboBox>
#include <QDateEdit>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QTableView>
#include <QVBoxLayout>

#include <utility>

namespace sluice::ui {

namespace {

enum Period { Today, SevenDays, FourteenDays, ThirtyDays, Always, Custom };
constexpr std::array periodDays{1, 7, 14, 30};
constexpr int leastListHeight = 120;

Timestamp startOf(const QDate &date)
{
    return Timestamp(std::chrono::duration_cast<Micros>(Millis(date.startOfDay().toMSecsSinceEpoch())));
}

} // namespace

OverviewPage::OverviewPage(QWidget *parent)
    : QWidget(parent)
    , m_shown(std::make_shared<const ShownOverview>())
    , m_period(new QComboBox(this))
    , m_from(new QDateEdit(this))
    , m_to(new QDateEdit(this))
    , m_line(new QLabel(this))
    , m_listTitle(new QLabel(this))
    , m_table(new QTableView(this))
{
    setObjectName(QStringLiteral("overviewPage"));
    setAccessibleName(tr("Overview"));
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *inside = new QWidget(scroll);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(metrics::grid, metrics::halfGrid, metrics::grid, metrics::grid);
    column->setSpacing(metrics::grid);
    column->addWidget(buildDates());
    column->addWidget(buildFigures());
    column->addWidget(buildCharts());
    column->addWidget(m_listTitle);
    column->addWidget(m_table, 1);
    scroll->setWidget(inside);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    buildList();
    sayDates();
    showOverview(m_shown);
}

QWidget *OverviewPage::buildDates()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::grid);
    m_period->setObjectName(QStringLiteral("overviewPeriod"));
    m_period->setAccessibleName(tr("Sessions that started"));
    m_period->addItems({tr("Today"), tr("Last 7 days"), tr("Last 14 days"), tr("Last 30 days"),
        tr("All time"), tr("From … to …")});
    m_period->setCurrentIndex(Always);
    m_from->setObjectName(QStringLiteral("overviewFrom"));
    m_from->setAccessibleName(tr("First day"));
    m_to->setObjectName(QStringLiteral("overviewTo"));
    m_to->setAccessibleName(tr("Last day"));
    for (QDateEdit *edit : {m_from, m_to}) {
        edit->setCalendarPopup(true);
        edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
        edit->setDate(QDate::currentDate());
        connect(edit, &QDateEdit::dateChanged, this, &OverviewPage::datesChanged);
    }
    m_line->setObjectName(QStringLiteral("overviewLine"));
    m_line->setTextFormat(Qt::PlainText);
    row->addWidget(m_period);
    row->addWidget(m_from);
    row->addWidget(m_to);
    row->addWidget(m_line, 1);
    connect(m_period, &QComboBox::activated, this, [this] {
        sayDates();
        Q_EMIT datesChanged();
    });
    return box;
}

QWidget *OverviewPage::buildFigures()
{
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(metrics::grid);
    const std::array titles{tr("Sessions"), tr("Cost"), tr("Cost a session"), tr("Tokens a session"),
        tr("Failed"), tr("Events"), tr("Errors"), tr("Dropped events")};
    constexpr std::array names{"figureSessions", "figureCost", "figureCostEach", "figureTokens",
        "figureFailed", "figureEvents", "figureErrors", "figureDrops"};
    constexpr int columns = 4;
    for (std::size_t i = 0; i < figureCount; ++i) {
        m_figures[i] = new FigureButton(titles[i], box);
        m_figures[i]->setObjectName(QLatin1String(names[i]));
        grid->addWidget(m_figures[i], static_cast<int>(i) / columns, static_cast<int>(i) % columns);
        connect(m_figures[i], &FigureButton::clicked, this,
            [this, i, title = titles[i]] { ask(m_places[i], title); });
    }
    return box;
}

QWidget *OverviewPage::buildCharts()
{
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(metrics::grid);
    const std::array titles{tr("End states over time"), tr("Cost of a session"), tr("Duration of a session"),
        tr("Events of a session")};
    const std::array meanings{
        tr("Sessions by the day on which they started, in your time zone, by what they said at their end. "
           "An error within a session does not make it a failed one."),
        tr("Sessions whose cost is known, once each. What was given with a call counts, else the price "
           "table."),
        tr("Sessions that have ended, once each: from their start to their end. Events within each other do "
           "not add up."),
        tr("All stored events of a session: LLM, tool and API calls, actions and errors.")};
    constexpr std::array names{"chartEndStates", "chartCosts", "chartDurations", "chartEvents"};
    for (std::size_t i = 0; i < chartCount; ++i) {
        m_charts[i] = new HistogramView(titles[i], box);
        m_charts[i]->setObjectName(QLatin1String(names[i]));
        m_charts[i]->setMeaning(meanings[i]);
        m_charts[i]->setNothing(tr("No session here"));
        grid->addWidget(m_charts[i], static_cast<int>(i) / 2, static_cast<int>(i) % 2);
        connect(m_charts[i], &HistogramView::barAsked, this,
            [this, i](int bar) { askBar(static_cast<Chart>(i), bar); });
    }
    return box;
}

void OverviewPage::buildList()
{
    m_listTitle->setObjectName(QStringLiteral("overviewListTitle"));
    m_listTitle->setTextFormat(Qt::PlainText);
    m_listTitle->setBuddy(m_table);
    m_table->setObjectName(QStringLiteral("overviewSessions"));
    m_table->setAccessibleName(tr("Sessions of the chosen figure"));
    m_table->setModel(&m_list);
    makePlainList(m_table);
    m_table->setMinimumHeight(leastListHeight);
    m_table->horizontalHeader()->setSectionResizeMode(ListedSessionsModel::Name, QHeaderView::Stretch);
    m_table->horizontalHeader()->resizeSection(ListedSessionsModel::Started,
        fontMetrics().horizontalAdvance(QStringLiteral("2026-11-23 14:03:12")) + 3 * metrics::grid);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    connect(m_table, &QTableView::activated, this,
        [this](const QModelIndex &index) { Q_EMIT sessionOpened(m_list.sessionAt(index.row())); });
}

void OverviewPage::sayDates()
{
    const bool isCustom = m_period->currentIndex() == Custom;
    m_from->setVisible(isCustom);
    m_to->setVisible(isCustom);
}

std::optional<Timestamp> OverviewPage::from(Timestamp now) const
{
    const int period = m_period->currentIndex();
    if (period == Always)
        return std::nullopt;
    if (period == Custom)
        return startOf(m_from->date());
    return startOf(toLocalTime(now).date().addDays(1 - periodDays[static_cast<std::size_t>(period)]));
}

std::optional<Timestamp> OverviewPage::to() const
{
    return m_period->currentIndex() == Custom ? std::optional(startOf(m_to->date().addDays(1)))
                                              : std::nullopt;
}

void OverviewPage::showProblem(const QString &message)
{
    m_line->setText(message);
}

void OverviewPage::ask(const SessionPlaces &places, const QString &title)
{
    m_list.show(m_shown, places);
    m_listTitle->setText(tr("%1: %2 sessions").arg(title, numberText(places.size())));
    QList<SessionId> sessions;
    for (const std::size_t place : places)
        sessions << m_shown->sessions[place].session.id;
    Q_EMIT sessionsAsked(sessions, title);
}

void OverviewPage::askBar(Chart chart, int bar)
{
    const auto at = static_cast<std::size_t>(bar);
    const SessionsOverview &overview = m_shown->overview;
    const QString title
        = m_charts[chart]->accessibleName() + QStringLiteral(", ") + m_charts[chart]->bars()[at].range;
    switch (chart) {
    case EndStates:
        return ask(overview.days[at].all(), title);
    case Costs:
        return ask(overview.costHistogram[at].sessions, title);
    case Durations:
        return ask(overview.durationHistogram[at].sessions, title);
    case EventCounts:
        return ask(overview.eventHistogram[at].sessions, title);
    }
}

void OverviewPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    Q_EMIT shownChanged(true);
}

void OverviewPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    Q_EMIT shownChanged(false);
}

void OverviewPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showDays();
}

} // namespace sluice::ui
