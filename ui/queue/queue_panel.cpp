// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/queue/queue_panel.h"

#include "ui/models/flush_log_model.h"
#include "ui/models/format.h"
#include "ui/models/ledger_text.h"
#include "ui/models/words.h"
#include "ui/queue/flush_delegate.h"
#include "ui/queue/queue_gauge.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/elided_label.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr int columnPadding = 14;

QLabel *plainLabel(QWidget *parent, const char *name)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

QueuePanel::QueuePanel(FlushLogModel &log, QWidget *parent)
    : QWidget(parent)
    , m_log(log)
{
    setObjectName(QStringLiteral("queue"));
    setAccessibleName(tr("Queue"));
    auto *splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(buildPicture());
    splitter->addWidget(buildLog());
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    showNothing();
}

QWidget *QueuePanel::buildPicture()
{
    auto *picture = new QWidget(this);
    m_depth = plainLabel(picture, "queueDepth");
    QFont large = m_depth->font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setBold(true);
    m_depth->setFont(large);
    m_mark = new ElidedLabel(Qt::ElideRight, picture);
    m_mark->setObjectName(QStringLiteral("queueMark"));
    m_mark->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_gauge = new QueueGauge(picture);
    m_rate = plainLabel(picture, "queueRate");
    m_flusher = new ElidedLabel(Qt::ElideRight, picture);
    m_flusher->setObjectName(QStringLiteral("flusherState"));
    m_flusher->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_counters = plainLabel(picture, "queueCounters");
    m_counters->setWordWrap(true);
    m_counters->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto *heading = new QHBoxLayout;
    heading->addWidget(m_depth);
    heading->addWidget(m_mark, 1);
    auto *moving = new QHBoxLayout;
    moving->addWidget(m_rate);
    moving->addWidget(m_flusher, 1);
    auto *layout = new QVBoxLayout(picture);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addLayout(heading);
    layout->addWidget(m_gauge, 1);
    layout->addLayout(moving);
    layout->addWidget(m_counters);
    return picture;
}

QWidget *QueuePanel::buildLog()
{
    auto *log = new QWidget(this);
    m_table = new QTableView(log);
    m_table->setObjectName(QStringLiteral("flushLog"));
    m_table->setAccessibleName(tr("Flush log"));
    m_table->setModel(&m_log);
    m_table->setItemDelegateForColumn(FlushLogModel::Outcome, new FlushDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(metrics::listRowHeight);
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setHighlightSections(false);
    const QFontMetrics metrics(m_table->font());
    const auto widen = [&](int column, const char *text) {
        header->resizeSection(column, metrics.horizontalAdvance(QLatin1String(text)) + columnPadding);
    };
    widen(FlushLogModel::Sequence, "10,000");
    widen(FlushLogModel::Started, "00:00:00.000");
    widen(FlushLogModel::Cause, "asked");
    widen(FlushLogModel::Events, "100,000");
    widen(FlushLogModel::Bytes, "1,000 KiB");
    widen(FlushLogModel::Duration, "10.0 ms");
    widen(FlushLogModel::Attempts, "Tries");
    widen(FlushLogModel::Status, "HTTP");
    widen(FlushLogModel::Outcome, "split in halves");
    // In a narrow window the last ones are scrolled away: how it went is not one of them.
    int place = header->visualIndex(FlushLogModel::Events) + 1;
    for (const int column : {FlushLogModel::Outcome, FlushLogModel::Status})
        header->moveSection(header->visualIndex(column), place++);

    m_leftOut = plainLabel(log, "flushesLeftOut");
    m_leftOut->setMargin(4);
    m_leftOut->hide();
    connect(&m_log, &FlushLogModel::leftOutChanged, m_leftOut, [label = m_leftOut](quint64 lines) {
        label->setText(tr("older lines left out: %1").arg(numberText(lines)));
        label->setVisible(lines > 0);
    });
    auto *layout = new QVBoxLayout(log);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_leftOut);
    return log;
}

void QueuePanel::showSession(const SessionId &session)
{
    m_session = session;
    showNothing();
}

void QueuePanel::showNothing()
{
    m_rates.clear();
    m_gauge->clear();
    m_depth->setText(m_session ? tr("No live queue") : tr("No session"));
    m_mark->setFullText({});
    m_rate->setText({});
    m_flusher->setFullText({});
    m_counters->setText(m_session ? tr("This session is not being recorded by this window.")
                                  : tr("Choose a session, or fire a burst."));
}

void QueuePanel::showQueue(const QueueSnapshot &snapshot)
{
    if (m_session && snapshot.session != m_session)
        return;
    m_rates.add(snapshot);
    m_gauge->showQueue(snapshot);
    m_depth->setText(tr("%1 of %2").arg(numberText(snapshot.depth), numberText(snapshot.capacity)));
    m_mark->setFullText(
        tr("high-water mark %1 · %2").arg(numberText(snapshot.highWater), policyText(snapshot.policy)));
    m_counters->setText(ledgerText(snapshot.ledger).text);
    showFlusher(snapshot, snapshot.time);
    setNow(snapshot.time);
}

void QueuePanel::showFlusher(const QueueSnapshot &snapshot, Timestamp now)
{
    QString text = tr("flusher: %1").arg(flusherStateText(snapshot.flusher));
    if (snapshot.attempt > 1)
        text += tr(", attempt %1").arg(snapshot.attempt);
    if (snapshot.backOffUntil && *snapshot.backOffUntil > now)
        text += tr(", again in %1").arg(durationText(*snapshot.backOffUntil - now));
    if (snapshot.waiting > 0)
        text += tr(" · producers that wait: %1").arg(numberText(snapshot.waiting));
    m_flusher->setFullText(text);
}

void QueuePanel::showDepths(const QList<DepthSample> &samples)
{
    std::size_t peak = 0;
    for (const DepthSample &sample : samples) {
        if (!m_session || sample.session == m_session)
            peak = std::max<std::size_t>(peak, sample.highest);
    }
    m_gauge->showRecentPeak(peak);
}

void QueuePanel::showStoredLedger(const Ledger &ledger)
{
    m_counters->setText(ledgerText(ledger).text);
}

void QueuePanel::setNow(Timestamp now)
{
    if (m_flusher->fullText().isEmpty())
        return;
    const QueueRates::Rates rates = m_rates.at(now);
    m_rate->setText(tr("in %1 · out %2").arg(rateText(rates.in), rateText(rates.out)));
}

} // namespace sluice::ui
