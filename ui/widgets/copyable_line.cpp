// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/widgets/copyable_line.h"

#include "ui/theme/metrics.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QTimer>
#include <QToolButton>

#include <chrono>

namespace sluice::ui {

namespace {

/// Long enough to be read, short enough to be gone before the next look.
constexpr std::chrono::seconds copiedShown{2};

} // namespace

CopyableLine::CopyableLine(const QString &name, const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_line(new QLineEdit(this))
    , m_button(new QToolButton(this))
{
    m_line->setReadOnly(true);
    m_line->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_line->setAccessibleName(name);
    m_button->setAccessibleName(tr("Copy %1").arg(name));
    m_button->setToolTip(tr("Copy to the clipboard"));
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    connect(m_button, &QToolButton::clicked, this, &CopyableLine::copy);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::halfGrid);
    layout->addWidget(m_line);
    layout->addWidget(m_button);
    showCopied(false);
    setText(text);
}

void CopyableLine::setText(const QString &text)
{
    m_line->setText(text);
    m_line->setCursorPosition(0);
    m_button->setEnabled(!text.isEmpty());
}

QString CopyableLine::text() const
{
    return m_line->text();
}

void CopyableLine::copy()
{
    QGuiApplication::clipboard()->setText(text());
    showCopied(true);
    QTimer::singleShot(copiedShown, this, [this] { showCopied(false); });
    Q_EMIT copied(text());
}

void CopyableLine::showCopied(bool copied)
{
    m_button->setText(copied ? tr("Copied") : tr("Copy"));
}

} // namespace sluice::ui
