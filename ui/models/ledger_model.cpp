// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/ledger_model.h"

#include "ui/models/format.h"

namespace sluice::ui {

namespace {

QString countText(const std::optional<Ledger> &ledger, LedgerTerm term)
{
    return ledger ? numberText(countOf(*ledger, term)) : unknownText();
}

} // namespace

int LedgerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(allLedgerTerms.size());
}

int LedgerModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant LedgerModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LedgerTerm term = termAt(index.row());
    if (role == Qt::ToolTipRole)
        return plainToolTip(ledgerTermMeaning(term));
    if (role == Qt::TextAlignmentRole)
        return index.column() == Session || index.column() == All
            ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter)
            : QVariant();
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Term:
        return ledgerTermText(term);
    case Session:
        return countText(m_session, term);
    case All:
        return countText(m_all, term);
    default:
        return ledgerTermMeaning(term);
    }
}

QVariant LedgerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::ToolTipRole)
        return section == Session ? tr("Events of the shown session, by its recorder's counters")
            : section == All      ? tr("Events of all sessions that this process records")
                                  : QString();
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Term:
        return tr("Events");
    case Session:
        return tr("Session");
    case All:
        return tr("In all");
    default:
        return tr("Meaning");
    }
}

void LedgerModel::showSession(const std::optional<Ledger> &ledger)
{
    show(m_session, ledger, Session);
}

void LedgerModel::showAll(const std::optional<Ledger> &ledger)
{
    show(m_all, ledger, All);
}

void LedgerModel::show(std::optional<Ledger> &mine, const std::optional<Ledger> &ledger, int column)
{
    if (mine == ledger)
        return;
    mine = ledger;
    Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column));
}

} // namespace sluice::ui
