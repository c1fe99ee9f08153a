// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/exchange/exchange_format.h"
#include "core/exchange/import_file.h"
#include "core/model/ids.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

class QAction;
class QWidget;

namespace sluice::ui {

class ExchangeBar;
class ExchangeJobs;

/// What a window has of files: the commands "Open file..." and "Export as...", files that are dropped on it,
/// and the bar that says how far a file is and what came of it. The window only says where they stand.
/// thread: GUI.
class ExchangeDesk final : public QObject
{
    Q_OBJECT
public:
    /// A child of `window`, which takes dropped files from now on. The jobs outlive it.
    ExchangeDesk(ExchangeJobs &jobs, QWidget *window);

    ExchangeBar *bar() const { return m_bar; }

    /// "actionOpenFile", "actionExportAs", for the file menu.
    QList<QAction *> actions() const { return m_actions; }

    /// What "Export as..." exports; an empty id: nothing is shown.
    void setSession(const SessionId &session);

    /// Imports them one after the other: what a command line names, what is dropped.
    void openFiles(const QStringList &paths);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// It is in the store now and is to be shown; the window will soon hear of it.
    void sessionAsked(const sluice::SessionId &session);

private:
    QAction *add(const char *name, const QString &text, const QString &meaning, const QString &shortcut);
    void askFiles();
    void askExport();
    void showImported(const QString &path, const ImportReport &report);
    void showConflict(const QString &path, const QString &message);
    void endIfIdle();
    void act();

    ExchangeJobs &m_jobs;
    QWidget *const m_window;
    ExchangeBar *m_bar;
    QList<QAction *> m_actions;
    SessionId m_session;
    SessionId m_imported; ///< that the bar offers to show
    QStringList m_conflicts; ///< files that wait for the word that their sessions become new ones
};

} // namespace sluice::ui
