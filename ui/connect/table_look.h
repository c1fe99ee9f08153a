// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

class QLabel;
class QString;
class QTableView;
class QWidget;

namespace sluice::ui {

/// The page's tables: plain lists (makePlainList()) without a frame.
void makeTable(QTableView *table);

/// A sentence or more that stands where a table has nothing to show yet: a heading and a text, in the middle.
/// `text` is plain.
QWidget *emptyState(const QString &heading, const QString &text, QWidget *parent);

/// A quiet line of plain text that wraps and can be selected.
QLabel *noteLabel(const QString &name, QWidget *parent);

} // namespace sluice::ui
