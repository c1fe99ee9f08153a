// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringView>

#include <cstdint>
#include <vector>

namespace sluice::ui {

/// A terminal's colour. The sixteen named ones are chosen by the theme; all others are exact.
struct AnsiColour
{
    enum class Kind : std::uint8_t { Default, Named, Exact };
    Kind kind = Kind::Default;
    std::uint32_t value = 0; ///< Named: 0 to 15; Exact: 0xRRGGBB

    bool operator==(const AnsiColour &) const = default;
};

struct AnsiStyle
{
    AnsiColour text;
    AnsiColour background;
    bool isBold = false;
    bool isFaint = false;
    bool isItalic = false;
    bool isUnderlined = false;
    bool isStruckOut = false;
    bool isInverse = false;

    bool operator==(const AnsiStyle &) const = default;
};

/// A stretch of a line that does not look like the rest.
struct AnsiRun
{
    qsizetype start = 0;
    qsizetype length = 0;
    AnsiStyle style;

    bool operator==(const AnsiRun &) const = default;
};

struct AnsiLine
{
    QString text; ///< without any escape sequence, hidden characters marked
    std::vector<AnsiRun> runs; ///< in order; what is between them has the default style
};

/// Reads what a terminal would have shown. Of the escape sequences only SGR (colours and weights, ECMA-48
/// 8.3.117, with the 256 and the exact colours of xterm) means something; every other one is left out: it can
/// neither move anything nor reach the clipboard or a title. A style lasts over the end of a line, as in a
/// terminal.
class AnsiReader
{
public:
    /// One line, without its line break.
    AnsiLine read(QStringView line);

private:
    qsizetype afterEscape(QStringView line, qsizetype at);
    qsizetype afterControl(QStringView line, qsizetype at);
    void applyGraphics(QStringView parameters);

    AnsiStyle m_style;
};

} // namespace sluice::ui
