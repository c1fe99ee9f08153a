// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/json_highlighter.h"

#include "ui/theme/severity_colours.h"

#include <QPalette>

namespace sluice::ui {

namespace {

/// A line longer than this is not coloured: nobody reads it, and it would cost the GUI thread its time.
constexpr qsizetype longestLine = 4'000;

qsizetype afterString(const QString &text, qsizetype at)
{
    for (qsizetype i = at + 1; i < text.size(); ++i) {
        if (text[i] == u'\\')
            ++i;
        else if (text[i] == u'"')
            return i + 1;
    }
    return text.size();
}

bool isPunctuation(QChar c)
{
    return c.isSpace() || QStringView(u"{}[],:").contains(c);
}

} // namespace

JsonHighlighter::JsonHighlighter(QTextDocument *document)
    : QSyntaxHighlighter(document)
{ }

void JsonHighlighter::setColors(const QPalette &palette)
{
    m_key = palette.color(QPalette::Link);
    m_string = severityText(Severity::Ok, palette);
    m_value = severityText(Severity::Warning, palette);
    rehighlight();
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    if (text.size() > longestLine)
        return;
    qsizetype at = 0;
    while (at < text.size()) {
        qsizetype end = at + 1;
        if (text[at] == u'"') {
            end = afterString(text, at);
            const bool isKey = end < text.size() && text[end] == u':';
            setFormat(static_cast<int>(at), static_cast<int>(end - at), isKey ? m_key : m_string);
        } else if (!isPunctuation(text[at])) {
            while (end < text.size() && !isPunctuation(text[end]))
                ++end;
            setFormat(static_cast<int>(at), static_cast<int>(end - at), m_value);
        }
        at = end;
    }
}

} // namespace sluice::ui
