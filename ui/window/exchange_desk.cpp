// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/exchange_desk.h"

#include "ui/bridge/convert.h"
#include "ui/bridge/exchange_jobs.h"
#include "ui/models/format.h"
#include "ui/models/visible_text.h"
#include "ui/window/exchange_bar.h"
#include "ui/window/export_dialog.h"

#include <QAction>
#include <QDir>
#include <QDropEvent>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeySequence>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace sluice::ui {

namespace {

constexpr QSize leastDialog{640, 400};

/// Kinds of left-out things that are named; a file may make up as many as it likes.
constexpr std::size_t mostNamed = 5;
constexpr qsizetype longestName = 60;

/// " Left out: 3 counter samples, 1 instants."; empty when everything found its place.
QString leftOutText(const std::map<std::string, std::uint64_t> &leftOut)
{
    QStringList parts;
    std::uint64_t others = 0;
    for (const auto &[what, count] : leftOut) {
        if (parts.size() < static_cast<qsizetype>(mostNamed))
            parts << QStringLiteral("%1 %2").arg(numberText(count), oneLine(toQt(what), longestName));
        else
            others += count;
    }
    if (parts.isEmpty())
        return {};
    if (others > 0)
        parts << ExchangeDesk::tr("%1 others").arg(numberText(others));
    return ExchangeDesk::tr(" Left out, for a session has no place for it: %1.")
        .arg(parts.join(QStringLiteral(", ")));
}

/// Files of this machine that are dragged; a link to somewhere else is not fetched.
QStringList filesOf(const QMimeData *data)
{
    QStringList paths;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isFile())
            paths << url.toLocalFile();
    }
    return paths;
}

} // namespace

ExchangeDesk::ExchangeDesk(ExchangeJobs &jobs, QWidget *window)
    : QObject(window)
    , m_jobs(jobs)
    , m_window(window)
    , m_bar(new ExchangeBar(window))
{
    QAction *open = add("actionOpenFile", tr("&Open file…"),
        tr("Imports a session of Sluice or AgentOps, OTLP/JSON, or a Chrome trace"),
        QStringLiteral("Ctrl+O"));
    QAction *exportAs = add("actionExportAs", tr("Export session &as…"),
        tr("Writes the session as JSON, CSV, a Chrome trace for Perfetto, or OTLP/JSON"),
        QStringLiteral("Ctrl+Shift+S"));
    exportAs->setEnabled(false);
    connect(open, &QAction::triggered, this, &ExchangeDesk::askFiles);
    connect(exportAs, &QAction::triggered, this, &ExchangeDesk::askExport);

    connect(&m_jobs, &ExchangeJobs::began, this, [this](const QString &path, bool isImport) {
        const QString name = QFileInfo(path).fileName();
        m_bar->showWork(isImport ? tr("Importing %1").arg(name) : tr("Exporting to %1").arg(name));
    });
    connect(&m_jobs, &ExchangeJobs::progressed, m_bar, &ExchangeBar::showProgress);
    connect(&m_jobs, &ExchangeJobs::exported, this, [this](const QString &path) {
        endIfIdle();
        m_bar->showDone(tr("Exported to %1.").arg(QDir::toNativeSeparators(path)));
    });
    connect(&m_jobs, &ExchangeJobs::exportFailed, this, [this](const QString &path, const QString &message) {
        endIfIdle();
        m_bar->showFailure(tr("Not exported to %1: %2").arg(QFileInfo(path).fileName(), message));
    });
    connect(&m_jobs, &ExchangeJobs::imported, this, &ExchangeDesk::showImported);
    connect(&m_jobs, &ExchangeJobs::importFailed, this, [this](const QString &path, const QString &message) {
        endIfIdle();
        m_bar->showFailure(tr("Nothing imported from %1: %2").arg(QFileInfo(path).fileName(), message));
    });
    connect(&m_jobs, &ExchangeJobs::conflicted, this, &ExchangeDesk::showConflict);
    connect(&m_jobs, &ExchangeJobs::stopped, this, [this](const QString &path) {
        endIfIdle();
        m_bar->showDone(tr("Stopped: nothing of %1 stays.").arg(QFileInfo(path).fileName()));
    });
    connect(m_bar, &ExchangeBar::cancelAsked, &m_jobs, &ExchangeJobs::cancel);
    connect(m_bar, &ExchangeBar::actionTriggered, this, &ExchangeDesk::act);
    m_window->setAcceptDrops(true);
    m_window->installEventFilter(this);
}

