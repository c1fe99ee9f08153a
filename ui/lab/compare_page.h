// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/session.h"
#include "ui/bridge/run_reader.h"
#include "ui/models/compare_model.h"

#include <QList>
#include <QWidget>

#include <array>
#include <vector>

class QComboBox;
class QTableView;

namespace sluice::ui {

class CurveView;
class ProblemLine;
class ProofBadge;

/// Two recorded sessions side by side: what their plans differ in, what became of their events, and their
/// queues' depth on the same scale. thread: GUI.
class ComparePage final : public QWidget
{
    Q_OBJECT
public:
    /// The lists hold at most so many sessions, the newest.
    static constexpr std::size_t mostSessions = 200;

    explicit ComparePage(QWidget *parent = nullptr);

    /// Sessions that are new or have changed; those that were not recorded here have nothing to compare.
    void showSessions(const QList<sluice::SessionSummary> &sessions, Timestamp now);

    /// Takes this session for the first one, unless somebody has chosen already.
    void preferFirst(const SessionId &session);

    void showPair(const std::array<sluice::ui::StoredRun, 2> &runs);
    void showProblem(const QString &message);

Q_SIGNALS:
    void pairAsked(const sluice::SessionId &first, const sluice::SessionId &second);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildChoice();
    QWidget *buildCurves();
    void fillBoxes();
    void showProofs();
    void chooseByItself();
    void askForPair();
    bool takeSession(const SessionSummary &session);
    SessionId chosen(std::size_t side) const;
    void choose(std::size_t side, const SessionId &session);

    std::vector<SessionSummary> m_sessions; ///< newest first
    CompareModel m_model;
    Timestamp m_now; ///< of what m_sessions says
    bool m_touched = false; ///< somebody has chosen
    SessionId m_preferred; ///< the session that is shown
    std::array<SessionId, 2> m_asked;
    std::array<QComboBox *, 2> m_boxes{};
    std::array<ProofBadge *, 2> m_proofs{}; ///< of the chosen ones
    std::array<CurveView *, 2> m_curves{};
    ProblemLine *m_problem = nullptr;
    QTableView *m_table = nullptr;
};

} // namespace sluice::ui
