// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/plan_list.h"

#include "ui/bridge/convert.h"
#include "ui/lab/problem_line.h"
#include "ui/models/plan_shelf.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/message_banner.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

constexpr int leastListHeight = 88;
constexpr int leastButtonWidth = 64;

} // namespace

PlanList::PlanList(PlanShelf &shelf, QWidget *parent)
    : QWidget(parent)
    , m_shelf(shelf)
    , m_list(new QListView(this))
    , m_name(new QLineEdit(this))
    , m_problem(new ProblemLine(QStringLiteral("planProblem"), this))
    , m_ask(new MessageBanner(this))
{
    setObjectName(QStringLiteral("plans"));
    setAccessibleName(tr("Plans"));
    m_list->setObjectName(QStringLiteral("planList"));
    m_list->setAccessibleName(tr("Plans"));
    m_list->setModel(&m_shelf);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMinimumHeight(leastListHeight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_name->setObjectName(QStringLiteral("planName"));
    m_name->setAccessibleName(tr("Plan name"));
    m_name->setPlaceholderText(tr("name of the plan"));
    m_name->setMaxLength(PlanShelf::mostNameLength);
    m_ask->setObjectName(QStringLiteral("askDelete"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::grid, metrics::halfGrid, metrics::halfGrid, metrics::grid);
    layout->setSpacing(metrics::halfGrid);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_name);
    layout->addWidget(m_problem);
    layout->addWidget(buildButtons());
    layout->addWidget(m_ask);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &PlanList::rowChosen);
    connect(m_list, &QListView::clicked, this, &PlanList::rowChosen);
    connect(m_list, &QListView::activated, this, &PlanList::rowChosen);
    connect(m_name, &QLineEdit::textChanged, this, &PlanList::refresh);
    connect(m_ask, &MessageBanner::actionTriggered, this, &PlanList::deleteChosen);
    refresh();
}

QPushButton *PlanList::addButton(const char *name, const QString &text, const QString &tip)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(QLatin1String(name));
    button->setToolTip(tip);
    button->setAccessibleDescription(tip);
    button->setMinimumWidth(leastButtonWidth); // two stand side by side in a narrow column
    return button;
}

QWidget *PlanList::buildButtons()
{
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(metrics::halfGrid);
    m_save = addButton("planSave", tr("Save"), tr("Keep the plan under its name, over what was there"));
    m_saveAs = addButton("planSaveAs", tr("Save as"), tr("Keep the plan under a name that is new"));
    auto *open = addButton("planOpen", tr("Open…"), tr("Take a plan from a JSON file"));
    auto *share = addButton("planShare", tr("Share…"), tr("Write the plan to a JSON file, for others"));
    m_delete = addButton("planDelete", tr("Delete"), tr("Delete the chosen plan; presets stay"));
    grid->addWidget(m_save, 0, 0);
    grid->addWidget(m_saveAs, 0, 1);
    grid->addWidget(open, 1, 0);
    grid->addWidget(share, 1, 1);
    grid->addWidget(m_delete, 2, 0, 1, 2);
    connect(m_save, &QPushButton::clicked, this, &PlanList::save);
    connect(m_saveAs, &QPushButton::clicked, this, &PlanList::saveAs);
    connect(open, &QPushButton::clicked, this, &PlanList::askWhatToOpen);
    connect(share, &QPushButton::clicked, this, &PlanList::askWhereToShare);
    connect(m_delete, &QPushButton::clicked, this, &PlanList::askToDelete);
    return box;
}

int PlanList::row() const
{
    return m_list->currentIndex().isValid() ? m_list->currentIndex().row() : -1;
}

void PlanList::choose(int row)
{
    m_list->setCurrentIndex(m_shelf.index(row, 0));
}

void PlanList::rowChosen()
{
    m_problem->say({});
    m_ask->dismiss();
    const BurstPlan *plan = m_shelf.plan(row());
    if (!plan)
        return refresh();
    m_name->setText(toQt(plan->name));
    refresh();
    Q_EMIT chosen(*plan);
}

void PlanList::refresh()
{
    const bool named = !m_name->text().trimmed().isEmpty();
    m_save->setEnabled(named);
    m_saveAs->setEnabled(named);
    m_delete->setEnabled(row() >= 0 && !m_shelf.isPreset(row()));
}

void PlanList::save()
{
    keep();
}

void PlanList::saveAs()
{
    const QString name = m_name->text().trimmed();
    if (m_shelf.rowOf(name) >= 0) {
        m_problem->say(tr("There is a plan “%1” already: type another name, or Save over it.").arg(name));
        m_name->setFocus();
        m_name->selectAll();
        return;
    }
    keep();
}

void PlanList::keep()
{
    m_current.name = fromQt(m_name->text().trimmed());
    const Result<int> saved = m_shelf.save(m_current);
    if (!saved) {
        m_problem->say(toQt(saved.error().message));
        m_name->setFocus();
        return;
    }
    choose(*saved);
}

void PlanList::askWhatToOpen()
{
    auto *dialog = new QFileDialog(this, tr("Open a plan"), {}, tr("Plan (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PlanList::openFile);
    dialog->open();
}

void PlanList::openFile(const QString &path)
{
    const Result<BurstPlan> plan = PlanShelf::read(path);
    if (!plan)
        return m_problem->say(toQt(plan.error().message));
    m_problem->say({});
    m_list->setCurrentIndex({});
    m_name->setText(toQt(plan->name));
    Q_EMIT chosen(plan.value());
}

void PlanList::askWhereToShare()
{
    auto *dialog = new QFileDialog(this, tr("Share the plan"), {}, tr("Plan (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(QStringLiteral("plan.json"));
    connect(dialog, &QFileDialog::fileSelected, this, &PlanList::shareTo);
    dialog->open();
}

void PlanList::shareTo(const QString &path)
{
    BurstPlan plan = m_current;
    plan.name = fromQt(m_name->text().trimmed());
    const Result<void> written = PlanShelf::write(plan, path);
    m_problem->say(written ? tr("Written to %1").arg(path) : toQt(written.error().message),
        written ? Severity::Ok : Severity::Critical);
}

void PlanList::askToDelete()
{
    if (const BurstPlan *plan = m_shelf.plan(row()))
        m_ask->showMessage(Severity::Warning, tr("Delete “%1”?").arg(toQt(plan->name)), tr("Delete"));
}

void PlanList::deleteChosen()
{
    m_ask->dismiss();
    if (const Result<void> removed = m_shelf.remove(row()); !removed)
        m_problem->say(toQt(removed.error().message));
    m_list->setFocus();
    refresh();
}

void PlanList::tellUnreadable()
{
    if (!m_shelf.problems().isEmpty())
        m_problem->say(m_shelf.problems().join(QLatin1Char('\n')), Severity::Warning);
}

} // namespace sluice::ui
