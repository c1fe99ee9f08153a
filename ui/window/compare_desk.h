// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ids.h"
#include "ui/models/comparison_reader.h"

#include <QObject>

namespace sluice::ui {

class Bridge;
class PriceShelf;
class SessionComparePage;
class ShownSession;

/// Two sessions compared by their events. thread: GUI.
class CompareDesk final : public QObject
{
    Q_OBJECT
public:
    /// All outlive it.
    CompareDesk(Bridge &bridge, ShownSession &shown, PriceShelf &prices, QWidget *parent);

    SessionComparePage *page() const { return m_page; }

Q_SIGNALS:
    /// A person opened an event of one of the two.
    void eventOpened(const sluice::SessionId &session, qint64 row);

private:
    PriceShelf &m_prices;
    ComparisonReader m_reader;
    SessionComparePage *m_page;
};

} // namespace sluice::ui
