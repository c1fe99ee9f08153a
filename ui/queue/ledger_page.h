// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/queue_snapshot.h"
#include "core/model/session.h"
#include "core/model/stored.h"
#include "ui/models/ledger_items_model.h"
#include "ui/models/ledger_model.h"

#include <QTimer>
#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QPushButton;
class QTableView;
class QTreeView;

namespace sluice::ui {

class BalanceLine;
class ElidedLabel;
class ProofBadge;
class TimelineModel;

/// The ledger, clickable: each term with its count and meaning, and beside it what it leads to: flushes that
/// open to their events, drop runs by reason, or in words what is known. Above it whether the ledger adds up,
/// of the shown session and in all, by the core's own check.
/// thread: GUI
class LedgerPage final : public QWidget
{
    Q_OBJECT
public:
    /// `model` is of the shown session; it is not owned and outlives the page.
    explicit LedgerPage(TimelineModel &model, QWidget *parent = nullptr);

    /// The shown session as it is now; another one's proof and ledger are forgotten.
    void showSession(const SessionSummary &session, Timestamp now);

    /// The live ledger of the shown session; other sessions' are passed over.
    void showQueue(const sluice::QueueSnapshot &queue);

    /// Of all sessions that this process records.
    void showAll(const sluice::Ledger &ledger);

    /// The answers to eventsOfFlushWanted().
    void showFlushEvents(quint64 sequence, const std::vector<sluice::EventHead> &events);
    void showNoFlushEvents(quint64 sequence, const QString &why);

    LedgerTerm currentTerm() const;
    void selectTerm(LedgerTerm term);

Q_SIGNALS:
    void eventAsked(qint64 row);
    void flushAsked(quint64 sequence);
    void dropAsked(const sluice::DropRun &run);
    void pictureAsked(); ///< the live picture, for what is queued
    void eventsOfFlushWanted(quint64 sequence); ///< of the shown session

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildTerms();
    QWidget *buildItems();
    void showLedgerOfSession(const std::optional<Ledger> &ledger);
    void showTerm();
    void refreshLater();
    void refreshItems();
    void ask(const QModelIndex &index);
    QString summaryOf(LedgerTerm term) const;

    TimelineModel &m_timeline;
    LedgerModel m_ledger;
    LedgerItemsModel m_items;
    QTimer m_refresh; ///< gathers what changes in a burst
    SessionId m_session;
    bool m_isLive = false; ///< its counts come from its queue, which is ahead of the store
    BalanceLine *m_sessionBalance;
    BalanceLine *m_allBalance;
    ProofBadge *m_proof;
    QTableView *m_terms;
    ElidedLabel *m_heading;
    ElidedLabel *m_summary;
    QTreeView *m_tree;
    QLabel *m_words;
    QPushButton *m_picture;
};

} // namespace sluice::ui
