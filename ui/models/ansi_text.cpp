// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/ansi_text.h"

#include "ui/models/visible_text.h"

#include <QList>

#include <algorithm>
#include <array>

namespace sluice::ui {

namespace {

constexpr char16_t escape = 0x1b;
constexpr char16_t bell = 0x07;
constexpr char16_t controlIntroducer = 0x9b; ///< ESC [ in one character

bool isBetween(QChar c, char16_t low, char16_t high)
{
    return c.unicode() >= low && c.unicode() <= high;
}

/// xterm's table: the named ones, a cube of 6x6x6, and 24 greys.
AnsiColour indexed(int number)
{
    if (number < 16)
        return {AnsiColour::Kind::Named, static_cast<std::uint32_t>(std::max(0, number))};
    if (number >= 232) {
        const auto grey = static_cast<std::uint32_t>(8 + 10 * (std::min(number, 255) - 232));
        return {AnsiColour::Kind::Exact, grey << 16U | grey << 8U | grey};
    }
    static constexpr std::array<std::uint32_t, 6> steps = {0, 95, 135, 175, 215, 255};
    const auto cube = static_cast<std::size_t>(number - 16);
    return {AnsiColour::Kind::Exact, steps[cube / 36] << 16U | steps[cube / 6 % 6] << 8U | steps[cube % 6]};
}

std::uint32_t byteOf(int value)
{
    return static_cast<std::uint32_t>(std::clamp(value, 0, 255));
}

/// Reads "5;N" or "2;R;G;B" behind a 38 or 48; moves `at` to the last number it took.
AnsiColour extended(const QList<int> &numbers, qsizetype &at)
{
    const auto number = [&](qsizetype i) { return at + i < numbers.size() ? numbers[at + i] : 0; };
    if (number(1) == 5) {
        const AnsiColour colour = indexed(number(2));
        at += 2;
        return colour;
    }
    if (number(1) == 2) {
        const AnsiColour colour{
            AnsiColour::Kind::Exact, byteOf(number(2)) << 16U | byteOf(number(3)) << 8U | byteOf(number(4))};
        at += 4;
        return colour;
    }
    return {};
}

AnsiColour named(int number)
{
    return {AnsiColour::Kind::Named, static_cast<std::uint32_t>(number)};
}

bool applyColour(AnsiStyle &style, int number)
{
    if (number >= 30 && number <= 37)
        style.text = named(number - 30);
    else if (number >= 40 && number <= 47)
        style.background = named(number - 40);
    else if (number >= 90 && number <= 97)
        style.text = named(number - 90 + 8);
    else if (number >= 100 && number <= 107)
        style.background = named(number - 100 + 8);
    else if (number == 39)
        style.text = {};
    else if (number == 49)
        style.background = {};
    else
        return false;
    return true;
}

void applyWeight(AnsiStyle &style, int number)
{
    switch (number) {
    case 0:
        style = {};
        break;
    case 1:
        style.isBold = true;
        break;
    case 2:
        style.isFaint = true;
        break;
    case 3:
        style.isItalic = true;
        break;
    case 4:
        style.isUnderlined = true;
        break;
    case 7:
        style.isInverse = true;
        break;
    case 9:
        style.isStruckOut = true;
        break;
    case 22:
        style.isBold = style.isFaint = false;
        break;
    case 23:
        style.isItalic = false;
        break;
    case 24:
        style.isUnderlined = false;
        break;
    case 27:
        style.isInverse = false;
        break;
    case 29:
        style.isStruckOut = false;
        break;
    default: // blinking and hiding among them: a log hides nothing
        break;
    }
}

/// The place behind text that ends with BEL or ST (ESC \): a title, a link, a device's command.
qsizetype afterText(QStringView line, qsizetype at)
{
    for (; at < line.size(); ++at) {
        if (line[at] == bell)
            return at + 1;
        if (line[at] == escape)
            return std::min(at + 2, line.size());
    }
    return at;
}

} // namespace

AnsiLine AnsiReader::read(QStringView line)
{
    AnsiLine result;
    result.text.reserve(line.size());
    const auto extendRun = [&](qsizetype from) {
        if (m_style == AnsiStyle())
            return;
        const qsizetype length = result.text.size() - from;
        if (!result.runs.empty() && result.runs.back().style == m_style
            && result.runs.back().start + result.runs.back().length == from)
            result.runs.back().length += length;
        else
            result.runs.push_back({from, length, m_style});
    };
    for (qsizetype at = 0; at < line.size();) {
        const QChar c = line[at];
        if (c == escape) {
            at = afterEscape(line, at);
            continue;
        }
        if (c == controlIntroducer) {
            at = afterControl(line, at + 1);
            continue;
        }
        const qsizetype from = result.text.size();
        if (isHiddenCharacter(c))
            result.text += hiddenCharacterMark(c);
        else
            result.text += c;
        extendRun(from);
        ++at;
    }
    return result;
}

qsizetype AnsiReader::afterEscape(QStringView line, qsizetype at)
{
    if (at + 1 >= line.size())
        return line.size();
    const QChar kind = line[at + 1];
    if (kind == u'[')
        return afterControl(line, at + 2);
    if (QStringView(u"]P^_X").contains(kind))
        return afterText(line, at + 2);
    qsizetype end = at + 1;
    while (end < line.size() && isBetween(line[end], 0x20, 0x2f))
        ++end;
    return std::min(end + 1, line.size());
}

qsizetype AnsiReader::afterControl(QStringView line, qsizetype at)
{
    qsizetype end = at;
    while (end < line.size() && isBetween(line[end], 0x20, 0x3f))
        ++end;
    if (end >= line.size())
        return line.size();
    if (line[end] == u'm')
        applyGraphics(line.mid(at, end - at));
    return isBetween(line[end], 0x40, 0x7e) ? end + 1 : end;
}

void AnsiReader::applyGraphics(QStringView parameters)
{
    QList<int> numbers;
    for (const QStringView part : QStringView(parameters).split(u';')) {
        for (const QStringView number : part.split(u':')) // 38:2::R:G:B is not told apart: rare
            numbers << number.toInt();
    }
    for (qsizetype at = 0; at < numbers.size(); ++at) {
        if (numbers[at] == 38)
            m_style.text = extended(numbers, at);
        else if (numbers[at] == 48)
            m_style.background = extended(numbers, at);
        else if (!applyColour(m_style, numbers[at]))
            applyWeight(m_style, numbers[at]);
    }
}

} // namespace sluice::ui
