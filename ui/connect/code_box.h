// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace sluice::ui {

/// Lines to be copied as a whole: a heading, a button that copies them, and the lines in a fixed-pitch font,
/// as high as they need. The text can be selected and read by a screen reader, not edited.
class CodeBox final : public QWidget
{
    Q_OBJECT
public:
    explicit CodeBox(QWidget *parent);

    /// `shown` is what is seen, `copied` what the button copies: the same but for a secret.
    void setLines(const QString &heading, const QString &shown, const QString &copied);

    QString shown() const;
    QPushButton *copyButton() const { return m_copy; }

Q_SIGNALS:
    void copied(const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void copy();
    void fitHeight();

    QLabel *m_heading;
    QPushButton *m_copy;
    QPlainTextEdit *m_text;
    QString m_copied;
    int m_widest = 0; ///< of the lines, in pixels
};

} // namespace sluice::ui
