// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ids.h"
#include "ui/models/text_search.h"

#include <QObject>

namespace sluice::ui {

class Bridge;
class SearchPage;

/// The search across all sessions, and who answers it. thread: GUI.
class SearchDesk final : public QObject
{
    Q_OBJECT
public:
    /// `bridge` outlives it.
    SearchDesk(Bridge &bridge, QWidget *parent);

    SearchPage *page() const { return m_page; }

Q_SIGNALS:
    void sessionAsked(const sluice::SessionId &session);
    void eventAsked(const sluice::SessionId &session, qint64 row);

private:
    TextSearch m_search;
    SearchPage *m_page;
};

} // namespace sluice::ui
