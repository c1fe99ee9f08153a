// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/ledger_terms.h"

#include <QAbstractTableModel>

#include <optional>

namespace sluice::ui {

/// The ledger, a row for each term: of one session, and of all that this process records. The counts are the
/// core's own; nothing here is added up. thread: GUI
class LedgerModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Term, Session, All, Meaning };
    static constexpr int columns = 4;

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// nullopt: not known, and a dash is shown.
    void showSession(const std::optional<Ledger> &ledger);
    void showAll(const std::optional<Ledger> &ledger);

    const std::optional<Ledger> &session() const { return m_session; }
    const std::optional<Ledger> &all() const { return m_all; }

    static LedgerTerm termAt(int row) { return allLedgerTerms[static_cast<std::size_t>(row)]; }

private:
    void show(std::optional<Ledger> &mine, const std::optional<Ledger> &ledger, int column);

    std::optional<Ledger> m_session;
    std::optional<Ledger> m_all;
};

} // namespace sluice::ui
