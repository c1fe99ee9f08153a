// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/load_bar.h"

#include "ui/models/format.h"
#include "ui/models/shown_session.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace sluice::ui {

namespace {

/// What is read in a blink needs no bar.
constexpr quint64 leastShown = 50'000;

constexpr int barSteps = 1'000;
constexpr int barWidth = 120;

} // namespace

LoadBar::LoadBar(ShownSession &shown, QWidget *parent)
    : QWidget(parent)
    , m_shown(shown)
    , m_text(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_stop(nullptr)
{
    setObjectName(QStringLiteral("loadBar"));
    auto *stop = new QPushButton(tr("Stop"), this);
    stop->setObjectName(QStringLiteral("stopLoading"));
    stop->setToolTip(tr("Keeps the events that are read; the session says that it is not all of it."));
    m_stop = stop;
    m_text->setTextFormat(Qt::PlainText);
    m_bar->setRange(0, barSteps);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(barWidth);
    m_bar->setAccessibleName(tr("Events read"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 0);
    for (QWidget *part : {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_bar), m_stop})
        row->addWidget(part);
    connect(stop, &QPushButton::clicked, &m_shown, &ShownSession::cancelLoading);
    connect(&m_shown, &ShownSession::loadProgress, this, &LoadBar::showProgress);
    connect(&m_shown, &ShownSession::loadEnded, this, &LoadBar::showEnd);
    connect(&m_shown, &ShownSession::opened, this, [this] { hide(); });
    hide();
}

void LoadBar::showProgress(quint64 read, quint64 total)
{
    if (total < leastShown || !m_shown.isLoading())
        return;
    m_text->setText(tr("%1 of %2 events read").arg(numberText(read), numberText(total)));
    m_bar->setValue(static_cast<int>(read * barSteps / total));
    m_bar->show();
    m_stop->show();
    show();
}

void LoadBar::showEnd()
{
    setVisible(m_shown.isPartial());
    m_bar->hide();
    m_stop->hide();
    m_text->setText(tr("Reading was stopped: these are the first %1 events")
                        .arg(numberText(m_shown.timeline().events().eventCount())));
}

} // namespace sluice::ui
