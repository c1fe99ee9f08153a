// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/compare_page.h"

#include "ui/bridge/convert.h"
#include "ui/lab/named_combo_box.h"
#include "ui/lab/plain_table.h"
#include "ui/lab/problem_line.h"
#include "ui/models/format.h"
#include "ui/models/lab_words.h"
#include "ui/models/proof_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/curve_view.h"
#include "ui/widgets/proof_badge.h"

#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr int leastCurveHeight = 140;

} // namespace

ComparePage::ComparePage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("comparePage"));
    setAccessibleName(tr("Compare"));
    m_problem = new ProblemLine(QStringLiteral("compareProblem"), this);
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("compareTable"));
    m_table->setAccessibleName(tr("Two runs side by side"));
    m_table->setModel(&m_model);
    makePlainTable(m_table);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::grid, metrics::grid, metrics::grid, metrics::grid);
    layout->setSpacing(metrics::grid);
    layout->addWidget(buildChoice());
    layout->addWidget(m_problem);
    layout->addWidget(m_table, 3);
    layout->addWidget(buildCurves(), 2);
    m_problem->say(tr("Two recorded sessions are needed: run something in the burst lab."), Severity::Notice);
}

QWidget *ComparePage::buildChoice()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * metrics::grid);
    const std::array captions{tr("First run"), tr("Second run")};
    constexpr std::array names{"compareFirst", "compareSecond"};
    for (std::size_t side = 0; side < m_boxes.size(); ++side) {
        m_boxes[side] = new NamedComboBox(captions[side], box);
        m_boxes[side]->setObjectName(QLatin1String(names[side]));
        m_boxes[side]->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_boxes[side]->setMinimumContentsLength(12);
        auto *form = new QFormLayout;
        form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
        form->setVerticalSpacing(metrics::halfGrid);
        m_proofs[side] = new ProofBadge(box);
        form->addRow(captions[side], m_boxes[side]);
        form->addRow(QString(), m_proofs[side]);
        row->addLayout(form, 1);
        connect(m_boxes[side], &QComboBox::activated, this, [this] {
            m_touched = true;
            showProofs();
            askForPair();
        });
    }
    return box;
}

QWidget *ComparePage::buildCurves()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::grid);
    const std::array titles{tr("Queue depth, first run"), tr("Queue depth, second run")};
    constexpr std::array names{"compareDepthsFirst", "compareDepthsSecond"};
    for (std::size_t side = 0; side < m_curves.size(); ++side) {
        m_curves[side] = new CurveView(titles[side], box);
        m_curves[side]->setObjectName(QLatin1String(names[side]));
        m_curves[side]->setWords(secondsText, countText);
        m_curves[side]->setMinimumHeight(leastCurveHeight);
        row->addWidget(m_curves[side]);
    }
    return box;
}

SessionId ComparePage::chosen(std::size_t side) const
{
    const int index = m_boxes[side]->currentIndex();
    return index < 0 ? SessionId() : m_sessions[static_cast<std::size_t>(index)].id;
}

void ComparePage::choose(std::size_t side, const SessionId &session)
{
    const auto found = std::ranges::find(m_sessions, session, &SessionSummary::id);
    if (found != m_sessions.end())
        m_boxes[side]->setCurrentIndex(static_cast<int>(found - m_sessions.begin()));
}

/// True: one of the two that are compared has ended or counts otherwise now, so what is shown is out of date.
bool ComparePage::takeSession(const SessionSummary &session)
{
    const auto known = std::ranges::find(m_sessions, session.id, &SessionSummary::id);
    const bool compared = std::ranges::find(m_asked, session.id) != m_asked.end();
    if (known == m_sessions.end()) {
        m_sessions.push_back(session);
        return false;
    }
    const bool changed = session.ended != known->ended || session.ledger != known->ledger
        || session.counts != known->counts || session.drops != known->drops;
    *known = session;
    return compared && changed;
}

