// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/scroll_box.h"

#include <QScrollArea>
#include <QScrollBar>

namespace sluice::ui {

QScrollArea *makeScrolled(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setMinimumWidth(content->minimumSizeHint().width() / 2);
    return area;
}

} // namespace sluice::ui