QAction *ExchangeDesk::add(
    const char *name, const QString &text, const QString &meaning, const QString &shortcut)
{
    auto *action = new QAction(text, m_window);
    action->setObjectName(QLatin1String(name));
    action->setToolTip(meaning);
    action->setStatusTip(meaning);
    action->setShortcut(QKeySequence(shortcut));
    m_window->addAction(action);
    m_actions += action;
    return action;
}

void ExchangeDesk::setSession(const SessionId &session)
{
    m_session = session;
    m_actions.last()->setEnabled(!session.isEmpty());
}

void ExchangeDesk::openFiles(const QStringList &paths)
{
    m_conflicts.clear();
    for (const QString &path : paths)
        m_jobs.importFile(path);
}

void ExchangeDesk::askFiles()
{
    auto *dialog = new QFileDialog(
        m_window, tr("Open files"), {}, tr("Sessions and traces (*.json *.jsonl *.trace);;All files (*)"));
    dialog->setObjectName(QStringLiteral("openDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setMinimumSize(leastDialog);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &ExchangeDesk::openFiles);
    dialog->open();
}

void ExchangeDesk::askExport()
{
    if (m_session.isEmpty())
        return;
    auto *dialog = new ExportDialog(m_session, m_window);
    connect(dialog, &ExportDialog::chosen, this,
        [this, session = m_session](
            const QString &path, ExchangeFormat format) { m_jobs.exportSession(session, format, path); });
    dialog->open();
}

void ExchangeDesk::endIfIdle()
{
    m_imported = SessionId();
    if (m_jobs.waiting() == 0)
        m_bar->endWork();
}

void ExchangeDesk::showImported(const QString &path, const ImportReport &report)
{
    endIfIdle();
    const QString name = QFileInfo(path).fileName();
    const auto there = static_cast<int>(report.alreadyThere.size());
    m_imported = !report.imported.empty() ? report.imported.front()
        : there > 0                       ? report.alreadyThere.front()
                                          : SessionId();
    QString text = report.imported.empty()
        ? tr("%1: its sessions are already there; nothing was imported.").arg(name)
        : tr("Imported %1 sessions with %2 events from %3.")
              .arg(numberText(report.imported.size()), numberText(report.events), name);
    if (there > 0 && !report.imported.empty())
        text += tr(" %1 were already there.").arg(numberText(report.alreadyThere.size()));
    m_bar->showDone(text + leftOutText(report.leftOut), tr("Show"));
}

void ExchangeDesk::showConflict(const QString &path, const QString &message)
{
    endIfIdle();
    m_conflicts << path;
    m_bar->showQuestion(tr("%1: %2").arg(QFileInfo(path).fileName(), message), tr("Import as new session"));
}

/// The button of what the bar says now.
void ExchangeDesk::act()
{
    if (m_imported) {
        Q_EMIT sessionAsked(m_imported);
        return;
    }
    for (const QString &path : std::exchange(m_conflicts, {}))
        m_jobs.importFile(path, OnConflict::AsNew);
}

bool ExchangeDesk::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_window)
        return QObject::eventFilter(watched, event);
    if (event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove) {
        auto *drag = static_cast<QDropEvent *>(event); // both are
        if (filesOf(drag->mimeData()).isEmpty())
            return false;
        drag->acceptProposedAction();
        return true;
    }
    if (event->type() == QEvent::Drop) {
        auto *drop = static_cast<QDropEvent *>(event);
        const QStringList files = filesOf(drop->mimeData());
        if (files.isEmpty())
            return false;
        drop->acceptProposedAction();
        openFiles(files);
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace sluice::ui
