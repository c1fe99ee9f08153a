// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QFrame>
#include <QList>
#include <QPointer>
#include <QString>

#include <functional>

class QLabel;
class QLineEdit;
class QListWidget;

namespace sluice::ui {

/// One thing that the palette offers. Texts are plain.
struct PaletteEntry
{
    QString text; ///< what is searched: "Fit the whole session"
    QString detail; ///< beside it: the keys, or what kind of thing it is
    std::function<void()> run; ///< once, after the palette has gone
    bool isOnlyFound = false; ///< not listed before something is typed
};

/// A line over the window in which a command or a session is named by some of its words, and a list of what
/// is meant, the best first. Up and Down choose while the line keeps the keyboard, Return does it, Escape or
/// going elsewhere leaves it; then the keyboard is where it was. thread: GUI.
class CommandPalette final : public QFrame
{
    Q_OBJECT
public:
    /// More are not listed: who types on finds the others.
    static constexpr int mostListed = 60;

    explicit CommandPalette(QWidget *window);

    /// Shows itself with these; the best of equal ones is the first.
    void open(QList<PaletteEntry> entries);

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void list();
    void moveBy(int rows);
    void run();
    void leave();
    void place();
    bool takesKey(int key);

    QLineEdit *m_edit;
    QListWidget *m_list;
    QLabel *m_nothing;
    QList<PaletteEntry> m_entries;
    QList<qsizetype> m_listed; ///< places in m_entries, a row each
    QPointer<QWidget> m_before; ///< had the keyboard
};

} // namespace sluice::ui
