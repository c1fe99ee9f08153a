// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/visible_text.h"

#include <algorithm>

namespace sluice::ui {

bool isHiddenCharacter(QChar c)
{
    const char16_t code = c.unicode();
    if (code < 0x20)
        return code != u'\t' && code != u'\n';
    if (code < 0x7f)
        return false;
    return code <= 0x9f || code == 0x061c || code == 0x200b || code == 0x200e || code == 0x200f
        || (code >= 0x202a && code <= 0x202e) || code == 0x2060 || (code >= 0x2066 && code <= 0x2069)
        || code == 0xfeff;
}

QString hiddenCharacterMark(QChar c)
{
    return QStringLiteral("[U+%1]").arg(c.unicode(), 4, 16, QLatin1Char('0')).toUpper();
}

QString visibleText(const QString &text)
{
    if (std::none_of(text.begin(), text.end(), isHiddenCharacter))
        return text;
    QString visible;
    visible.reserve(text.size() + 64);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isLineEnd = text[i] == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n';
        if (isLineEnd)
            continue;
        if (isHiddenCharacter(text[i]))
            visible += hiddenCharacterMark(text[i]);
        else
            visible += text[i];
    }
    return visible;
}

QString oneLine(const QString &text, qsizetype most)
{
    QString line = text.left(most);
    if (line.size() < text.size() && line.size() > 0 && line.back().isHighSurrogate())
        line.chop(1);
    std::replace_if(
        line.begin(), line.end(), [](QChar c) { return c == u'\n' || c == u'\r' || c == u'\t'; }, u' ');
    return visibleText(line) + (text.size() > most ? QStringLiteral("…") : QString());
}

} // namespace sluice::ui
