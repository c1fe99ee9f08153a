// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/theme/event_palette.h"

#include "ui/theme/contrast.h"

namespace sluice::ui {

namespace {

QColor withAlpha(QRgb rgb, int alpha)
{
    QColor colour(rgb);
    colour.setAlpha(alpha);
    return colour;
}

} // namespace

const EventPalette &EventPalette::of(Theme theme)
{
    return of(theme, paletteChoice());
}

const EventPalette &EventPalette::of(Theme theme, PaletteChoice choice)
{
    using Choice = PaletteChoice;
    static const std::array light{EventPalette(Theme::Light, Choice::Default),
        EventPalette(Theme::Light, Choice::OkabeIto), EventPalette(Theme::Light, Choice::HighContrast)};
    static const std::array dark{EventPalette(Theme::Dark, Choice::Default),
        EventPalette(Theme::Dark, Choice::OkabeIto), EventPalette(Theme::Dark, Choice::HighContrast)};
    return (theme == Theme::Light ? light : dark)[static_cast<std::size_t>(choice)];
}

EventPalette::EventPalette(Theme theme, PaletteChoice choice)
{
    if (theme == Theme::Light)
        setLight();
    else
        setDark();
    if (choice == PaletteChoice::OkabeIto)
        setOkabeIto(theme);
    else if (choice == PaletteChoice::HighContrast)
        setHighContrast(theme);
    setStrokes();
}

void EventPalette::setStrokes()
{
    constexpr double least = 3; // WCAG 2.2, 1.4.11
    for (std::size_t i = 0; i < m_events.size(); ++i) {
        const BarColours &bar = m_events[i];
        m_strokes[i] = contrastOf(bar.fill, laneBand) >= least ? bar.fill : bar.border;
    }
}

void EventPalette::setLight()
{
    const QColor white = Qt::white;
    const QColor black(0xff14181f);
    const BarColours action{0xff0e8f5b, 0xff0a7248, white};
    const BarColours llm{0xff0b6bcb, 0xff0856a3, white};
    const BarColours tool{0xffe69f00, 0xffa87400, black}; // 2.3:1 on white: the border carries the contrast
    const BarColours error{0xffc4320a, 0xff962405, white};
    const BarColours api{0xff66717f, 0xff4d5663, white};
    m_events = {action, llm, tool, error, api};

    const BarColours ok{0xff3f9b73, 0xff2f7a59, white};
    const BarColours amber{0xfff0b429, 0xffb07d0c, black};
    const BarColours doubt{0xffd9822b, 0xffa05a14, black};
    const BarColours grey{0xff8a94a1, 0xff66707d, white};
    m_flushes = {amber, ok, amber, doubt, error, grey, grey};
    m_severities = {QColor(0xff0e8f5b), QColor(0xff0b6bcb), QColor(0xffb56a00), QColor(0xffc4320a)};

    errorHatch = withAlpha(0xffffffff, 120);
    dropped = QColor(0xffc4320a);
    depthFill = QColor(0xffa9c7e8);
    depthSpread = withAlpha(0xff0b6bcb, 56);
    depthLine = QColor(0xff2f6fb3);
    capacityLine = QColor(0xffb23b1a);

    background = QColor(0xffffffff);
    laneBand = QColor(0xfff8f9fb);
    gutter = QColor(0xfff4f5f7);
    hairline = QColor(0xffd8dce2);
    gridMajor = QColor(0xffe3e6eb);
    gridMinor = QColor(0xfff1f3f5);
    text = QColor(0xff1b2430);
    faintText = QColor(0xff5b6675);
    hoverOutline = QColor(0xff1b2430);
    selectionOutline = QColor(0xff1b2430);
    selectionHalo = QColor(0xffffffff);
    timeCursor = withAlpha(0xff1b2430, 90);
}

void EventPalette::setDark()
{
    const QColor black(0xff0c0f13);
    const BarColours action{0xff17b67a, 0xff0f8f5f, black};
    const BarColours llm{0xff5ab0f2, 0xff2f8ad0, black};
    const BarColours tool{0xfff2b632, 0xffbd8712, black};
    const BarColours error{0xffff6b4a, 0xffc94526, black};
    const BarColours api{0xff94a0b0, 0xff6e7989, black};
    m_events = {action, llm, tool, error, api};

    const BarColours ok{0xff45a87f, 0xff2f8562, black};
    const BarColours amber{0xffe3b23c, 0xffb0831a, black};
    const BarColours doubt{0xffdd8f45, 0xffa9652a, black};
    const BarColours grey{0xff7c8795, 0xff5d6774, black};
    m_flushes = {amber, ok, amber, doubt, error, grey, grey};
    m_severities = {QColor(0xff17b67a), QColor(0xff5ab0f2), QColor(0xfff2b632), QColor(0xffff6b4a)};

    errorHatch = withAlpha(0xff000000, 90);
    dropped = QColor(0xffff6b4a);
    depthFill = QColor(0xff2c4a68);
    depthSpread = withAlpha(0xff5ab0f2, 60);
    depthLine = QColor(0xff6cb0e8);
    capacityLine = QColor(0xffe0785c);

    background = QColor(0xff16191e);
    laneBand = QColor(0xff1a1e24);
    gutter = QColor(0xff1d2127);
    hairline = QColor(0xff31373f);
    gridMajor = QColor(0xff2a2f37);
    gridMinor = QColor(0xff1f242a);
    text = QColor(0xffe4e8ee);
    faintText = QColor(0xff9ba5b3);
    hoverOutline = QColor(0xffffffff);
    selectionOutline = QColor(0xffffffff);
    selectionHalo = QColor(0xff0c0f13);
    timeCursor = withAlpha(0xffffffff, 90);
}

} // namespace sluice::ui
