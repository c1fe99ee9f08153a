// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/price_shelf.h"

#include "core/analysis/shipped_prices.h"
#include "ui/bridge/convert.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <utility>

namespace sluice::ui {

namespace {

constexpr qint64 mostBytes = 16 * 1024 * 1024;

Error cannot(const QString &what, const QString &path, const QString &why)
{
    return {ErrorKind::Io, fromQt(PriceShelf::tr("cannot %1 %2: %3").arg(what, path, why))};
}

} // namespace

PriceShelf::PriceShelf(QString path, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_prices(std::make_shared<const PriceTable>(shippedPrices()))
{
    read();
}

QString PriceShelf::standardPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/sluice/prices.json");
}

void PriceShelf::read()
{
    m_problem.clear();
    QFile file(m_path);
    if (!file.exists())
        return setPrices(shippedPrices(), false);
    if (!file.open(QIODevice::ReadOnly)) {
        m_problem = toQt(cannot(tr("read"), m_path, file.errorString()).message);
        return setPrices(shippedPrices(), false);
    }
    const QByteArray text = file.read(mostBytes);
    Result<PriceTable> table = PriceTable::fromJson(fromQt(text));
    if (table)
        return setPrices(std::move(*table), true);
    m_problem = tr("%1: %2. The prices that Sluice came with are in force.")
                    .arg(m_path, toQt(table.error().message));
    setPrices(shippedPrices(), false);
}

Result<void> PriceShelf::save(const PriceTable &prices)
{
    if (!QDir().mkpath(QFileInfo(m_path).path()))
        return cannot(tr("make the folder of"), m_path, tr("it is refused"));
    QSaveFile file(m_path);
    const std::string text = prices.toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(toQtBytes(text)) != static_cast<qint64>(text.size())
        || !file.commit())
        return cannot(tr("write"), m_path, file.errorString());
    m_problem.clear();
    setPrices(prices, true);
    return {};
}

Result<void> PriceShelf::goBackToShipped()
{
    QFile file(m_path);
    if (file.exists() && !file.remove())
        return cannot(tr("remove"), m_path, file.errorString());
    m_problem.clear();
    setPrices(shippedPrices(), false);
    return {};
}

void PriceShelf::setPrices(PriceTable prices, bool isOwn)
{
    m_isOwn = isOwn;
    if (prices == *m_prices)
        return;
    m_prices = std::make_shared<const PriceTable>(std::move(prices));
    Q_EMIT pricesChanged(m_prices);
}

} // namespace sluice::ui
