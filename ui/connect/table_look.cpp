// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/connect/table_look.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/plain_list.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

constexpr int readableWidth = 560;

} // namespace

void makeTable(QTableView *table)
{
    makePlainList(table);
    table->setFrameShape(QFrame::NoFrame);
}

QWidget *emptyState(const QString &heading, const QString &text, QWidget *parent)
{
    auto *state = new QWidget(parent);
    auto *title = new QLabel(heading, state);
    title->setTextFormat(Qt::PlainText);
    title->setAlignment(Qt::AlignHCenter);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    title->setFont(large);
    auto *line = new QLabel(text, state);
    line->setTextFormat(Qt::PlainText);
    line->setAlignment(Qt::AlignHCenter);
    line->setWordWrap(true);
    line->setMaximumWidth(readableWidth);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(line, 8);
    row->addStretch(1);
    auto *column = new QVBoxLayout(state);
    column->setSpacing(metrics::halfGrid);
    column->addStretch(1);
    column->addWidget(title);
    column->addLayout(row);
    column->addStretch(2);
    return state;
}

QLabel *noteLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::NoFocus);
    return label;
}

} // namespace sluice::ui
