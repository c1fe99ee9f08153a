// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/port_banner.h"

#include "core/collector/collector.h"
#include "ui/bridge/convert.h"
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
    , m_note(new QLabel(this))
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
    auto *any = new QPushButton(tr("Take a &free port"), m_other);
    any->setObjectName(QStringLiteral("takeFreePort"));
    any->setToolTip(tr("The system chooses one; your agents have to be told"));
    m_note->setObjectName(QStringLiteral("holderNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(2 * metrics::grid, metrics::halfGrid, 2 * metrics::grid, 0);
    auto *row = new QHBoxLayout(m_other);
    row->setContentsMargins(2 * metrics::grid, metrics::halfGrid, metrics::grid, metrics::halfGrid);
    row->addWidget(label);
    row->addWidget(m_port);
    row->addWidget(listen);
    row->addSpacing(metrics::grid);
    row->addWidget(any);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_note);
    layout->addWidget(m_other);
    connect(m_banner, &MessageBanner::actionTriggered, this, &PortBanner::retryAsked);
    connect(m_banner, &MessageBanner::closed, this, &QWidget::hide);
    connect(listen, &QPushButton::clicked, this,
        [this] { Q_EMIT portAsked(static_cast<quint16>(m_port->value())); });
    connect(any, &QPushButton::clicked, this, [this] { Q_EMIT portAsked(0); });
    hide();
}

void PortBanner::showProblem(const QString &message, quint16 port)
{
    m_banner->showMessage(Severity::Warning, message, tr("Try again"));
    m_port->setValue(port == 65'535 ? 0 : port + 1);
    m_note->setText(portHolderNote(toQt(holderOfPort(port).value_or(std::string()))));
    m_note->setVisible(!m_note->text().isEmpty());
    show();
}

void PortBanner::dismiss()
{
    m_banner->dismiss();
    hide();
}

QString portHolderNote(const QString &holder)
{
    if (!holder.endsWith(QLatin1String("(sluice)")) && !holder.endsWith(QLatin1String("(sluicectl)")))
        return {};
    return PortBanner::tr(
        "That is another Sluice, with a data directory of its own: what agents send to this "
        "port appears there, and not here. A window on its data directory (--data-dir) looks "
        "on. Or let this one listen elsewhere.");
}

} // namespace sluice::ui
