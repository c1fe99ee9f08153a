// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/compared_facts_model.h"
#include "ui/models/comparison_reader.h"
#include "ui/models/event_pairs_model.h"

#include <QList>
#include <QWidget>

#include <array>
#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace sluice::ui {

class DiffView;
class PairView;

/// Two sessions compared by their events: the facts that differ, both waterfalls with pairs linked, the pairs
/// in a table, and the prompts of the chosen pair line by line. thread: GUI.
class SessionComparePage final : public QWidget
{
    Q_OBJECT
public:
    /// The lists hold at most so many sessions, the newest.
    static constexpr std::size_t mostSessions = 500;

    explicit SessionComparePage(QWidget *parent = nullptr);

    /// Sessions that are new or have changed.
    void showSessions(const QList<sluice::SessionSummary> &sessions);
    /// Takes this session for the first or second one.
    void choose(std::size_t side, const SessionId &session);
    /// Takes it for the first one while nobody has chosen; nothing is compared yet.
    void preferFirst(const SessionId &session);

    void showCompared(const std::shared_ptr<const ComparedSessions> &compared);
    void showProgress(quint64 eventsRead);
    void showProblem(const QString &message);
    void showDiff(const std::shared_ptr<const LineDiff> &diff);
    void showDiffProblem(const QString &message);

Q_SIGNALS:
    void pairAsked(const std::array<sluice::SessionId, 2> &sessions);
    void cancelled();
    void promptsAsked(const std::array<sluice::ui::EventPlace, 2> &events);
    /// A person opened an event.
    void eventOpened(const sluice::SessionId &session, qint64 row);

private:
    QWidget *buildHead();
    QWidget *buildTop();
    QWidget *buildBottom();
    void fillBoxes();
    SessionId chosen(std::size_t side) const;
    void askForPair();
    void swap();
    void takePair(std::size_t pair);
    void openPair(std::size_t pair);

    std::vector<SessionSummary> m_sessions; ///< newest first
    std::shared_ptr<const ComparedSessions> m_compared;
    ComparedFactsModel m_facts;
    EventPairsModel m_pairs;
    std::array<QComboBox *, 2> m_boxes{};
    QPushButton *m_swap;
    QPushButton *m_cancel;
    QLabel *m_line;
    QTableView *m_factsTable;
    PairView *m_view;
    QComboBox *m_shown;
    QTableView *m_pairTable;
    DiffView *m_diff;
    SessionId m_preferred;
    bool m_isTaking = false; ///< a pair is being chosen in all views
};

} // namespace sluice::ui
