// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/connect/access_panel.h"

#include "ui/bridge/convert.h"
#include "ui/connect/table_look.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/copyable_line.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

constexpr int readableWidth = 760;

} // namespace

AccessPanel::AccessPanel(QWidget *parent)
    : QWidget(parent)
    , m_state(noteLabel(QStringLiteral("accessState"), this))
    , m_make(new QPushButton(tr("&Make a token"), this))
    , m_use(new QPushButton(tr("&Use this one"), this))
    , m_clear(new QPushButton(tr("C&lear it"), this))
    , m_own(new QLineEdit(this))
    , m_token(new CopyableLine(tr("New token"), {}, this))
    , m_hosts(new QLineEdit(this))
    , m_origins(new QLineEdit(this))
    , m_apply(new QPushButton(tr("&Apply"), this))
    , m_problem(noteLabel(QStringLiteral("accessProblem"), this))
{
    setObjectName(QStringLiteral("accessPanel"));
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *inside = new QWidget(scroll);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(metrics::grid, metrics::grid, metrics::grid, metrics::grid);
    column->setSpacing(metrics::grid);
    column->addWidget(m_problem);
    column->addWidget(buildToken());
    column->addWidget(buildLists());
    column->addStretch(1);
    scroll->setWidget(inside);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    m_token->hide();
    m_problem->hide();
    showState();
}

QWidget *AccessPanel::buildToken()
{
    auto *box = new QWidget(this);
    box->setMaximumWidth(readableWidth);
    m_make->setObjectName(QStringLiteral("makeToken"));
    m_use->setObjectName(QStringLiteral("useToken"));
    m_clear->setObjectName(QStringLiteral("clearToken"));
    m_own->setObjectName(QStringLiteral("ownToken"));
    m_token->setObjectName(QStringLiteral("newToken"));
    m_own->setAccessibleName(tr("Token of your own"));
    m_own->setPlaceholderText(tr("or a UUID of your own"));
    m_own->setEchoMode(QLineEdit::Password);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::grid);
    row->addWidget(m_make);
    row->addWidget(m_own, 1);
    row->addWidget(m_use);
    row->addWidget(m_clear);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::halfGrid);
    column->addWidget(m_state);
    column->addLayout(row);
    column->addWidget(m_token);
    connect(m_make, &QPushButton::clicked, this, &AccessPanel::makeToken);
    connect(m_own, &QLineEdit::textChanged, this, &AccessPanel::showEdited);
    connect(m_own, &QLineEdit::returnPressed, m_use, &QPushButton::click);
    connect(m_use, &QPushButton::clicked, this, [this] {
        AccessForm form = formOf(m_access);
        form.token = m_own->text();
        ask(form);
    });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        AccessForm form = formOf(m_access);
        form.token.clear();
        ask(form);
    });
    return box;
}

QWidget *AccessPanel::buildLists()
{
    auto *box = new QWidget(this);
    box->setMaximumWidth(readableWidth);
    m_hosts->setObjectName(QStringLiteral("allowedHosts"));
    m_hosts->setPlaceholderText(tr("none besides localhost, as in host.docker.internal"));
    m_hosts->setToolTip(
        tr("Names by which clients may call this collector, without a port; parted by commas"));
    m_origins->setObjectName(QStringLiteral("allowedOrigins"));
    m_origins->setPlaceholderText(tr("no web page, as in http://localhost:3000"));
    m_origins->setToolTip(
        tr("Web pages that may send here, by their origin; they never can read what is stored"));
    m_apply->setObjectName(QStringLiteral("applyAccess"));
    auto *form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(metrics::grid);
    auto *hosts = new QLabel(tr("Allowed &names"), box);
    hosts->setBuddy(m_hosts);
    auto *origins = new QLabel(tr("Allowed &pages"), box);
    origins->setBuddy(m_origins);
    form->addRow(hosts, m_hosts);
    form->addRow(origins, m_origins);
    auto *row = new QHBoxLayout;
    row->addWidget(m_apply);
    row->addStretch(1);
    form->addRow(QString(), row);
    for (QLineEdit *edit : {m_hosts, m_origins}) {
        connect(edit, &QLineEdit::textChanged, this, &AccessPanel::showEdited);
        connect(edit, &QLineEdit::returnPressed, m_apply, &QPushButton::click);
    }
    connect(m_apply, &QPushButton::clicked, this, [this] {
        AccessForm asked = formOf(m_access);
        asked.hosts = m_hosts->text();
        asked.origins = m_origins->text();
        ask(asked);
    });
    return box;
}

void AccessPanel::setAccess(const CollectorAccess &access, const QString &why)
{
    m_access = access;
    const AccessForm form = formOf(access);
    m_hosts->setText(form.hosts);
    m_origins->setText(form.origins);
    m_own->clear();
    for (QWidget *field : {static_cast<QWidget *>(m_make), static_cast<QWidget *>(m_own),
             static_cast<QWidget *>(m_hosts), static_cast<QWidget *>(m_origins)})
        field->setEnabled(why.isEmpty());
    showProblem(why);
    showState();
}

void AccessPanel::showProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void AccessPanel::ask(AccessForm form)
{
    m_token->hide();
    const Result<CollectorAccess> access = accessOf(form);
    if (!access) {
        showProblem(toQt(access.error().message));
        return;
    }
    showProblem({});
    Q_EMIT accessAsked(*access);
}

void AccessPanel::makeToken()
{
    AccessForm form = formOf(m_access);
    form.token = newToken();
    ask(form);
    if (m_access.token != fromQt(form.token))
        return; // it was not taken
    m_token->setText(form.token);
    m_token->show();
    showState();
}

void AccessPanel::showState()
{
    const bool isSet = !m_access.token.empty();
    m_make->setText(isSet ? tr("&Make another token") : tr("&Make a token"));
    if (!m_token->isHidden())
        m_state->setText(tr("This is the token: it is shown this once. The lines above have it when they are "
                            "copied; it is kept in the data directory, for your user only."));
    else if (isSet)
        m_state->setText(tr("A token is set: whoever does not show it as the API key is refused with 401."));
    else
        m_state->setText(tr("No token is set: every program of this machine may send, web pages may not."));
    showEdited();
}

void AccessPanel::showEdited()
{
    const bool canChange = m_hosts->isEnabled();
    const AccessForm form = formOf(m_access);
    m_clear->setEnabled(canChange && !m_access.token.empty());
    m_use->setEnabled(canChange && !m_own->text().trimmed().isEmpty());
    m_apply->setEnabled(canChange && (m_hosts->text() != form.hosts || m_origins->text() != form.origins));
}

void AccessPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_token->hide();
    m_token->setText({});
    showState();
}

} // namespace sluice::ui
