// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// The palettes that a person may choose instead of the default: what they change of it.

#include "ui/theme/event_palette.h"

namespace sluice::ui {

/// Of the eight colours, those that come nearest to the default's. Orange and reddish purple are light: in
/// the light theme their borders carry the contrast.
void EventPalette::setOkabeIto(Theme theme)
{
    const bool isLight = theme == Theme::Light;
    const QColor white = Qt::white;
    const QColor black(0xff0c0f13);
    const BarColours green{0xff009e73, isLight ? 0xff006b4e : 0xff00c38e, black};
    const BarColours blue
        = isLight ? BarColours{0xff0072b2, 0xff00507d, white} : BarColours{0xff56b4e9, 0xff2f8fc6, black};
    const BarColours orange{0xffe69f00, 0xff8f6300, black};
    const BarColours yellow{0xfff0e442, 0xffb3a81c, black};
    const BarColours vermilion{0xffd55e00, isLight ? 0xff9a4400 : 0xffff8a33, black};
    const BarColours purple{0xffcc79a7, isLight ? 0xff8f4470 : 0xffe3a5c8, black};
    const BarColours &tool = isLight ? orange : yellow;
    m_events = {green, blue, tool, vermilion, purple};

    const BarColours grey = m_flushes[static_cast<std::size_t>(FlushOutcome::Abandoned)];
    m_flushes = {tool, green, tool, purple, vermilion, grey, grey};
    const QColor alarm(isLight ? 0xffd55e00 : 0xffe2690f); // lighter than the palette's: it is text as well
    m_severities = {green.fill, blue.fill, isLight ? orange.border : orange.fill, alarm};
    dropped = vermilion.fill;
    capacityLine = vermilion.fill;
    depthLine = blue.fill;
}

void EventPalette::setHighContrast(Theme theme)
{
    const bool isLight = theme == Theme::Light;
    const QColor ink = isLight ? Qt::white : Qt::black;
    const QColor edge = isLight ? Qt::black : Qt::white;
    const auto bar = [&](QRgb fill) { return BarColours{fill, edge, ink}; };
    const BarColours action = bar(isLight ? 0xff0c4616 : 0xff5efc13);
    const BarColours llm = bar(isLight ? 0xff214cd2 : 0xff7aaef5);
    const BarColours tool = bar(isLight ? 0xff9b6005 : 0xffc9b040);
    const BarColours error = bar(isLight ? 0xffd03154 : 0xffff8a88);
    const BarColours api = bar(isLight ? 0xff201c20 : 0xffffffff);
    m_events = {action, llm, tool, error, api};

    const BarColours doubt = bar(isLight ? 0xff7a1fa2 : 0xffd7a0ff);
    m_flushes = {tool, action, tool, doubt, error, api, api};
    m_severities = {action.fill, llm.fill, tool.fill, error.fill};
    dropped = error.fill;
    capacityLine = error.fill;
    depthLine = edge;
    hairline = QColor(isLight ? 0xff5b6675 : 0xff9ba5b3);
    gridMajor = QColor(isLight ? 0xffa9b0bb : 0xff5b6675);
    text = edge;
    faintText = QColor(isLight ? 0xff2d3642 : 0xffd3d9e1);
    hoverOutline = edge;
    selectionOutline = edge;
    timeCursor = edge;
}

} // namespace sluice::ui
