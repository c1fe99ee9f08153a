// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/replay_page.h"

#include "ui/bridge/convert.h"
#include "ui/lab/problem_line.h"
#include "ui/models/ledger_text.h"
#include "ui/models/replay_text.h"

#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>

#include <utility>

namespace sluice::ui {

using State = ReplayProgress::State;

ReplayOptions ReplayPage::options() const
{
    ReplayOptions options;
    options.speed = m_speed->value();
    options.keepIds = m_keepIds->isChecked();
    return options;
}

void ReplayPage::showSession(const SessionSummary &session)
{
    if (isUnderWay()) {
        m_next = session;
        return;
    }
    takeSession(session);
    setState(m_state);
}

void ReplayPage::takeSession(const SessionSummary &session)
{
    m_session = session;
    m_title->setText(replaySessionText(session));
}

void ReplayPage::start(bool stepwise)
{
    if (!m_session)
        return;
    m_problem->say({});
    const bool elsewhere = m_elsewhere->isChecked();
    const QString url = m_url->text().trimmed();
    if (elsewhere && url.isEmpty()) {
        m_problem->say(tr("The other endpoint has no URL; expected one as http://127.0.0.1:4318."));
        m_url->setFocus();
        return;
    }
    if (!elsewhere && !m_hereUnavailable.isEmpty())
        return m_problem->say(m_hereUnavailable);
    ReplayOptions chosen = options();
    chosen.stepwise = stepwise;
    Q_EMIT startAsked(m_session->id, chosen, elsewhere ? url : QString());
}

void ReplayPage::pauseOrResume()
{
    if (m_state == State::Paused || m_state == State::Waiting)
        Q_EMIT resumeAsked();
    else
        Q_EMIT pauseAsked();
}

/// Without a replay the first step begins one that waits for each.
void ReplayPage::step()
{
    if (m_state)
        Q_EMIT stepAsked();
    else
        start(true);
}

void ReplayPage::showReading()
{
    m_reading = true;
    m_counts->clear();
    m_bar->setValue(0);
    m_position->setText(tr("Reading the session …"));
    setState(m_state);
}

void ReplayPage::showProgress(const ReplayProgress &progress)
{
    m_reading = false;
    m_bar->setValue(replayPermille(progress));
    m_position->setText(replayStateText(progress));
    const LedgerText ledger = ledgerText(progress.ledger);
    m_counts->setText(ledger.text);
    m_counts->setToolTip(ledger.meaning);
    const bool finished = progress.state == State::Finished;
    m_problem->say(toQt(progress.message), finished ? Severity::Critical : Severity::Warning);
    setState(finished ? std::nullopt : std::optional(progress.state));
}

void ReplayPage::showProblem(const QString &problem)
{
    m_reading = false;
    m_position->setText(tr("Not replayed."));
    m_problem->say(problem);
    setState(std::nullopt);
}

void ReplayPage::setHereUnavailable(const QString &reason)
{
    m_hereUnavailable = reason;
    m_here->setToolTip(reason);
}

/// Here the session is stored already, and would be mixed up with itself.
void ReplayPage::offerIds()
{
    const bool elsewhere = m_elsewhere->isChecked();
    if (!elsewhere)
        m_newIds->setChecked(true);
    m_keepIds->setEnabled(elsewhere && !isUnderWay());
    const QString why = elsewhere ? tr("A server that knows the ids counts each event once")
                                  : tr("The session is stored here already; only another endpoint can get it "
                                       "with its ids");
    m_keepIds->setToolTip(why);
    m_keepIds->setAccessibleDescription(why);
}

void ReplayPage::setState(std::optional<State> state)
{
    m_state = state;
    const bool under = isUnderWay();
    if (!under && m_next)
        takeSession(*std::exchange(m_next, std::nullopt));
    const bool ending = state == State::Ending;
    const bool startHadFocus = m_start->hasFocus();
    const bool othersHadFocus = m_pause->hasFocus() || m_stop->hasFocus();
    m_pause->setEnabled(state && !ending);
    m_stop->setEnabled(under && !ending);
    if (under && startHadFocus)
        (m_pause->isEnabled() ? m_pause : m_stop)->setFocus();
    m_start->setEnabled(!under && m_session.has_value());
    m_step->setEnabled(m_session && !m_reading && !ending);
    m_pause->setText(state == State::Paused || state == State::Waiting ? tr("Go on") : tr("Pause"));
    for (QWidget *field : {static_cast<QWidget *>(m_here), static_cast<QWidget *>(m_elsewhere),
             static_cast<QWidget *>(m_newIds)})
        field->setEnabled(!under);
    offerIds();
    m_url->setEnabled(!under && m_elsewhere->isChecked());
    if (!under && othersHadFocus)
        m_start->setFocus();
}

} // namespace sluice::ui
