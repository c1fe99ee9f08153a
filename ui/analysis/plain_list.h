// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

class QTableView;

namespace sluice::ui {

/// The look of the tables of figures: whole rows, no grid, one line each.
void makePlainList(QTableView *table);

} // namespace sluice::ui
