// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ledger.h"
#include "core/model/queue_snapshot.h"

#include <QFrame>

#include <optional>

class QLabel;

namespace sluice::ui {

/// The ledger in the status bar, always. Red when it does not balance, amber while a queue is 80 % full or
/// more. The frame is called "Ledger" for screen readers, and the line is its description.
class LedgerBar final : public QFrame
{
    Q_OBJECT
public:
    explicit LedgerBar(QWidget *parent = nullptr);

    void showLedger(const sluice::Ledger &ledger);
    void showQueue(const sluice::QueueSnapshot &snapshot);

    /// Nothing is recorded in this process: why, instead of a ledger.
    void showAbsence(const QString &why);

    QString text() const;

Q_SIGNALS:
    /// Pressed: where is each of these events?
    void asked();

protected:
    void changeEvent(QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void refresh();

    QLabel *m_label;
    Ledger m_ledger;
    QueueSnapshot m_queue;
    QString m_absence;
};

} // namespace sluice::ui
