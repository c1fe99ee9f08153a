// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/what_if_delegate.h"

#include "ui/lab/form_fields.h"
#include "ui/models/what_if_model.h"
#include "ui/models/what_if_text.h"

#include <QComboBox>
#include <QSpinBox>

namespace sluice::ui {

QWidget *WhatIfDelegate::createEditor(
    QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int mostEvents = static_cast<int>(QueueLimits::mostEvents);
    const QString label = whatIfColumnText(index.column());
    const QString tip = whatIfColumnMeaning(index.column());
    switch (index.column()) {
    case WhatIfModel::Policy:
        return makePolicyBox("whatIfPolicy", parent);
    case WhatIfModel::Capacity:
        return makeSpin({"whatIfNumber", label, 1, mostEvents, 100, {}, tip, {}}, parent);
    case WhatIfModel::Batch:
        return makeSpin({"whatIfNumber", label, 0, mostEvents, 10, {}, tip, tr("usual")}, parent);
    case WhatIfModel::Interval:
        return makeSpin({"whatIfNumber", label, 1, WhatIfModel::mostMillis, 100, tr(" ms"), tip, {}}, parent);
    case WhatIfModel::Latency:
        return makeSpin(
            {"whatIfNumber", label, -1, WhatIfModel::mostMillis, 50, tr(" ms"), tip, tr("as recorded")},
            parent);
    default:
        return QStyledItemDelegate::createEditor(parent, option, index);
    }
}

void WhatIfDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (auto *box = qobject_cast<QComboBox *>(editor))
        choose(box, index.data(Qt::EditRole).toInt());
    else
        QStyledItemDelegate::setEditorData(editor, index);
}

void WhatIfDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    if (const auto *box = qobject_cast<QComboBox *>(editor))
        model->setData(index, box->currentData());
    else
        QStyledItemDelegate::setModelData(editor, model, index);
}

} // namespace sluice::ui
