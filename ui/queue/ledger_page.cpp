// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/queue/ledger_page.h"

#include "ui/models/format.h"
#include "ui/models/proof_text.h"
#include "ui/models/timeline_model.h"
#include "ui/queue/balance_line.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/proof_badge.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTreeView>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

/// A list of a thousand flushes is brought up to date four times a second, not thirty.
constexpr std::chrono::milliseconds betweenRefreshes{250};
constexpr int columnPadding = 16;
constexpr int leastRows = 5; ///< of the terms that are in sight whatever the window's height
/// In a lower page the table's own column says what the line of all sessions would.
constexpr int leastHeightForAll = 220;

QLabel *plainLabel(QWidget *parent, const char *name)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

ElidedLabel *plainLine(QWidget *parent, const char *name)
{
    auto *line = new ElidedLabel(Qt::ElideRight, parent);
    line->setObjectName(QLatin1String(name));
    return line;
}

/// Rows as high as those of the tables.
class ListRows final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), metrics::listRowHeight};
    }
};

bool isList(LedgerTerm term)
{
    switch (term) {
    case LedgerTerm::Delivered:
    case LedgerTerm::InFlight:
    case LedgerTerm::InDoubt:
    case LedgerTerm::Refused:
    case LedgerTerm::Dropped:
        return true;
    case LedgerTerm::Recorded:
    case LedgerTerm::Queued:
    case LedgerTerm::Spooled:
    case LedgerTerm::Rejected:
        break;
    }
    return false;
}

} // namespace

LedgerPage::LedgerPage(TimelineModel &model, QWidget *parent)
    : QWidget(parent)
    , m_timeline(model)
    , m_sessionBalance(new BalanceLine(tr("This session"), this))
    , m_allBalance(new BalanceLine(tr("In all"), this))
    , m_proof(new ProofBadge(this))
{
    setObjectName(QStringLiteral("ledgerPage"));
    setAccessibleName(tr("Ledger"));
    m_sessionBalance->setObjectName(QStringLiteral("sessionBalance"));
    m_allBalance->setObjectName(QStringLiteral("allBalance"));
    auto *top = new QHBoxLayout;
    top->addWidget(m_sessionBalance, 1);
    top->addWidget(m_proof);
    auto *splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(buildTerms());
    splitter->addWidget(buildItems());
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::grid, metrics::halfGrid, metrics::grid, metrics::halfGrid);
    layout->setSpacing(metrics::halfGrid);
    layout->addLayout(top);
    layout->addWidget(m_allBalance);
    layout->addWidget(splitter, 1);

    m_refresh.setSingleShot(true);
    connect(&m_refresh, &QTimer::timeout, this, &LedgerPage::refreshItems);
    connect(&m_timeline, &TimelineModel::changed, this, &LedgerPage::refreshLater);
    connect(&m_timeline, &TimelineModel::sessionChanged, this, [this] {
        m_items.clear();
        refreshLater();
    });
    connect(&m_items, &LedgerItemsModel::eventsWanted, this, &LedgerPage::eventsOfFlushWanted);
    showLedgerOfSession(std::nullopt);
    m_allBalance->showLedger(std::nullopt, tr("nothing is recorded in this window"));
    selectTerm(LedgerTerm::Delivered);
}

QWidget *LedgerPage::buildTerms()
{
    m_terms = new QTableView(this);
    m_terms->setObjectName(QStringLiteral("ledgerTerms"));
    m_terms->setAccessibleName(tr("Terms of the ledger"));
    m_terms->setModel(&m_ledger);
    m_terms->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_terms->setSelectionMode(QAbstractItemView::SingleSelection);
    m_terms->setTabKeyNavigation(false);
    m_terms->setShowGrid(false);
    m_terms->setAlternatingRowColors(true);
    m_terms->setFrameShape(QFrame::NoFrame);
    m_terms->setWordWrap(false);
    m_terms->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_terms->verticalHeader()->hide();
    m_terms->verticalHeader()->setDefaultSectionSize(metrics::listRowHeight);
    m_terms->horizontalHeader()->setHighlightSections(false);
    m_terms->horizontalHeader()->setStretchLastSection(true);
    m_terms->setMinimumHeight((leastRows + 1) * metrics::listRowHeight);
    const QFontMetrics metrics(m_terms->font());
    const auto widen = [&](int column, const char *text) {
        m_terms->setColumnWidth(column, metrics.horizontalAdvance(QLatin1String(text)) + columnPadding);
    };
    widen(LedgerModel::Term, "delivered");
    widen(LedgerModel::Session, "1,000,000");
    widen(LedgerModel::All, "1,000,000");
    m_terms->setMinimumWidth(m_terms->columnWidth(LedgerModel::Term)
        + m_terms->columnWidth(LedgerModel::Session) + m_terms->columnWidth(LedgerModel::All));
    connect(m_terms->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LedgerPage::showTerm);
    return m_terms;
}

