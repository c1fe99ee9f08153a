// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QLineEdit>

#include <optional>

namespace sluice::ui {

/// The line in which a mark's text is typed, beside its flag. Return, or going elsewhere, keeps what was
/// typed; Escape leaves the text as it was. Hides itself after either. thread: GUI.
class MarkEditor final : public QLineEdit
{
    Q_OBJECT
public:
    /// What a flag has room for, with a little more for the tool tip.
    static constexpr int mostLength = 200;

    explicit MarkEditor(QWidget *parent);

    /// Beside `flag`, within `room`; gets the keyboard.
    void open(quint32 number, const QString &text, const QRect &flag, const QRect &room);

    /// As Escape.
    void dismiss();

Q_SIGNALS:
    void written(quint32 number, const QString &text);
    /// It is hidden again; the keyboard goes back to where it was.
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void keep();
    void close();

    std::optional<quint32> m_number; ///< while it is open
};

} // namespace sluice::ui
