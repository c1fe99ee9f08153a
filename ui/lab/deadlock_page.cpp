// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/deadlock_page.h"

#include "ui/bridge/convert.h"
#include "ui/lab/cure_card.h"
#include "ui/lab/deadlock_grade.h"
#include "ui/lab/form_fields.h"
#include "ui/lab/problem_line.h"
#include "ui/models/deadlock_text.h"
#include "ui/models/format.h"

#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTableWidget>

#include <algorithm>
#include <utility>

namespace sluice::ui {

void DeadlockPage::ask(DeadlockCure cure, quint64 events)
{
    DeadlockOptions options;
    options.cure = cure;
    options.events = events > 0 ? events : static_cast<quint64>(m_events->value());
    options.serverDelay = Millis(m_delay->value());
    if (CureCard *card = cardOf(cure))
        card->showWaiting();
    Q_EMIT runAsked(options);
}

void DeadlockPage::askAll()
{
    ask(DeadlockCure::None, 0);
    for (const DeadlockCure cure : deadlockCures)
        ask(cure, 0);
}

CureCard *DeadlockPage::cardOf(DeadlockCure cure) const
{
    const auto found = std::ranges::find(m_cards, cure, &CureCard::cure);
    return found == m_cards.end() ? nullptr : *found;
}

void DeadlockPage::showStarted(const DeadlockOptions &options)
{
    m_stop->setEnabled(true);
    DeadlockResult nothing;
    nothing.options = options;
    showResult(nothing);
}

void DeadlockPage::showResult(const DeadlockResult &result)
{
    if (CureCard *card = cardOf(result.options.cure))
        card->showResult(result);
    else
        showStory(result);
}

void DeadlockPage::showStory(const DeadlockResult &result)
{
    const DeadlockVerdict verdict = verdictOf(result);
    m_storyAwaited = !result.finished;
    m_wire->setText(onTheWireText(result));
    m_wireWords->setText(tr("events on the wire"));
    m_verdict->say(verdict.text, severityOf(verdict.grade));
    m_figures->setText(result.finished ? deadlockFiguresText(result) : QString());
    m_steps.setSteps(result.steps);
    if (!result.finished)
        return;
    m_table->resizeRowsToContents();
    const int row = m_steps.deadlockRow();
    if (row < 0)
        return;
    m_table->selectRow(row);
    m_table->scrollTo(m_steps.index(row, 0), QAbstractItemView::PositionAtCenter);
}

void DeadlockPage::showProblem(const DeadlockOptions &options, const QString &message)
{
    if (CureCard *card = cardOf(options.cure))
        card->showProblem(message);
    else
        m_verdict->say(message);
}

void DeadlockPage::showIdle()
{
    const bool stopHadFocus = m_stop->hasFocus();
    m_stop->setEnabled(false);
    if (stopHadFocus)
        m_run->setFocus();
    for (CureCard *card : m_cards)
        card->showIdle();
    if (std::exchange(m_storyAwaited, false))
        m_verdict->say(tr("Stopped before its end."), Severity::Notice);
}

void DeadlockPage::fillLater()
{
    const std::vector<SilentDropCase> cases
        = silentDropCases(static_cast<std::uint64_t>(m_laterEvents->value()));
    m_later->setRowCount(static_cast<int>(cases.size()));
    for (int row = 0; row < m_later->rowCount(); ++row) {
        const SilentDropCase &one = cases[static_cast<std::size_t>(row)];
        const QStringList texts{
            toQt(one.server), numberText(one.simulated), numberText(one.measured), numberText(one.claimed)};
        for (int column = 0; column < texts.size(); ++column) {
            auto *item = new QTableWidgetItem(texts[column]);
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
            if (column > 0)
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_later->setItem(row, column, item);
        }
    }
}

} // namespace sluice::ui
