// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QSyntaxHighlighter>

namespace sluice::ui {

/// Colours keys, strings and other values of indented JSON, a line at a time.
class JsonHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    explicit JsonHighlighter(QTextDocument *document);

    /// Takes its colours from the palette of the text field.
    void setColors(const QPalette &palette);

protected:
    void highlightBlock(const QString &text) override;

private:
    QColor m_key;
    QColor m_string;
    QColor m_value;
};

} // namespace sluice::ui
