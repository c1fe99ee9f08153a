// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ledger.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace sluice::ui {

class ElidedLabel;

/// Whether a ledger adds up, by Ledger::balances(): a mark, a word and the sum spelled out; green or red.
/// thread: GUI
class BalanceLine final : public QWidget
{
    Q_OBJECT
public:
    /// `whose`: "This session", "In all".
    explicit BalanceLine(const QString &whose, QWidget *parent = nullptr);

    /// nullopt: not known; `why` stands in its place.
    void showLedger(const std::optional<Ledger> &ledger, const QString &why);

    /// "balances", "does not balance", or a dash.
    QString verdict() const;
    QString sum() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void recolour();

    std::optional<Ledger> m_ledger;
    QLabel *m_whose;
    QLabel *m_verdict;
    ElidedLabel *m_sum;
};

} // namespace sluice::ui