void ComparePage::showSessions(const QList<SessionSummary> &sessions, Timestamp now)
{
    m_now = now;
    const std::array before{chosen(0), chosen(1)};
    bool readAgain = false;
    for (const SessionSummary &session : sessions) {
        if (session.origin == Origin::Recorded)
            readAgain = takeSession(session) || readAgain;
    }
    std::ranges::stable_sort(m_sessions, std::greater(), &SessionSummary::started);
    if (m_sessions.size() > mostSessions)
        m_sessions.resize(mostSessions);
    fillBoxes();
    choose(0, before[0]);
    choose(1, before[1]);
    chooseByItself();
    showProofs();
    if (readAgain || m_asked != std::array{chosen(0), chosen(1)})
        askForPair();
}

/// Until somebody chooses: the session that is shown, or the newest; and the newest of the others.
void ComparePage::chooseByItself()
{
    if (m_touched || m_sessions.empty())
        return;
    choose(0, m_sessions.front().id);
    choose(0, m_preferred);
    const auto other = std::ranges::find_if(
        m_sessions, [this](const SessionSummary &session) { return session.id != chosen(0); });
    if (other != m_sessions.end())
        choose(1, other->id);
}

void ComparePage::fillBoxes()
{
    const int side = fontMetrics().height() - 2;
    for (QComboBox *box : m_boxes) {
        const QSignalBlocker blocker(box);
        box->clear();
        box->setIconSize({side, side});
        for (const SessionSummary &session : m_sessions) {
            const ProofWords proof = proofWords(session, m_now);
            box->addItem(proofIcon(proof.proof, palette(), side), runText(session, m_now));
            box->setItemData(box->count() - 1, plainToolTip(proof.reason), Qt::ToolTipRole);
        }
    }
}

void ComparePage::showProofs()
{
    for (std::size_t side = 0; side < m_boxes.size(); ++side) {
        const auto found = std::ranges::find(m_sessions, chosen(side), &SessionSummary::id);
        if (found == m_sessions.end()) {
            m_proofs[side]->clear();
            continue;
        }
        const ProofWords proof = proofWords(*found, m_now);
        m_proofs[side]->showProof(proof.proof, proof.word, proof.reason);
    }
}

/// The icons have the colours of the theme that they were painted in.
void ComparePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || m_sessions.empty())
        return;
    const std::array before{chosen(0), chosen(1)};
    fillBoxes();
    choose(0, before[0]);
    choose(1, before[1]);
}

void ComparePage::preferFirst(const SessionId &session)
{
    m_preferred = session;
    chooseByItself();
    showProofs();
    if (m_asked != std::array{chosen(0), chosen(1)})
        askForPair();
}

void ComparePage::askForPair()
{
    m_asked = {chosen(0), chosen(1)};
    if (!m_asked[0] || !m_asked[1] || m_sessions.size() < 2)
        return;
    m_problem->say({});
    Q_EMIT pairAsked(m_asked[0], m_asked[1]);
}

void ComparePage::showPair(const std::array<StoredRun, 2> &runs)
{
    m_model.setRows(compareRuns(runs));
    std::array<std::vector<Curve>, 2> curves;
    PlotRange range;
    for (std::size_t side = 0; side < runs.size(); ++side) {
        curves[side] = {{tr("depth"), depthPoints(runs[side]), Curve::Shape::Line, true}};
        PlotRange own = PlotRange::of(curves[side]);
        own.mostY = std::max<double>(own.mostY, capacityOf(runs[side]));
        range.unite(own);
    }
    range.mostY *= 1.06; // the capacity's line is not on the edge
    for (std::size_t side = 0; side < runs.size(); ++side) {
        const std::uint32_t capacity = capacityOf(runs[side]);
        m_curves[side]->setCurves(std::move(curves[side]));
        m_curves[side]->setRange(range);
        m_curves[side]->setLevel(
            capacity > 0 ? std::optional<double>(capacity) : std::nullopt, tr("capacity"));
        m_curves[side]->setNothing(tr("No depths are stored of it"));
    }
}

void ComparePage::showProblem(const QString &message)
{
    m_problem->say(message);
}

} // namespace sluice::ui
