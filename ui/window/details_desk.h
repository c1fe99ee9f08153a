// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"
#include "ui/bridge/details_reader.h"
#include "ui/models/details_text.h"

#include <QObject>

#include <cstdint>
#include <optional>

namespace sluice::ui {

class Bridge;
class DetailsPanel;
class ShownSession;

/// The details' panel in the window, and what is read for it: an event with those around it, or the shown
/// session. thread: GUI.
class DetailsDesk final : public QObject
{
    Q_OBJECT
public:
    /// Both outlive it.
    DetailsDesk(Bridge &bridge, ShownSession &shown, QWidget *parent);

    DetailsPanel *panel() const { return m_panel; }

    /// An event of the shown session, by its row in the store.
    void showEvent(qint64 row);
    void showSession();
    /// A flush or drops.
    void showDelivery(const DetailsText &details);

    /// The time went on: a running session lasts longer.
    void refresh();

Q_SIGNALS:
    void eventAsked(qint64 row);
    void flushAsked(quint64 sequence);

private:
    enum class Shows { Session, Event, Delivery };

    void connectReaders();
    void takeEvent(std::int64_t row, const StoredEvent &event);
    void takeKin(const SessionId &session, std::int64_t row, const EventKin &kin);
    void takeSheet(const SessionId &session, const SessionSheet &sheet);
    void takeSummary();
    ShownEvents shownEvents(std::int64_t row) const;
    void leaveEvent();
    void showEventNow();
    bool waitsForLogs(const SessionId &session) const;
    std::string nameOf(const AgentId &agent) const;

    Bridge &m_bridge;
    ShownSession &m_shown;
    DetailsPanel *m_panel;
    DetailsReader m_reader;
    Shows m_shows = Shows::Session;
    qint64 m_row = 0; ///< of the event that is shown or read
    std::optional<StoredEvent> m_event;
    EventContext m_context;
    SessionSheet m_sheet; ///< of the shown session, or empty
    std::uint64_t m_sheetEvents = 0; ///< how many events the session had when it was read
};

} // namespace sluice::ui
