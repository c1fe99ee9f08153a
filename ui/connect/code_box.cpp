// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/connect/code_box.h"

#include "ui/theme/metrics.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace sluice::ui {

namespace {

/// Long enough to be read, short enough to be gone before the next look.
constexpr std::chrono::seconds copiedShown{2};
constexpr int mostLines = 32;

} // namespace

CodeBox::CodeBox(QWidget *parent)
    : QWidget(parent)
    , m_heading(new QLabel(this))
    , m_copy(new QPushButton(tr("Copy"), this))
    , m_text(new QPlainTextEdit(this))
{
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setWordWrap(true);
    m_copy->setObjectName(QStringLiteral("copyLines"));
    m_copy->setToolTip(tr("Copy these lines to the clipboard"));
    m_copy->setAutoDefault(false);
    m_text->setObjectName(QStringLiteral("lines"));
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    connect(m_copy, &QPushButton::clicked, this, &CodeBox::copy);

    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::grid);
    row->addWidget(m_heading, 1);
    row->addWidget(m_copy);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::halfGrid);
    column->addLayout(row);
    column->addWidget(m_text);
}

void CodeBox::setLines(const QString &heading, const QString &shown, const QString &copied)
{
    m_heading->setText(heading);
    m_text->setAccessibleName(heading);
    m_copy->setAccessibleName(tr("Copy: %1").arg(heading));
    m_copied = copied;
    if (m_text->toPlainText() == shown.trimmed())
        return;
    m_text->setPlainText(shown.trimmed());
    m_widest = 0;
    for (const QString &line : shown.split(QLatin1Char('\n')))
        m_widest = std::max(m_widest, m_text->fontMetrics().horizontalAdvance(line));
    fitHeight();
}

QString CodeBox::shown() const
{
    return m_text->toPlainText();
}

void CodeBox::fitHeight()
{
    const int all = m_text->document()->blockCount();
    const int lines = std::clamp(all, 1, mostLines);
    m_text->setVerticalScrollBarPolicy(all > mostLines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    const int margins = 2 * (static_cast<int>(m_text->document()->documentMargin()) + m_text->frameWidth());
    const bool isWide = m_widest + margins > m_text->width();
    const int bar = isWide ? m_text->horizontalScrollBar()->sizeHint().height() : 0;
    m_text->setFixedHeight(lines * m_text->fontMetrics().lineSpacing() + margins + bar + metrics::halfGrid);
}

void CodeBox::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHeight();
}

void CodeBox::copy()
{
    QGuiApplication::clipboard()->setText(m_copied);
    m_copy->setText(tr("Copied"));
    QTimer::singleShot(copiedShown, this, [this] { m_copy->setText(tr("Copy")); });
    Q_EMIT copied(m_copied);
}

} // namespace sluice::ui
