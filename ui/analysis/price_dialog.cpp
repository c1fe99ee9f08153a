// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/analysis/price_dialog.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/theme/metrics.h"
#include "ui/theme/severity_colours.h"
#include "ui/widgets/plain_list.h"

#include <QAccessible>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace sluice::ui {

namespace {

enum ModelColumn { Name, Input, Output };

QString cell(const QTableWidget *table, int row, int column)
{
    const QTableWidgetItem *item = table->item(row, column);
    return item ? item->text().trimmed() : QString();
}

QTableWidget *makeTable(
    const QString &name, const QString &title, const QStringList &columns, QWidget *parent)
{
    auto *table = new QTableWidget(0, static_cast<int>(columns.size()), parent);
    table->setObjectName(name);
    table->setAccessibleName(title);
    table->setHorizontalHeaderLabels(columns);
    makePlainList(table);
    table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
        | QAbstractItemView::AnyKeyPressed);
    table->setSelectionBehavior(QAbstractItemView::SelectItems);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    return table;
}

} // namespace

PriceDialog::PriceDialog(PriceShelf &shelf, QWidget *parent)
    : QDialog(parent)
    , m_shelf(shelf)
    , m_date(new QLineEdit(this))
    , m_source(new QLineEdit(this))
    , m_models(makeTable(QStringLiteral("priceModels"), tr("Prices in dollars a million tokens"),
          {tr("Model"), tr("Prompt, $ a million"), tr("Completion, $ a million")}, this))
    , m_aliases(makeTable(QStringLiteral("priceAliases"), tr("Other names of models"),
          {tr("Other name"), tr("Stands for")}, this))
    , m_problem(new QLabel(this))
{
    setObjectName(QStringLiteral("priceDialog"));
    setWindowTitle(tr("Prices"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(buildFacts());
    layout->addWidget(buildTables(), 1);
    layout->addWidget(m_problem);
    layout->addWidget(buildButtons());
    m_problem->setObjectName(QStringLiteral("priceProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    QPalette colours = m_problem->palette();
    colours.setColor(QPalette::WindowText, severityText(Severity::Critical, palette()));
    m_problem->setPalette(colours);
    fill(*shelf.prices());
    say(shelf.problem());
    resize(80 * metrics::grid, 66 * metrics::grid);
}

QWidget *PriceDialog::buildFacts()
{
    auto *box = new QWidget(this);
    auto *form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_date->setObjectName(QStringLiteral("priceDate"));
    m_source->setObjectName(QStringLiteral("priceSource"));
    form->addRow(tr("&Date"), m_date);
    form->addRow(tr("&Source"), m_source);
    auto *rule = new QLabel(
        tr("A model's price is found by its exact name, by another name, by the name behind its provider "
           "(openai/gpt-4o), or by the longest name in the list that a dated name begins with. "
           "What is not found is unknown, and never free."),
        box);
    rule->setTextFormat(Qt::PlainText);
    rule->setWordWrap(true);
    form->addRow(rule);
    return box;
}

QWidget *PriceDialog::buildTables()
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    for (const auto &[table, name, stretch] :
        {std::tuple(m_models, "priceModel", 3), std::tuple(m_aliases, "priceAlias", 1)}) {
        auto *row = new QHBoxLayout;
        auto *title = new QLabel(table->accessibleName(), box);
        title->setBuddy(table);
        auto *add = new QPushButton(tr("Add a row"), box);
        add->setObjectName(QLatin1String(name) + QStringLiteral("Add"));
        auto *remove = new QPushButton(tr("Remove the row"), box);
        remove->setObjectName(QLatin1String(name) + QStringLiteral("Remove"));
        for (QPushButton *button : {add, remove})
            button->setAutoDefault(false);
        row->addWidget(title, 1);
        row->addWidget(add);
        row->addWidget(remove);
        layout->addLayout(row);
        layout->addWidget(table, stretch);
        connect(add, &QPushButton::clicked, this, [this, shown = table] { addRow(shown); });
        connect(remove, &QPushButton::clicked, this, [this, shown = table] { removeRow(shown); });
    }
    return box;
}

QWidget *PriceDialog::buildButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    QPushButton *back = buttons->addButton(tr("&Back to the prices shipped"), QDialogButtonBox::ResetRole);
    back->setObjectName(QStringLiteral("priceBack"));
    back->setToolTip(plainToolTip(tr("Takes the own copy away: %1").arg(m_shelf.path())));
    connect(buttons, &QDialogButtonBox::accepted, this, &PriceDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(back, &QPushButton::clicked, this, &PriceDialog::goBack);
    return buttons;
}

void PriceDialog::fill(const PriceTable &prices)
{
    m_date->setText(toQt(prices.date()));
    m_source->setText(toQt(prices.source()));
    m_source->setCursorPosition(0);
    m_models->setRowCount(static_cast<int>(prices.entries().size()));
    int row = 0;
    for (const PriceEntry &entry : prices.entries()) {
        const std::array texts{toQt(entry.model), toQt(entry.input.text()), toQt(entry.output.text())};
        for (int column = Name; column <= Output; ++column) {
            auto *item = new QTableWidgetItem(texts[static_cast<std::size_t>(column)]);
            if (column != Name)
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_models->setItem(row, column, item);
        }
        ++row;
    }
    m_aliases->setRowCount(static_cast<int>(prices.aliases().size()));
    row = 0;
    for (const auto &[other, name] : prices.aliases()) {
        m_aliases->setItem(row, 0, new QTableWidgetItem(toQt(other)));
        m_aliases->setItem(row++, 1, new QTableWidgetItem(toQt(name)));
    }
}

void PriceDialog::addRow(QTableWidget *table)
{
    const int row = table->rowCount();
    table->insertRow(row);
    for (int column = 0; column < table->columnCount(); ++column)
        table->setItem(row, column, new QTableWidgetItem);
    table->setCurrentCell(row, 0);
    table->setFocus(Qt::OtherFocusReason);
    table->editItem(table->item(row, 0));
}

void PriceDialog::removeRow(QTableWidget *table)
{
    if (table->currentRow() >= 0)
        table->removeRow(table->currentRow());
}

Result<PriceTable> PriceDialog::typed() const
{
    std::vector<PriceEntry> entries;
    for (int row = 0; row < m_models->rowCount(); ++row) {
        PriceEntry entry{fromQt(cell(m_models, row, Name)), {}, {}};
        for (const auto &[column, price] :
            {std::pair(Input, &entry.input), std::pair(Output, &entry.output)}) {
            const QString text = cell(m_models, row, column);
            const std::optional<Money> amount = Money::fromDecimal(fromQt(text));
            if (!amount)
                return Error{ErrorKind::Invalid,
                    fromQt(tr("Row %1: '%2' is no price; expected a decimal number such as 2.5")
                               .arg(row + 1)
                               .arg(text))};
            *price = *amount;
        }
        entries.push_back(std::move(entry));
    }
    std::map<std::string, std::string> aliases;
    for (int row = 0; row < m_aliases->rowCount(); ++row)
        aliases[fromQt(cell(m_aliases, row, 0))] = fromQt(cell(m_aliases, row, 1));
    return PriceTable::of(fromQt(m_date->text().trimmed()), fromQt(m_source->text().trimmed()),
        std::move(entries), std::move(aliases));
}

void PriceDialog::save()
{
    const Result<PriceTable> prices = typed();
    if (!prices)
        return say(toQt(prices.error().message));
    const Result<void> saved = m_shelf.save(*prices);
    if (!saved)
        return say(toQt(saved.error().message));
    accept();
}

void PriceDialog::goBack()
{
    const Result<void> gone = m_shelf.goBackToShipped();
    if (!gone)
        return say(toQt(gone.error().message));
    fill(*m_shelf.prices());
    say({});
}

QString PriceDialog::problem() const
{
    return m_problem->text();
}

void PriceDialog::say(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    if (problem.isEmpty())
        return;
    QAccessibleEvent alert(m_problem, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace sluice::ui
