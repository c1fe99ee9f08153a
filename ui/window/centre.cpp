// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/centre.h"

#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace sluice::ui {

Centre::Centre(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
}

void Centre::add(Page page, QWidget *widget)
{
    m_pages[page] = widget;
    m_stack->addWidget(widget);
    widget->setSizePolicy(page == m_shown ? QSizePolicy::Preferred : QSizePolicy::Ignored,
        page == m_shown ? QSizePolicy::Preferred : QSizePolicy::Ignored);
}

void Centre::addLines(const QList<QWidget *> &lines)
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    for (QWidget *line : lines)
        column->insertWidget(m_lines++, line);
}

void Centre::showPage(Page page)
{
    // A page that is not shown takes no room from the docks.
    m_pages.at(m_shown)->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_pages.at(page)->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_stack->setCurrentWidget(m_pages.at(page));
    if (std::exchange(m_shown, page) != page)
        Q_EMIT changed(page);
}

} // namespace sluice::ui
