// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/exchange_bar.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/message_banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>

namespace sluice::ui {

namespace {

/// What takes longer than 300 ms shows that it goes on; something that flashes by would only disturb.
constexpr std::chrono::milliseconds patience{200};

constexpr int steps = 1'000;
constexpr int leastProgressWidth = 160;

} // namespace

ExchangeBar::ExchangeBar(QWidget *parent)
    : QWidget(parent)
    , m_work(new QWidget(this))
    , m_label(new QLabel(m_work))
    , m_progress(new QProgressBar(m_work))
    , m_cancel(new QPushButton(tr("Cancel"), m_work))
    , m_result(new MessageBanner(this))
{
    setObjectName(QStringLiteral("exchangeBar"));
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_progress->setObjectName(QStringLiteral("exchangeProgress"));
    m_progress->setAccessibleName(tr("Progress of the export or import"));
    m_progress->setMinimumWidth(leastProgressWidth);
    m_cancel->setObjectName(QStringLiteral("exchangeCancel"));
    m_cancel->setToolTip(tr("Stops it; nothing of it stays"));
    m_result->setObjectName(QStringLiteral("exchangeResult"));

    auto *row = new QHBoxLayout(m_work);
    row->setContentsMargins(
        metrics::grid + metrics::bannerEdge, metrics::halfGrid, metrics::grid, metrics::halfGrid);
    row->setSpacing(metrics::grid);
    row->addWidget(m_label, 1);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_work);
    column->addWidget(m_result);

    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_work->show();
        fit();
    });
    connect(m_cancel, &QPushButton::clicked, this, &ExchangeBar::cancelAsked);
    connect(m_result, &MessageBanner::actionTriggered, this, &ExchangeBar::actionTriggered);
    connect(m_result, &MessageBanner::closed, this, &ExchangeBar::fit);
    m_work->hide();
    fit();
}

void ExchangeBar::showWork(const QString &text)
{
    m_label->setText(text);
    m_progress->setRange(0, 0);
    if (m_work->isHidden())
        m_patience.start(patience);
}

void ExchangeBar::showProgress(qint64 done, qint64 total)
{
    if (total <= 0)
        return;
    m_progress->setRange(0, steps);
    m_progress->setValue(static_cast<int>(static_cast<double>(done) / static_cast<double>(total) * steps));
}

void ExchangeBar::endWork()
{
    m_patience.stop();
    m_work->hide();
    fit();
}

void ExchangeBar::showDone(const QString &text, const QString &action)
{
    m_result->showMessage(Severity::Ok, text, action);
    fit();
}

void ExchangeBar::showQuestion(const QString &text, const QString &action)
{
    m_result->showMessage(Severity::Warning, text, action);
    fit();
}

void ExchangeBar::showFailure(const QString &text)
{
    m_result->showMessage(Severity::Critical, text);
    fit();
}

QString ExchangeBar::text() const
{
    return m_result->isHidden() ? QString() : m_result->text();
}

void ExchangeBar::fit()
{
    setVisible(!m_work->isHidden() || !m_result->isHidden());
}

} // namespace sluice::ui
