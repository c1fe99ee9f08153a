// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/analysis/statistics_page.h"

#include "ui/analysis/histogram_view.h"
#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/money_text.h"
#include "ui/theme/event_palette.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/plain_list.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace sluice::ui {

StatisticsPage::StatisticsPage(ShownFigures &figures, QWidget *parent)
    : QWidget(parent)
    , m_figures(figures)
    , m_shown(std::make_shared<const ReckonedFigures>())
    , m_scope(new QComboBox(this))
    , m_grouping(new QComboBox(this))
    , m_prices(new QPushButton(tr("&Prices…"), this))
    , m_summary(new QLabel(this))
    , m_table(new QTableView(this))
    , m_histogram(new HistogramView(tr("Durations"), this))
{
    setObjectName(QStringLiteral("statisticsPage"));
    setAccessibleName(tr("Statistics"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::grid, metrics::halfGrid, metrics::grid, metrics::grid);
    layout->setSpacing(metrics::halfGrid);
    layout->addWidget(buildHead());
    layout->addWidget(m_summary);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_table);
    split->addWidget(m_histogram);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 1);
    split->setSizes({90 * metrics::grid, 34 * metrics::grid});
    layout->addWidget(split, 1);
    buildTable();
    m_summary->setObjectName(QStringLiteral("statisticsSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_histogram->setObjectName(QStringLiteral("durationHistogram"));
    m_histogram->setMeaning(
        tr("How many events took how long: buckets of 1, 2, 5, 10, 20, 50 … microseconds up to hours. "
           "What has not ended is not counted."));
    connect(&figures, &ShownFigures::figuresChanged, this, &StatisticsPage::showFigures);
    connect(&figures, &ShownFigures::rangeChanged, this, &StatisticsPage::sayRange);
    connect(&figures, &ShownFigures::workingChanged, this, &StatisticsPage::saySummary);
    sayRange();
    saySummary();
    showHistogram();
}

QWidget *StatisticsPage::buildHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::grid);
    m_scope->setObjectName(QStringLiteral("statisticsScope"));
    m_scope->setAccessibleName(tr("Of what"));
    m_scope->addItems({tr("Whole session"), tr("Selected range"), tr("Filtered events")});
    m_grouping->setObjectName(QStringLiteral("statisticsGrouping"));
    m_grouping->setAccessibleName(tr("Grouped by"));
    m_grouping->addItems({tr("By type"), tr("By name"), tr("By model"), tr("By agent")});
    m_prices->setObjectName(QStringLiteral("statisticsPrices"));
    m_prices->setToolTip(plainToolTip(tr("The price table, by which calls without a cost are reckoned")));
    m_prices->setAutoDefault(false);
    row->addWidget(m_scope);
    row->addWidget(m_grouping);
    row->addStretch(1);
    row->addWidget(m_prices);
    connect(m_scope, &QComboBox::activated, this,
        [this](int index) { m_figures.setScope(static_cast<ShownFigures::Scope>(index)); });
    connect(m_grouping, &QComboBox::activated, this, [this](int index) {
        m_model.setGrouping(static_cast<Grouping>(index));
        m_table->selectRow(0);
    });
    connect(m_prices, &QPushButton::clicked, this, &StatisticsPage::pricesAsked);
    return head;
}

void StatisticsPage::buildTable()
{
    m_table->setObjectName(QStringLiteral("statisticsTable"));
    m_table->setAccessibleName(tr("Groups of events"));
    m_table->setModel(&m_model);
    makePlainList(m_table);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSortIndicator(FiguresModel::Total, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    const QFontMetrics fonts = fontMetrics();
    for (int column = 0; column < FiguresModel::columns; ++column) {
        const QString title = m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        header->resizeSection(column,
            std::max(fonts.horizontalAdvance(title), fonts.horizontalAdvance(QStringLiteral("1,000,000")))
                + 2 * metrics::grid);
    }
    header->resizeSection(FiguresModel::Group, 20 * metrics::grid);
    header->resizeSection(FiguresModel::Cost, 18 * metrics::grid);
    m_table->setContextMenuPolicy(Qt::NoContextMenu);
    m_table->setToolTip(plainToolTip(tr("Return shows the group's events in the table of events")));
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &StatisticsPage::showHistogram);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &StatisticsPage::showHistogram);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const QString term = m_model.termFor(index.row()); !term.isEmpty())
            Q_EMIT termAsked(term);
    });
}

void StatisticsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_figures.setWanted(true);
    Q_EMIT shownChanged(true);
}

void StatisticsPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_figures.setWanted(false);
    Q_EMIT shownChanged(false);
}

void StatisticsPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showHistogram();
}

void StatisticsPage::showFigures(const std::shared_ptr<const ReckonedFigures> &figures)
{
    // The chosen group stays chosen, wherever it stands now.
    const QString chosen
        = m_table->currentIndex().isValid() ? m_model.groupText(m_table->currentIndex().row()) : QString();
    m_shown = figures;
    m_model.show(figures);
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (m_model.groupText(row) == chosen || (chosen.isEmpty() && row == 0)) {
            m_table->setCurrentIndex(m_model.index(row, 0));
            break;
        }
    }
    saySummary();
    showHistogram();
}

void StatisticsPage::showHistogram()
{
    const int row = std::max(m_table->currentIndex().row(), 0);
    std::vector<HistogramBar> bars;
    QString lastEdge;
    if (row < m_model.rowCount()) {
        const DurationHistogram &histogram = m_model.figuresAt(row).durations.histogram;
        for (std::size_t i = histogram.first(); i < histogram.end(); ++i) {
            const QString least = durationText(DurationHistogram::leastOf(i));
            const bool isLast = i + 1 == DurationHistogram::bucketCount;
            lastEdge = isLast ? QString() : durationText(DurationHistogram::leastOf(i + 1));
            const std::uint64_t count = histogram.counts()[i];
            bars.push_back({isLast ? tr("%1 and longer").arg(least) : tr("%1 up to %2").arg(least, lastEdge),
                least, {static_cast<double>(count)}, tr("%1 events").arg(numberText(count))});
        }
        m_histogram->setTitle(tr("Durations: %1").arg(m_model.groupText(row)));
    }
    m_histogram->setNothing(tr("No event has ended here"));
    m_histogram->setBars(std::move(bars), lastEdge);
}

void StatisticsPage::sayRange()
{
    const QSignalBlocker blocker(m_scope);
    const auto &range = m_figures.range();
    m_scope->setItemText(1,
        range ? tr("Selected range, %1").arg(durationText(range->duration())) : tr("Selected range (none)"));
    m_scope->setCurrentIndex(static_cast<int>(m_figures.scope()));
}

QString StatisticsPage::summary() const
{
    const EventFigures &all = m_shown->statistics.all;
    if (all.count == 0)
        return m_figures.isWorking() ? tr("Reckoning …") : tr("No events.");
    QStringList parts{
        tr("%1 events").arg(numberText(all.count)), tr("%1 failed").arg(numberText(all.errors))};
    if (m_shown->statistics.first)
        parts << tr("%1 from first start to last end")
                     .arg(durationText(*m_shown->statistics.last - *m_shown->statistics.first));
    if (all.cost.calls() > 0) {
        parts << tr("%1 prompt and %2 completion tokens")
                     .arg(numberText(all.promptTokens), numberText(all.completionTokens));
        parts << tr("cost %1").arg(costText(all.cost));
    }
    QString text = parts.join(QStringLiteral(" · "));
    return m_figures.isWorking() ? tr("%1 · working …").arg(text) : text;
}

void StatisticsPage::saySummary()
{
    m_summary->setText(summary());
    m_summary->setToolTip(
        plainToolTip(costMeaning(m_shown->statistics.all.cost, toQt(m_shown->statistics.pricesDate))));
}

} // namespace sluice::ui
