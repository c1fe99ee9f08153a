// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

class QTableView;

namespace sluice::ui {

/// The lab's tables: rows are chosen whole and not edited, Tab leaves the table.
void makePlainTable(QTableView *table);

} // namespace sluice::ui
