// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/event_palette.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace sluice::ui {

/// A message in one line or more at the top of a view, with one action at most and a close button; instead of
/// a dialog. Hidden until it has something to say. Escape closes it while it has the focus.
class MessageBanner final : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBanner(QWidget *parent = nullptr);

    /// Shows plain text. With an empty `action` there is no action button. Told to screen readers at once.
    void showMessage(Severity severity, const QString &text, const QString &action = {});

    /// Changes a number in what is shown: screen readers are not told again, and a closed banner stays
    /// closed.
    void setText(const QString &text);

    /// Hides it without a signal: what it said is over.
    void dismiss();

    QString text() const;

Q_SIGNALS:
    void actionTriggered();
    void closed(); ///< by the user

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void closeByUser();

    Severity m_severity = Severity::Notice;
    QLabel *m_text;
    QPushButton *m_action;
    QToolButton *m_close;
};

} // namespace sluice::ui
