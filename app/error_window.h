// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <string>

namespace sluice {

/// Whether somebody can see what is written to this descriptor: it is open, and neither /dev/null nor the
/// journal, where a desktop puts the words of what it starts.
bool isSeen(int descriptor);

/// Says in a window why the program ends, and returns when it is closed. Needs a QApplication. thread: GUI.
void showErrorWindow(const std::string &message);

} // namespace sluice
