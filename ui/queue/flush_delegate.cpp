// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/queue/flush_delegate.h"

#include "core/model/flush_record.h"
#include "ui/models/flush_log_model.h"
#include "ui/theme/status_colors.h"

namespace sluice::ui {

namespace {

Status statusOf(FlushOutcome outcome)
{
    switch (outcome) {
    case FlushOutcome::Delivered:
        return Status::Good;
    case FlushOutcome::Retrying:
    case FlushOutcome::InDoubt:
    case FlushOutcome::Split:
        return Status::Warning;
    case FlushOutcome::Refused:
    case FlushOutcome::Abandoned:
        return Status::Bad;
    case FlushOutcome::Sending:
        break;
    }
    return Status::Neutral;
}

} // namespace

void FlushDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto outcome = static_cast<FlushOutcome>(index.data(FlushLogModel::OutcomeRole).toInt());
    option->palette.setColor(QPalette::Text, statusText(statusOf(outcome), option->palette));
}

} // namespace sluice::ui