QWidget *LedgerPage::buildItems()
{
    auto *part = new QWidget(this);
    m_heading = plainLine(part, "ledgerHeading");
    QFont bold = m_heading->font();
    bold.setBold(true);
    m_heading->setFont(bold);
    m_summary = plainLine(part, "ledgerSummary");
    m_words = plainLabel(part, "ledgerWords");
    m_words->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_picture = new QPushButton(tr("Show the &live picture"), part);
    m_picture->setObjectName(QStringLiteral("ledgerPicture"));
    connect(m_picture, &QPushButton::clicked, this, &LedgerPage::pictureAsked);
    m_tree = new QTreeView(part);
    m_tree->setObjectName(QStringLiteral("ledgerItems"));
    m_tree->setModel(&m_items);
    m_tree->setItemDelegate(new ListRows(m_tree));
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->header()->setStretchLastSection(true);
    const QFontMetrics metrics(m_tree->font());
    m_tree->setColumnWidth(
        LedgerItemsModel::Item, metrics.horizontalAdvance(QStringLiteral("Tool call run_tests")) + 48);
    m_tree->setColumnWidth(
        LedgerItemsModel::Events, metrics.horizontalAdvance(QStringLiteral("100,000")) + columnPadding);
    m_tree->setColumnWidth(
        LedgerItemsModel::Time, metrics.horizontalAdvance(QStringLiteral("00:00:00.000")) + columnPadding);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LedgerPage::ask);
    connect(m_tree, &QAbstractItemView::activated, this, &LedgerPage::ask);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(metrics::grid, 0, 0, 0);
    layout->addWidget(m_heading);
    layout->addWidget(m_summary);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_picture, 0, Qt::AlignLeft);
    return part;
}

void LedgerPage::showSession(const SessionSummary &session, Timestamp now)
{
    if (session.id != m_session) {
        m_session = session.id;
        m_isLive = false;
        m_items.clear();
    }
    const ProofWords proof = proofWords(session, now);
    m_proof->showProof(proof.proof, proof.word, proof.reason);
    if (!m_isLive)
        showLedgerOfSession(session.ledger);
}

void LedgerPage::showQueue(const QueueSnapshot &queue)
{
    if (!m_session || queue.session != m_session)
        return;
    m_isLive = true;
    showLedgerOfSession(queue.ledger);
}

void LedgerPage::showLedgerOfSession(const std::optional<Ledger> &ledger)
{
    m_ledger.showSession(ledger);
    m_sessionBalance->showLedger(ledger,
        m_session ? tr("not recorded by Sluice: only its own SDK could count it")
                  : tr("no session is shown"));
    refreshLater();
}

void LedgerPage::showAll(const Ledger &ledger)
{
    m_ledger.showAll(ledger);
    m_allBalance->showLedger(ledger, {});
}

LedgerTerm LedgerPage::currentTerm() const
{
    const int row = m_terms->currentIndex().row();
    return row < 0 ? LedgerTerm::Delivered : LedgerModel::termAt(row);
}

void LedgerPage::selectTerm(LedgerTerm term)
{
    m_terms->setCurrentIndex(m_ledger.index(static_cast<int>(term), 0));
}

void LedgerPage::showTerm()
{
    m_refresh.stop();
    refreshItems();
}

void LedgerPage::refreshLater()
{
    if (isVisible() && !m_refresh.isActive())
        m_refresh.start(betweenRefreshes);
}

void LedgerPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refreshItems();
}

void LedgerPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_allBalance->setVisible(height() >= leastHeightForAll);
}

void LedgerPage::refreshItems()
{
    const LedgerTerm term = currentTerm();
    const std::optional<Ledger> &ledger = m_ledger.session();
    const QString count = ledger ? numberText(countOf(*ledger, term)) : unknownText();
    m_heading->setFullText(
        QStringLiteral("%1 %2: %3").arg(count, ledgerTermText(term), ledgerTermMeaning(term)));
    if (isList(term))
        m_items.show(term, m_timeline.flushes(), m_timeline.drops());
    else
        m_items.clear();
    const bool hasItems = m_items.rowCount() > 0;
    m_tree->setAccessibleName(tr("What %1 leads to").arg(ledgerTermText(term)));
    m_tree->setVisible(hasItems);
    m_summary->setVisible(hasItems);
    m_summary->setFullText(summaryOf(term));
    m_words->setVisible(!hasItems);
    m_words->setText(ledgerTermWords(term, ledger ? countOf(*ledger, term) : 0));
    m_picture->setVisible(term == LedgerTerm::Queued);
}

QString LedgerPage::summaryOf(LedgerTerm term) const
{
    const bool areDrops = term == LedgerTerm::Dropped;
    const bool areCut = m_items.listed() < m_items.inAll();
    QString text = areCut ? (areDrops ? tr("showing %1 of %2 drop runs, with %3 events in all")
                                      : tr("showing %1 of %2 flushes, which carry %3 events in all"))
                                .arg(numberText(m_items.listed()))
                          : (areDrops ? tr("drop runs: %1, with %2 events; dropped events have no ids")
                                      : tr("flushes: %1, which carry %2 events"));
    text = text.arg(numberText(m_items.inAll()), numberText(m_items.eventsInAll()));
    const std::optional<Ledger> &ledger = m_ledger.session();
    if (!ledger || countOf(*ledger, term) == m_items.eventsInAll())
        return text;
    // News of a flush and of the counters come at different moments, and an earlier recorder had its own.
    return tr("%1 · the ledger counts %2").arg(text, numberText(countOf(*ledger, term)));
}

void LedgerPage::showFlushEvents(quint64 sequence, const std::vector<EventHead> &events)
{
    m_items.showEvents(sequence, events);
}

void LedgerPage::showNoFlushEvents(quint64 sequence, const QString &why)
{
    m_items.showNoEvents(sequence, why);
}

void LedgerPage::ask(const QModelIndex &index)
{
    if (const auto row = m_items.eventAt(index))
        Q_EMIT eventAsked(*row);
    else if (const auto sequence = m_items.flushAt(index))
        Q_EMIT flushAsked(*sequence);
    else if (const auto run = m_items.dropAt(index))
        Q_EMIT dropAsked(*run);
}

} // namespace sluice::ui
