// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

class QAction;
class QActionGroup;
class QWidget;

namespace sluice::ui {

/// Every command of the window, made in one place: name, keys, picture. The window connects them; menus,
/// toolbar and the sheet of keys are made of them. Children of the widget that they are made for.
struct WindowActions
{
    explicit WindowActions(QWidget *window);

    QAction *exportSession;
    QAction *quit;

    QAction *fire;
    QAction *stop;
    QAction *demo;

    QAction *startPage;
    QAction *queueLab; ///< checkable: the lab in the centre, in place of the timeline
    QAction *ledger;
    QAction *overview; ///< checkable: a page in the centre, as the two below
    QAction *search;
    QAction *compare;
    QAction *filterEvents; ///< the keyboard goes to the events' filter
    QAction *statistics;
    QAction *prices;
    QAction *zoomIn;
    QAction *zoomOut;
    QAction *fit;
    QAction *follow; ///< checkable
    QAction *wheelZooms; ///< checkable: the wheel alone zooms the timeline
    QAction *laneByType; ///< checkable, one of two
    QAction *laneByAgent; ///< checkable, one of two
    QAction *nextPanel;
    QAction *previousPanel;
    QAction *fullScreen; ///< checkable
    QAction *resetLayout;

    QAction *themeSystem; ///< checkable, one of three
    QAction *themeLight;
    QAction *themeDark;
    QAction *paletteDefault; ///< checkable, one of three
    QAction *paletteOkabeIto;
    QAction *paletteHighContrast;
    QAction *switchTheme; ///< between light and dark

    QAction *palette; ///< every command and session by name
    QAction *keys;
    QAction *about;
};

} // namespace sluice::ui
