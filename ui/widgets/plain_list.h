// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

class QTableView;

namespace sluice::ui {

/// A table of lines: rows of one line are chosen whole, one at a time, and not edited; no grid; Tab leaves
/// it.
void makePlainList(QTableView *table);

} // namespace sluice::ui
