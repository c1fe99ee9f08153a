// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/palette_desk.h"

#include "ui/bridge/convert.h"
#include "ui/models/sessions_model.h"
#include "ui/models/visible_text.h"

#include <QAction>
#include <QKeySequence>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr qsizetype longestName = 120;

QString plainText(const QAction &action)
{
    QString text = action.text();
    return text.remove(u'&').remove(QChar(0x2026));
}

/// The keys, and what a switch stands at: "on, Ctrl+G".
QString detailOf(const QAction &action)
{
    QStringList parts;
    if (action.isCheckable() && action.isChecked())
        parts << PaletteDesk::tr("on");
    if (!action.shortcut().isEmpty())
        parts << action.shortcut().toString(QKeySequence::NativeText);
    return parts.join(QStringLiteral(", "));
}

void addActions(QList<PaletteEntry> &entries, const QList<QAction *> &actions, const QString &menu)
{
    for (QAction *action : actions) {
        if (action->isSeparator() || !action->isVisible() || !action->isEnabled())
            continue;
        const QString text = plainText(*action);
        if (const QMenu *below = action->menu()) {
            addActions(entries, below->actions(), text);
            continue;
        }
        entries.append({PaletteDesk::tr("%1: %2").arg(menu, text), detailOf(*action),
            [action = QPointer<QAction>(action)] {
                if (action)
                    action->trigger();
            }});
    }
}

} // namespace

PaletteDesk::PaletteDesk(QMainWindow &window, const SessionsModel &sessions)
    : QObject(&window)
    , m_window(window)
    , m_sessions(sessions)
    , m_palette(new CommandPalette(&window))
{ }

void PaletteDesk::open()
{
    m_palette->open(commands() + sessions());
}

QList<PaletteEntry> PaletteDesk::commands() const
{
    QList<PaletteEntry> entries;
    addActions(entries, m_window.menuBar()->actions(), {});
    return entries;
}

QList<PaletteEntry> PaletteDesk::sessions()
{
    QList<PaletteEntry> entries;
    for (int row = 0; row < std::min(m_sessions.rowCount(), mostSessions); ++row) {
        const SessionSummary &session = *m_sessions.at(row);
        const QString outline = m_sessions.index(row, 0).data(SessionsModel::OutlineRole).toString();
        entries.append({oneLine(toQt(session.displayName()), longestName), tr("session, %1").arg(outline),
            [this, id = session.id] { Q_EMIT sessionAsked(id); }, true});
    }
    return entries;
}

} // namespace sluice::ui
