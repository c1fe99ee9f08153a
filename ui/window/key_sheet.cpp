// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/key_sheet.h"

#include "ui/theme/metrics.h"
#include "ui/timeline/timeline_keys.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

QString plainName(const QAction &action)
{
    QString name = action.text();
    return name.remove(QLatin1Char('&'));
}

void addRow(QTableWidget &table, const QString &keys, const QString &meaning)
{
    const int row = table.rowCount();
    table.insertRow(row);
    table.setItem(row, 0, new QTableWidgetItem(keys));
    table.setItem(row, 1, new QTableWidgetItem(meaning));
}

void addHeading(QTableWidget &table, const QString &text)
{
    addRow(table, text, {});
    const int row = table.rowCount() - 1;
    QFont bold = table.font();
    bold.setBold(true);
    table.item(row, 0)->setFont(bold);
    table.setSpan(row, 0, 1, 2);
}

void listActions(QTableWidget &table, const QList<QAction *> &actions)
{
    for (const QAction *action : actions) {
        if (!action->shortcuts().isEmpty())
            addRow(table, QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText),
                plainName(*action));
    }
}

void listMeanings(QTableWidget &table, const QList<KeyMeaning> &meanings)
{
    for (const KeyMeaning &line : meanings)
        addRow(table, line.keys, line.meaning);
}

} // namespace

KeySheet::KeySheet(const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("keySheet"));
    setWindowTitle(tr("Keyboard"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *table = new QTableWidget(0, 2, this);
    table->setAccessibleName(tr("Keys"));
    table->setHorizontalHeaderLabels({tr("Keys"), tr("What they do")});
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    table->verticalHeader()->setDefaultSectionSize(metrics::listRowHeight);
    addHeading(*table, tr("Everywhere"));
    listActions(*table, actions);
    addHeading(*table, tr("In the timeline"));
    listMeanings(*table, timelineKeyMeanings());
    addHeading(*table, tr("In the timeline, by mouse"));
    listMeanings(*table, timelineMouseMeanings());
    table->resizeColumnToContents(0);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(table);
    layout->addWidget(buttons);
    resize(480, 600);
}

} // namespace sluice::ui
