// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace sluice::ui {

/// One line to be copied, in a fixed-pitch font, with a button that copies it: an endpoint, a setting, an id.
/// The text can be selected and read by a screen reader, not edited.
class CopyableLine final : public QWidget
{
    Q_OBJECT

public:
    /// `name` says what the line is ("Endpoint"): the accessible name, and part of the button's.
    explicit CopyableLine(const QString &name, const QString &text = {}, QWidget *parent = nullptr);

    void setText(const QString &text);
    QString text() const;

Q_SIGNALS:
    void copied(const QString &text);

private:
    void copy();
    void showCopied(bool copied);

    QLineEdit *m_line;
    QToolButton *m_button;
};

} // namespace sluice::ui
