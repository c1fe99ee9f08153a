// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/timeline_desk.h"

#include "ui/timeline/timeline_picture.h"
#include "ui/timeline/timeline_view.h"

#include <QAction>
#include <QFileDialog>
#include <QKeySequence>

namespace sluice::ui {

TimelineDesk::TimelineDesk(TimelineView &view, QWidget &window)
    : QObject(&window)
    , m_view(view)
    , m_window(window)
    , m_freeze(make("actionFreeze", tr("Free&ze the view"), tr("Space")))
    , m_fold(make("actionFold", tr("&Compress idle time"), tr("I")))
    , m_back(make("actionViewBack", tr("&Back to the view before"), tr("Alt+Left")))
    , m_forward(make("actionViewForward", tr("For&ward to the view behind"), tr("Alt+Right")))
    , m_mark(make("actionMark", tr("&Mark"), tr("M")))
    , m_markRange(make("actionMarkRange", tr("Mark the &range"), tr("Shift+M")))
    , m_removeMark(make("actionRemoveMark", tr("Re&move the chosen mark"), tr("Del")))
    , m_savePicture(make("actionSavePicture", tr("Save &picture of the timeline…"), {}))
{
    m_savePicture->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_S));
    window.addAction(m_savePicture);
    m_freeze->setCheckable(true);
    m_fold->setCheckable(true);
    connectView();
}

QAction *TimelineDesk::make(const char *name, const QString &text, const QString &key)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    QString plain = text;
    plain.remove(QLatin1Char('&'));
    action->setToolTip(key.isEmpty() ? plain : tr("%1 (%2 in the timeline)").arg(plain, key));
    return action;
}

void TimelineDesk::connectView()
{
    connect(m_freeze, &QAction::triggered, &m_view, &TimelineView::setFrozen);
    connect(&m_view, &TimelineView::frozenChanged, m_freeze, &QAction::setChecked);
    connect(m_fold, &QAction::triggered, &m_view, &TimelineView::setFolded);
    connect(&m_view, &TimelineView::foldedChanged, m_fold, &QAction::setChecked);
    connect(m_back, &QAction::triggered, &m_view, &TimelineView::goBack);
    connect(m_forward, &QAction::triggered, &m_view, &TimelineView::goForward);
    connect(m_mark, &QAction::triggered, &m_view, &TimelineView::addWrittenMark);
    connect(m_markRange, &QAction::triggered, &m_view, &TimelineView::addRangeMark);
    connect(m_removeMark, &QAction::triggered, &m_view, &TimelineView::removeChosenMark);
    connect(m_savePicture, &QAction::triggered, this, &TimelineDesk::askForPicture);
}

QList<QAction *> TimelineDesk::viewActions() const
{
    return {m_freeze, m_fold, nullptr, m_back, m_forward, nullptr, m_mark, m_markRange, m_removeMark};
}

void TimelineDesk::askForPicture()
{
    auto *dialog = new QFileDialog(
        &m_window, tr("Save picture of the timeline"), {}, tr("PNG picture (*.png);;SVG drawing (*.svg)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    dialog->selectFile(QStringLiteral("timeline.png"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains(u"*.svg") ? QStringLiteral("svg") : QStringLiteral("png"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, &TimelineDesk::writeTo);
    dialog->open();
}

void TimelineDesk::writeTo(const QString &path)
{
    const auto written = writePicture(m_view, path, m_view.viewport()->size());
    if (written.ok())
        Q_EMIT pictureSaved(path);
    else
        Q_EMIT pictureFailed(QString::fromStdString(written.error().message));
}

} // namespace sluice::ui
