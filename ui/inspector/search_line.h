// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace sluice::ui {

/// A line to search a page with: Enter and F3 go on, Shift with them goes back, Ctrl+F comes here from
/// anywhere in the parent. thread: GUI
class SearchLine final : public QWidget
{
    Q_OBJECT
public:
    /// `objectName` is the beginning of its parts' names: "jsonWords", "jsonNext", "jsonPrevious".
    SearchLine(const QString &placeholder, const QString &objectName, QWidget *parent);

    /// "not found", or nothing.
    void showAnswer(const QString &answer);

Q_SIGNALS:
    void asked(const QString &words, bool backwards);

private:
    void ask(bool backwards);

    QLineEdit *m_words;
    QLabel *m_answer;
};

} // namespace sluice::ui
