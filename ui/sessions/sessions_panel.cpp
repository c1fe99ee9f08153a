// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/sessions/sessions_panel.h"

#include "ui/bridge/convert.h"
#include "ui/models/sessions_model.h"
#include "ui/sessions/session_delegate.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace sluice::ui {

namespace {

/// Shown only when a person asks for them.
constexpr std::array extraColumns
    = {SessionsModel::State, SessionsModel::Started, SessionsModel::Duration, SessionsModel::From};

} // namespace

SessionsPanel::SessionsPanel(SessionsModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_view(new QTreeView(this))
    , m_placeholder(new QLabel(tr("No session yet. Fire a burst, or connect an agent."), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    layout->addWidget(m_placeholder, 1);
    m_placeholder->setWordWrap(true);
    m_placeholder->setAlignment(Qt::AlignCenter);
    m_placeholder->setMargin(16);
    buildView();

    connect(
        m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SessionsPanel::sayChosen);
    connect(m_view, &QWidget::customContextMenuRequested, this, &SessionsPanel::showMenu);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &SessionsPanel::selectWanted);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &SessionsPanel::selectWanted);
    selectWanted();
}

void SessionsPanel::buildView()
{
    m_view->setObjectName(QStringLiteral("sessions"));
    m_view->setAccessibleName(tr("Sessions"));
    m_view->setModel(&m_model);
    m_view->setItemDelegateForColumn(SessionsModel::Name, new SessionDelegate(m_view));
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setAlternatingRowColors(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView *header = m_view->header();
    header->setStretchLastSection(false);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSortIndicatorClearable(true);
    m_view->setSortingEnabled(true);
    const QFontMetrics metrics(m_view->font());
    const auto width = [&](const char *text) { return metrics.horizontalAdvance(QLatin1String(text)) + 16; };
    header->resizeSection(SessionsModel::State, width("ended: Success"));
    header->resizeSection(SessionsModel::Started, width("2026-11-23 14:03:12"));
    header->resizeSection(SessionsModel::Duration, width("2 min 05 s"));
    header->resizeSection(SessionsModel::Events, width("100,000"));
    header->resizeSection(SessionsModel::Errors, width("Errors"));
    header->resizeSection(SessionsModel::Drops, width("Drops"));
    // The name's lines tell state, start and duration; who wants to sort by them shows their columns.
    int place = 0;
    for (const int column : {SessionsModel::Name, SessionsModel::Events, SessionsModel::Errors,
             SessionsModel::Drops, SessionsModel::State, SessionsModel::Started, SessionsModel::Duration})
        header->moveSection(header->visualIndex(column), place++);
    header->setContextMenuPolicy(Qt::ActionsContextMenu);
    for (const int column : extraColumns) {
        header->setSectionHidden(column, true);
        addColumnAction(column);
    }
    connect(header, &QHeaderView::sectionResized, this, [this](int column) {
        if (column != SessionsModel::Name)
            fitName();
    });
    m_view->viewport()->installEventFilter(this);
}

bool SessionsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == m_view->viewport())
        fitName();
    return QWidget::eventFilter(watched, event);
}

/// One line of the header's menu.
void SessionsPanel::addColumnAction(int column)
{
    QHeaderView *header = m_view->header();
    const QString title = m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    auto *action = new QAction(tr("Show “%1”").arg(title), header);
    action->setCheckable(true);
    connect(action, &QAction::toggled, header, [this, header, column](bool shown) {
        header->setSectionHidden(column, !shown);
        fitName();
    });
    header->addAction(action);
}

/// The name takes what the other columns leave, so that nothing has to be scrolled as long as the panel is
/// wider than they are.
void SessionsPanel::fitName()
{
    QHeaderView *header = m_view->header();
    int left = m_view->viewport()->width();
    for (int column = 0; column < SessionsModel::columns; ++column) {
        if (column != SessionsModel::Name && !header->isSectionHidden(column))
            left -= header->sectionSize(column);
    }
    const int least = SessionDelegate::widthFor(m_view->font(), QStringLiteral("Success · 14:03"));
    header->resizeSection(SessionsModel::Name, std::max(left, least));
}

void SessionsPanel::select(const SessionId &session)
{
    m_wanted = session;
    selectWanted();
}

SessionId SessionsPanel::current() const
{
    const SessionSummary *session = m_model.at(m_view->currentIndex().row());
    return session ? session->id : SessionId();
}

void SessionsPanel::sayChosen()
{
    if (const SessionId session = current())
        Q_EMIT chosen(session);
}

void SessionsPanel::selectWanted()
{
    showPlaceholder();
    if (!m_wanted)
        return;
    const QModelIndex index = m_model.indexOf(m_wanted);
    if (!index.isValid())
        return;
    m_wanted = {};
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
}

void SessionsPanel::showPlaceholder()
{
    const bool empty = m_model.rowCount() == 0;
    m_placeholder->setVisible(empty);
    m_view->setVisible(!empty);
}

void SessionsPanel::showMenu(QPoint at)
{
    const SessionSummary *session = m_model.at(m_view->indexAt(at).row());
    if (!session)
        return;
    const SessionId id = session->id;
    QMenu menu(this);
    const QAction *exportIt = menu.addAction(tr("&Export session…"));
    const QAction *copyId = menu.addAction(tr("&Copy id"));
    const QAction *asked = menu.exec(m_view->viewport()->mapToGlobal(at));
    if (asked == exportIt)
        Q_EMIT exportAsked(id);
    else if (asked == copyId)
        QGuiApplication::clipboard()->setText(toQt(id.text()));
}

} // namespace sluice::ui
