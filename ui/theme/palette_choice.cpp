// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/theme/palette_choice.h"

#include <QApplication>
#include <QEvent>
#include <QWidget>

namespace sluice::ui {

namespace {

PaletteChoice chosen = PaletteChoice::Default;

} // namespace

PaletteChoice paletteChoice()
{
    return chosen;
}

void applyPalette(QApplication &application, PaletteChoice choice)
{
    Q_UNUSED(application) // its functions are static; asking for the object says when this may be called
    if (choice == chosen)
        return;
    chosen = choice;
    for (QWidget *widget : QApplication::allWidgets()) {
        QEvent changed(QEvent::PaletteChange);
        QApplication::sendEvent(widget, &changed);
    }
}

} // namespace sluice::ui
