// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QObject>

class QAction;
class QWidget;

namespace sluice::ui {

class TimelineView;

/// The timeline's verbs for menus: freeze, compress idle time, back, forward, marks, and saving a picture.
/// They have no shortcuts but the picture's (Ctrl+Alt+S): the single keys belong to the timeline while it
/// has the focus, and each action's tool tip names its key. Checked and enabled as the timeline is. thread:
/// GUI
class TimelineDesk final : public QObject
{
    Q_OBJECT
public:
    /// Neither is owned; `window` is the parent of dialogs and holds the actions.
    TimelineDesk(TimelineView &view, QWidget &window);

    /// For the menu "View"; a nullptr stands for a separator.
    QList<QAction *> viewActions() const;

    /// For the menu "File".
    QAction *savePicture() const { return m_savePicture; }

    /// Writes a picture as large as the timeline is on the screen.
    void writeTo(const QString &path);

Q_SIGNALS:
    void pictureSaved(const QString &path);
    void pictureFailed(const QString &message);

private:
    QAction *make(const char *name, const QString &text, const QString &key);
    void connectView();
    void askForPicture();

    TimelineView &m_view;
    QWidget &m_window;
    QAction *m_freeze;
    QAction *m_fold;
    QAction *m_back;
    QAction *m_forward;
    QAction *m_mark;
    QAction *m_markRange;
    QAction *m_removeMark;
    QAction *m_savePicture;
};

} // namespace sluice::ui
