// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QLabel>
#include <QPointer>

namespace sluice::ui {

/// A tool tip that comes at once and follows the pointer. It is a part of its owner's window and no window of
/// its own, so it flickers on no platform and can be seen in a screenshot; and it is plain text, whatever is
/// in it. Never takes the pointer or the focus.
class HoverTip
{
public:
    /// `owner` is not owned and outlives the tip.
    explicit HoverTip(QWidget &owner);
    ~HoverTip();
    HoverTip(const HoverTip &) = delete;
    HoverTip &operator=(const HoverTip &) = delete;

    /// Shows `text` beside `position`, in the owner's pixels, within the window; hides it when there is no
    /// text.
    void show(QPoint position, const QString &text);
    void hide();

    /// What is shown; empty when nothing is.
    QString text() const;

private:
    QWidget &m_owner;
    QPointer<QLabel> m_label; ///< a child of the owner's window, which may go first
};

} // namespace sluice::ui
