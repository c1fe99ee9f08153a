// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/price_shelf.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QTableWidget;

namespace sluice::ui {

/// The price table, to be read and edited: models with their prices, other names, its date and its source.
/// Nothing is changed before it is saved. thread: GUI.
class PriceDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `shelf` outlives it.
    explicit PriceDialog(PriceShelf &shelf, QWidget *parent = nullptr);

    /// What is wrong with what was typed; empty: nothing.
    QString problem() const;

private:
    QWidget *buildFacts();
    QWidget *buildTables();
    QWidget *buildButtons();
    void fill(const PriceTable &prices);
    void addRow(QTableWidget *table);
    void removeRow(QTableWidget *table);
    Result<PriceTable> typed() const;
    void save();
    void goBack();
    void say(const QString &problem);

    PriceShelf &m_shelf;
    QLineEdit *m_date;
    QLineEdit *m_source;
    QTableWidget *m_models;
    QTableWidget *m_aliases;
    QLabel *m_problem;
};

} // namespace sluice::ui
