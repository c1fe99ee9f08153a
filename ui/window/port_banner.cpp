// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/port_banner.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/message_banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace sluice::ui {

PortBanner::PortBanner(QWidget *parent)
    : QWidget(parent)
    , m_banner(new MessageBanner(this))
    , m_other(new QWidget(this))
    , m_port(new QSpinBox(m_other))
{
    setObjectName(QStringLiteral("portBanner"));
    m_port->setObjectName(QStringLiteral("port"));
    m_port->setAccessibleName(tr("Port"));
    m_port->setRange(0, 65'535);
    m_port->setSpecialValueText(tr("any free one"));
    auto *label = new QLabel(tr("&Port"), m_other);
    label->setBuddy(m_port);
    auto *listen = new QPushButton(tr("&Listen there"), m_other);
    listen->setObjectName(QStringLiteral("listenThere"));
    auto *row = new QHBoxLayout(m_other);
    row->setContentsMargins(2 * metrics::grid, metrics::halfGrid, metrics::grid, metrics::halfGrid);
    row->addWidget(label);
    row->addWidget(m_port);
    row->addWidget(listen);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_other);
    connect(m_banner, &MessageBanner::actionTriggered, this, &PortBanner::retryAsked);
    connect(m_banner, &MessageBanner::closed, this, &QWidget::hide);
    connect(listen, &QPushButton::clicked, this,
        [this] { Q_EMIT portAsked(static_cast<quint16>(m_port->value())); });
    hide();
}

void PortBanner::showProblem(const QString &message, quint16 port)
{
    m_banner->showMessage(Severity::Warning, message, tr("Try again"));
    m_port->setValue(port == 65'535 ? 0 : port + 1);
    show();
}

void PortBanner::dismiss()
{
    m_banner->dismiss();
    hide();
}

} // namespace sluice::ui
