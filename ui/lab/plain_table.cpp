// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/plain_table.h"

#include "ui/theme/metrics.h"

#include <QHeaderView>
#include <QTableView>

namespace sluice::ui {

void makePlainTable(QTableView *table)
{
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(metrics::listRowHeight);
    table->verticalHeader()->setMinimumSectionSize(metrics::listRowHeight);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setWordWrap(true);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->horizontalHeader()->setHighlightSections(false);
}

} // namespace sluice::ui
