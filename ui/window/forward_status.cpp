// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/forward_status.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/forward_text.h"
#include "ui/models/visible_text.h"
#include "ui/queue/balance_line.h"
#include "ui/theme/metrics.h"
#include "ui/theme/severity_colours.h"

#include <QEvent>
#include <QHeaderView>
#include <QIdentityProxyModel>
#include <QLabel>
#include <QSplitter>
#include <QTableView>
#include <QTableWidget>
#include <QVBoxLayout>

#include <optional>

namespace sluice::ui {

namespace {

using Phase = ForwardBridge::Phase;

enum SessionColumn { Name, State, Delivered, OnTheWay, Waiting, SessionColumns };

constexpr int termWidth = 104;
constexpr int countWidth = 88;
constexpr int termsShare = 3; ///< of the width, to 4 of the sessions
constexpr int sessionsShare = 4;
constexpr qsizetype mostWords = 300;

QLabel *plainLabel(const char *name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

void makeQuiet(QTableView &table)
{
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setTabKeyNavigation(false);
    table.setShowGrid(false);
    table.setAlternatingRowColors(true);
    table.setWordWrap(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(metrics::listRowHeight);
    table.horizontalHeader()->setHighlightSections(false);
}

/// What the recorder calls recorded was given to it out of the store.
class HandedOver final : public QIdentityProxyModel
{
public:
    HandedOver(LedgerModel &ledger, QObject *parent)
        : QIdentityProxyModel(parent)
    {
        setSourceModel(&ledger);
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        const bool isMeaning = role == Qt::ToolTipRole || index.column() == LedgerModel::Meaning;
        const bool isText = role == Qt::DisplayRole || role == Qt::ToolTipRole;
        if (LedgerModel::termAt(index.row()) != LedgerTerm::Recorded || !isText)
            return QIdentityProxyModel::data(index, role);
        if (isMeaning)
            return ForwardStatus::tr(
                "events read from the store for this endpoint since the program started");
        return index.column() == LedgerModel::Term ? ForwardStatus::tr("handed over")
                                                   : QIdentityProxyModel::data(index, role);
    }
};

} // namespace

ForwardStatus::ForwardStatus(QWidget *parent)
    : QWidget(parent)
{
    m_phase = plainLabel("forwardPhase", this);
    QFont bold = m_phase->font();
    bold.setBold(true);
    m_phase->setFont(bold);
    m_balance = new BalanceLine(tr("Handed over"), this);
    m_balance->setObjectName(QStringLiteral("forwardBalance"));
    m_waiting = plainLabel("forwardWaiting", this);
    m_waiting->setToolTip(plainToolTip(forwardWaitingMeaning()));
    m_trouble = plainLabel("forwardTrouble", this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, metrics::grid, 0, 0);
    layout->setSpacing(metrics::halfGrid);
    layout->addWidget(m_phase);
    layout->addWidget(m_trouble);
    layout->addWidget(m_balance);
    layout->addWidget(m_waiting);
    layout->addSpacing(metrics::halfGrid);
    layout->addWidget(buildTables(), 1);
}

QWidget *ForwardStatus::buildTables()
{
    buildTerms();
    buildSessions();
    auto *splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_terms);
    splitter->addWidget(m_sessions);
    splitter->setStretchFactor(0, termsShare);
    splitter->setStretchFactor(1, sessionsShare);
    return splitter;
}

void ForwardStatus::buildTerms()
{
    m_terms = new QTableView(this);
    m_terms->setObjectName(QStringLiteral("forwardTerms"));
    m_terms->setAccessibleName(tr("Ledger of what was handed over"));
    m_terms->setModel(new HandedOver(m_ledger, this));
    makeQuiet(*m_terms);
    m_terms->hideColumn(LedgerModel::Session);
    m_terms->setColumnWidth(LedgerModel::Term, termWidth);
    m_terms->setColumnWidth(LedgerModel::All, countWidth);
    m_terms->horizontalHeader()->setStretchLastSection(true);
}

void ForwardStatus::buildSessions()
{
    m_sessions = new QTableWidget(0, SessionColumns, this);
    m_sessions->setObjectName(QStringLiteral("forwardSessions"));
    m_sessions->setAccessibleName(tr("Sessions under way"));
    m_sessions->setHorizontalHeaderLabels(
        {tr("Session under way"), tr("State"), tr("Delivered"), tr("On the way"), tr("Waiting")});
    makeQuiet(*m_sessions);
    m_sessions->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_sessions->horizontalHeader()->setSectionResizeMode(Name, QHeaderView::Stretch);
    for (const int column : {State, Delivered, OnTheWay, Waiting}) {
        m_sessions->setColumnWidth(column, countWidth);
        if (column != State)
            m_sessions->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    const QString onTheWay = tr("Events in the queue, in flight, in doubt or in the spool");
    m_sessions->horizontalHeaderItem(Delivered)->setToolTip(
        tr("Events of this session that were delivered since it was taken up last"));
    m_sessions->horizontalHeaderItem(OnTheWay)->setToolTip(onTheWay);
    m_sessions->horizontalHeaderItem(Waiting)->setToolTip(
        tr("Events in the store that were not handed over"));
}

void ForwardStatus::showPhase(Phase phase)
{
    const bool isOn = phase == Phase::On;
    m_phase->setText(isOn               ? tr("On")
            : phase == Phase::Switching ? tr("Switching…")
                                        : tr("Off. What is received now does not go on."));
    m_trouble->setVisible(false);
    m_waiting->setVisible(isOn);
    if (isOn)
        return;
    m_ledger.showAll(std::nullopt);
    m_balance->showLedger(std::nullopt, tr("nothing is handed over"));
    m_sessions->setRowCount(0);
}

void ForwardStatus::showState(const ForwardState &state)
{
    m_phase->setText(tr("On: received sessions go on to %1 (%2)")
                         .arg(visibleText(toQt(state.endpoint)),
                             state.wire == ForwardWire::Otlp ? tr("OTLP/HTTP") : tr("AgentOps v2")));
    m_ledger.showAll(state.ledger);
    m_balance->showLedger(state.ledger, {});
    m_waiting->setText(forwardWaitingText(state));
    showTrouble(state);
    showSessions(state);
}

void ForwardStatus::showTrouble(const ForwardState &state)
{
    const ForwardTrouble trouble = forwardTrouble(state);
    m_trouble->setVisible(trouble.alarm != Alarm::None);
    const QString text = trouble.alarm == Alarm::None ? QString() : QStringLiteral("⚠ ") + trouble.text;
    if (text != m_trouble->text()) {
        m_trouble->setText(text);
        colour();
    }
}

void ForwardStatus::showSessions(const ForwardState &state)
{
    m_sessions->setRowCount(static_cast<int>(state.live.size()));
    for (int row = 0; row < m_sessions->rowCount(); ++row) {
        const ForwardedState &session = state.live[static_cast<std::size_t>(row)];
        const QString texts[] = {oneLine(visibleText(toQt(session.name)), mostWords),
            session.hasEnded ? tr("ended") : tr("running"), numberText(session.ledger.delivered),
            numberText(session.ledger.undecided() + session.ledger.spooled), numberText(session.waiting)};
        for (int column = 0; column < SessionColumns; ++column) {
            if (!m_sessions->item(row, column)) {
                auto *item = new QTableWidgetItem;
                item->setTextAlignment(
                    (column >= Delivered ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
                m_sessions->setItem(row, column, item);
            }
            m_sessions->item(row, column)->setText(texts[column]);
        }
    }
}

void ForwardStatus::colour()
{
    QPalette dyed = palette();
    dyed.setColor(QPalette::WindowText, severityText(Severity::Warning, palette()));
    m_trouble->setPalette(dyed);
}

void ForwardStatus::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

} // namespace sluice::ui
