// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/theme/theme.h"

#include <QApplication>
#include <QColor>
#include <QStyleFactory>

namespace sluice::ui {

namespace {

struct ThemeColours
{
    QRgb window, base, alternateBase, button, text, faintText, disabledText, tooltip;
    QRgb light, midlight, mid, dark, shadow;
    QRgb highlight, highlightedText, link, visitedLink;
};

constexpr ThemeColours lightColours{0xfff4f5f7, 0xffffffff, 0xfff7f8fa, 0xfff0f1f4, 0xff1b2430, 0xff5b6675,
    0xff9aa3af, 0xffffffff, 0xffffffff, 0xfff7f8fa, 0xffc9ced6, 0xffa9b0bb, 0xff7c8592, 0xff0b6bcb,
    0xffffffff, 0xff0b5cad, 0xff5b4b9a};

constexpr ThemeColours darkColours{0xff1d2127, 0xff16191e, 0xff1b1f25, 0xff2a2f37, 0xffe4e8ee, 0xff9ba5b3,
    0xff656e7b, 0xff2a2f37, 0xff3a414c, 0xff323842, 0xff3a414c, 0xff111317, 0xff000000, 0xff3683d0,
    0xffffffff, 0xff6cb6f5, 0xffb9a7ee};

} // namespace

void applyTheme(QApplication &application, Theme theme)
{
    Q_UNUSED(application) // these setters are static; asking for the object says when they may be called
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(paletteOf(theme));
}

Theme themeOf(const QPalette &palette)
{
    constexpr int half = 128;
    return palette.color(QPalette::Window).lightness() < half ? Theme::Dark : Theme::Light;
}

QPalette paletteOf(Theme theme)
{
    const ThemeColours &c = theme == Theme::Light ? lightColours : darkColours;
    QPalette palette;
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::Base, c.base);
    palette.setColor(QPalette::AlternateBase, c.alternateBase);
    palette.setColor(QPalette::Button, c.button);
    for (const auto role :
        {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, c.text);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::PlaceholderText, c.faintText);
    palette.setColor(QPalette::ToolTipBase, c.tooltip);
    palette.setColor(QPalette::Light, c.light);
    palette.setColor(QPalette::Midlight, c.midlight);
    palette.setColor(QPalette::Mid, c.mid);
    palette.setColor(QPalette::Dark, c.dark);
    palette.setColor(QPalette::Shadow, c.shadow);
    palette.setColor(QPalette::Highlight, c.highlight);
    palette.setColor(QPalette::HighlightedText, c.highlightedText);
    palette.setColor(QPalette::Link, c.link);
    palette.setColor(QPalette::LinkVisited, c.visitedLink);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.disabledText);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c.mid);
    return palette;
}

} // namespace sluice::ui
