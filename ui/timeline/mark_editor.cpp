// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/mark_editor.h"

#include "ui/theme/metrics.h"

#include <QFocusEvent>
#include <QKeyEvent>

#include <algorithm>
#include <utility>

namespace sluice::ui {

namespace {

constexpr int editorWidth = 26 * metrics::grid;

} // namespace

MarkEditor::MarkEditor(QWidget *parent)
    : QLineEdit(parent)
{
    setObjectName(QStringLiteral("markEditor"));
    setMaxLength(mostLength);
    setPlaceholderText(tr("What is here?"));
    hide();
}

void MarkEditor::open(quint32 number, const QString &text, const QRect &flag, const QRect &room)
{
    keep(); // of another mark
    m_number = number;
    setAccessibleName(tr("Text of mark %1").arg(number));
    setText(text);
    selectAll();
    const int width = std::min(editorWidth, room.width());
    const int left = std::clamp(flag.right() + 1, room.left(), std::max(room.left(), room.right() - width));
    setGeometry(left, room.top(), width, sizeHint().height());
    show();
    raise();
    setFocus(Qt::OtherFocusReason);
}

void MarkEditor::keep()
{
    const std::optional<quint32> number = m_number;
    if (!number)
        return;
    const QString typed = text();
    close();
    Q_EMIT written(*number, typed);
}

void MarkEditor::dismiss()
{
    if (m_number)
        close();
}

void MarkEditor::close()
{
    m_number.reset(); // before the focus goes: that would keep the text
    const bool hadFocus = hasFocus();
    hide();
    if (hadFocus)
        Q_EMIT closed();
}

void MarkEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        keep();
    else if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QLineEdit::keyPressEvent(event);
}

void MarkEditor::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    // Its own menu and another window are not elsewhere.
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        keep();
}

} // namespace sluice::ui
