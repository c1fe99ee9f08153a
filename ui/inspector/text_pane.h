// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

#include <cstddef>
#include <memory>
#include <string_view>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace sluice::ui {

/// A received text of any size, plain and in a fixed pitch, to be read and selected. The beginning is shown
/// at first, and all of it on demand. Hidden characters are marked; a line longer than `longestLine` is
/// broken, because a text field is slow with it: both is said. thread: GUI
class TextPane final : public QWidget
{
    Q_OBJECT
public:
    /// So much of a text is shown at once. Our choice: a text field has it within some milliseconds.
    static constexpr std::size_t firstBytes = std::size_t{256} * 1024;
    static constexpr qsizetype longestLine = 1'000; ///< characters

    /// `name` says what the text is: its accessible name. `objectName` is the text field's.
    TextPane(const QString &name, const QString &objectName, QWidget *parent = nullptr);

    /// `owner` keeps the UTF-8 text alive.
    void showText(std::shared_ptr<const void> owner, std::string_view text);
    void clear();

    /// Puts further buttons behind "Show all".
    void addButton(QPushButton *button);

    QPlainTextEdit *field() const { return m_field; }

private:
    void showAll();
    void put(std::string_view text);

    std::shared_ptr<const void> m_owner;
    std::string_view m_text;
    QPlainTextEdit *m_field;
    QLabel *m_note;
    QPushButton *m_all;
    QWidget *m_foot;
};

} // namespace sluice::ui
