// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/queue/flush_delegate.h"

#include "core/model/flush_record.h"
#include "ui/models/flush_log_model.h"
#include "ui/theme/severity_colours.h"

namespace sluice::ui {

namespace {

QColor textColour(FlushOutcome outcome, const QPalette &palette)
{
    switch (outcome) {
    case FlushOutcome::Delivered:
        return severityText(Severity::Ok, palette);
    case FlushOutcome::Retrying:
    case FlushOutcome::InDoubt:
    case FlushOutcome::Split:
        return severityText(Severity::Warning, palette);
    case FlushOutcome::Refused:
    case FlushOutcome::Abandoned:
        return severityText(Severity::Critical, palette);
    case FlushOutcome::Sending:
        break;
    }
    return palette.color(QPalette::Text);
}

} // namespace

void FlushDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto outcome = static_cast<FlushOutcome>(index.data(FlushLogModel::OutcomeRole).toInt());
    option->palette.setColor(QPalette::Text, textColour(outcome, option->palette));
}

} // namespace sluice::ui
