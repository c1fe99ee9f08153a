// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/price_table.h"
#include "core/base/result.h"

#include <QObject>
#include <QString>

#include <memory>

namespace sluice::ui {

/// The price table in force: the person's own copy, a file that can be edited by hand, else the one that
/// Sluice came with. thread: GUI.
class PriceShelf final : public QObject
{
    Q_OBJECT
public:
    /// `path`: of the own copy, which need not be there.
    explicit PriceShelf(QString path, QObject *parent = nullptr);

    /// "prices.json" in Sluice's folder of the person's configuration.
    static QString standardPath();

    const std::shared_ptr<const PriceTable> &prices() const { return m_prices; } ///< never null
    const QString &path() const { return m_path; }
    bool isOwn() const { return m_isOwn; }

    /// Why the own copy could not be read, and the shipped table is in force; empty: nothing is wrong.
    const QString &problem() const { return m_problem; }

    /// Reads the own copy again.
    void read();

    /// Writes the own copy; it is in force at once. Error (Io): nothing has changed.
    Result<void> save(const PriceTable &prices);

    /// Takes the own copy away. Error (Io): nothing has changed.
    Result<void> goBackToShipped();

Q_SIGNALS:
    void pricesChanged(const std::shared_ptr<const sluice::PriceTable> &prices);

private:
    void setPrices(PriceTable prices, bool isOwn);

    const QString m_path;
    std::shared_ptr<const PriceTable> m_prices;
    bool m_isOwn = false;
    QString m_problem;
};

} // namespace sluice::ui
