// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/search_line.h"

#include "ui/theme/metrics.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QToolButton>

namespace sluice::ui {

namespace {

QToolButton *stepButton(Qt::ArrowType arrow, const QString &name, const QString &objectName, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setArrowType(arrow);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setObjectName(objectName);
    return button;
}

} // namespace

SearchLine::SearchLine(const QString &placeholder, const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_words(new QLineEdit(this))
    , m_answer(new QLabel(this))
{
    m_words->setObjectName(objectName + QStringLiteral("Words"));
    m_words->setPlaceholderText(placeholder);
    m_words->setAccessibleName(placeholder);
    m_words->setClearButtonEnabled(true);
    m_answer->setObjectName(objectName + QStringLiteral("Answer"));
    m_answer->setTextFormat(Qt::PlainText);
    auto *previous
        = stepButton(Qt::UpArrow, tr("Previous (Shift+F3)"), objectName + QStringLiteral("Previous"), this);
    auto *next = stepButton(Qt::DownArrow, tr("Next (F3)"), objectName + QStringLiteral("Next"), this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::grid, metrics::halfGrid, metrics::grid, metrics::halfGrid);
    layout->setSpacing(metrics::halfGrid);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_answer);
    layout->addWidget(previous);
    layout->addWidget(next);
    connect(m_words, &QLineEdit::returnPressed, this, [this] { ask(false); });
    connect(next, &QToolButton::clicked, this, [this] { ask(false); });
    connect(previous, &QToolButton::clicked, this, [this] { ask(true); });
    const auto key = [parent](const QKeySequence &sequence) {
        return new QShortcut(sequence, parent, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    };
    connect(key(QKeySequence::Find), &QShortcut::activated, m_words, [this] {
        m_words->setFocus();
        m_words->selectAll();
    });
    connect(key(Qt::Key_F3), &QShortcut::activated, this, [this] { ask(false); });
    connect(key(Qt::SHIFT | Qt::Key_F3), &QShortcut::activated, this, [this] { ask(true); });
}

void SearchLine::showAnswer(const QString &answer)
{
    m_answer->setText(answer);
    m_words->setAccessibleDescription(answer);
    if (!answer.isEmpty()) {
        QAccessibleEvent changed(m_words, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&changed);
    }
}

void SearchLine::ask(bool backwards)
{
    Q_EMIT asked(m_words->text(), backwards);
}

} // namespace sluice::ui
