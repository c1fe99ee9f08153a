// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/cure_card.h"

#include "ui/bridge/convert.h"
#include "ui/lab/deadlock_grade.h"
#include "ui/lab/form_fields.h"
#include "ui/lab/problem_line.h"
#include "ui/models/deadlock_text.h"
#include "ui/models/format.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace sluice::ui {

namespace {

constexpr double wireScale = 1.5;
constexpr quint64 movedCliff = 512; ///< 0.3.14's max_queue_size

} // namespace

CureCard::CureCard(DeadlockCure cure, QWidget *parent)
    : QGroupBox(cureText(cure), parent)
    , m_cure(cure)
    , m_wire(new QLabel(unknownText(), this))
    , m_verdict(new ProblemLine(QStringLiteral("verdict"), this))
    , m_figures(makeTextLine("figures", this))
{
    const QString name = toQt(wireName(cure));
    setObjectName(QStringLiteral("cure_") + name);
    setAccessibleDescription(cureMeaning(cure));
    QLabel *meaning = makeTextLine("meaning", this);
    meaning->setText(cureMeaning(cure));
    QFont large = m_wire->font();
    large.setPointSizeF(large.pointSizeF() * wireScale);
    large.setBold(true);
    m_wire->setFont(large);
    m_wire->setObjectName(QStringLiteral("wire"));
    m_wire->setAccessibleName(tr("Events on the wire"));
    m_wire->setToolTip(tr("Events that the server got, of those recorded"));
    m_verdict->say(tr("Not run yet."), Severity::Notice);

    auto *run = new QPushButton(tr("Run"), this);
    run->setObjectName(QStringLiteral("run_") + name);
    run->setAccessibleName(tr("Run: %1").arg(cureText(cure)));
    connect(run, &QPushButton::clicked, this, [this] { Q_EMIT runAsked(m_cure, 0); });
    auto *row = new QHBoxLayout;
    row->addWidget(m_wire, 1);
    if (cure == DeadlockCure::Bigger) {
        auto *moved = new QPushButton(tr("Run with 512"), this);
        moved->setObjectName(QStringLiteral("run_moved"));
        moved->setToolTip(tr("Where the cliff is now"));
        connect(moved, &QPushButton::clicked, this, [this] { Q_EMIT runAsked(m_cure, movedCliff); });
        row->addWidget(moved);
    }
    row->addWidget(run);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::grid, metrics::grid, metrics::grid, metrics::grid);
    layout->setSpacing(metrics::halfGrid);
    layout->addWidget(meaning);
    layout->addLayout(row);
    layout->addWidget(m_verdict);
    layout->addWidget(m_figures);
    m_figures->hide();
}

void CureCard::showWaiting()
{
    m_awaited = true;
    m_wire->setText(unknownText());
    m_verdict->say(tr("Waits for its turn."), Severity::Notice);
    m_figures->hide();
}

void CureCard::showResult(const DeadlockResult &result)
{
    const DeadlockVerdict verdict = verdictOf(result);
    m_awaited = !result.finished;
    m_wire->setText(onTheWireText(result));
    m_verdict->say(verdict.text, severityOf(verdict.grade));
    m_figures->setText(deadlockFiguresText(result));
    m_figures->setToolTip(tr("The other thread takes event 101: with fewer events there is none"));
    m_figures->setVisible(result.finished);
}

void CureCard::showIdle()
{
    if (std::exchange(m_awaited, false))
        m_verdict->say(tr("Stopped before its end."), Severity::Notice);
}

void CureCard::showProblem(const QString &problem)
{
    m_awaited = false;
    m_verdict->say(problem);
}

} // namespace sluice::ui
