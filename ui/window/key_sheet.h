// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QDialog>
#include <QList>

class QAction;

namespace sluice::ui {

/// Every action and its keys, read from the actions themselves, and the keys of the timeline. Not modal.
class KeySheet final : public QDialog
{
    Q_OBJECT
public:
    KeySheet(const QList<QAction *> &actions, QWidget *parent);
};

} // namespace sluice::ui
