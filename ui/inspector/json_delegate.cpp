// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/json_delegate.h"

#include "ui/models/json_tree_model.h"
#include "ui/theme/severity_colours.h"

#include <QFontDatabase>

namespace sluice::ui {

namespace {

QColor colourOf(JsonKind kind, const QPalette &palette)
{
    switch (kind) {
    case JsonKind::String:
        return severityText(Severity::Ok, palette);
    case JsonKind::Number:
    case JsonKind::Bool:
        return severityText(Severity::Warning, palette);
    case JsonKind::Null:
    case JsonKind::Array:
    case JsonKind::Object:
        break;
    }
    return palette.color(QPalette::PlaceholderText);
}

} // namespace

void JsonDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (index.column() != JsonTreeModel::Value)
        return;
    const auto kind = static_cast<JsonKind>(index.data(JsonTreeModel::KindRole).toInt());
    option->palette.setColor(QPalette::Text, colourOf(kind, option->palette));
}

} // namespace sluice::ui
