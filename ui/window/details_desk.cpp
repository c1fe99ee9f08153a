// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/details_desk.h"

#include "core/base/clock.h"
#include "ui/bridge/bridge.h"
#include "ui/inspector/details_panel.h"
#include "ui/models/format.h"
#include "ui/models/shown_session.h"

#include <algorithm>

namespace sluice::ui {

DetailsDesk::DetailsDesk(Bridge &bridge, ShownSession &shown, QWidget *parent)
    : QObject(parent)
    , m_bridge(bridge)
    , m_shown(shown)
    , m_panel(new DetailsPanel(parent))
    , m_reader(bridge.dataDir(), this)
{
    connect(&shown, &ShownSession::opened, this, [this] {
        m_sheet = {};
        m_sheetEvents = 0;
        showSession();
        takeSummary();
    });
    connect(&shown, &ShownSession::summaryChanged, this, &DetailsDesk::takeSummary);
    connect(m_panel, &DetailsPanel::eventAsked, this, &DetailsDesk::eventAsked);
    connect(m_panel, &DetailsPanel::flushAsked, this, &DetailsDesk::flushAsked);
    connect(m_panel, &DetailsPanel::logsWanted, &m_reader, &DetailsReader::readLogs);
    connect(m_panel, &DetailsPanel::logsCancelled, &m_reader, &DetailsReader::cancelLogs);
    connectReaders();
}

void DetailsDesk::connectReaders()
{
    SessionReader &reader = m_bridge.reader();
    connect(&reader, &SessionReader::eventRead, this, &DetailsDesk::takeEvent);
    connect(&reader, &SessionReader::eventFailed, this,
        [this](std::int64_t, const QString &message) { m_panel->showMessage(message); });
    connect(&reader, &SessionReader::lifeLineRead, this,
        [this](std::int64_t, const LifeLine &line) { m_panel->showLifeLine(line); });
    connect(&reader, &SessionReader::lifeLineFailed, this,
        [this](std::int64_t, const QString &message) { m_panel->showLifeLineMessage(message); });
    connect(&m_reader, &DetailsReader::kinRead, this, &DetailsDesk::takeKin);
    connect(&m_reader, &DetailsReader::sheetRead, this, &DetailsDesk::takeSheet);
    connect(
        &m_reader, &DetailsReader::logsRead, this, [this](const SessionId &session, const SessionLogs &logs) {
            if (waitsForLogs(session))
                m_panel->showLogs(logs);
        });
    connect(&m_reader, &DetailsReader::logsFailed, this,
        [this](const SessionId &session, const QString &message) {
            if (waitsForLogs(session))
                m_panel->showLogsMessage(message);
        });
    connect(
        &m_reader, &DetailsReader::logsProgressed, this, [this](const SessionId &session, quint64 events) {
            if (waitsForLogs(session))
                m_panel->showLogsProgress(
                    tr("Reading the log: %1 of %2 events")
                        .arg(numberText(events), numberText(m_shown.summary()->counts.total())));
        });
}

void DetailsDesk::showEvent(qint64 row)
{
    m_shows = Shows::Event;
    m_row = row;
    m_event.reset();
    m_context = {};
    m_bridge.reader().readEvent(m_shown.id(), row);
    m_bridge.reader().readLifeLine(m_shown.id(), row);
    m_reader.readKin(m_shown.id(), row, shownEvents(row));
}

/// None while some of them are missing here: then the store knows better.
ShownEvents DetailsDesk::shownEvents(std::int64_t row) const
{
    const EventColumns &columns = m_shown.timeline().events().columns();
    const EventIndex event = columns.find(row);
    if (event == noEvent || m_shown.isLoading() || m_shown.isPartial())
        return {};
    return {columns.snapshot(), event};
}

void DetailsDesk::showSession()
{
    leaveEvent();
    m_shows = Shows::Session;
    refresh();
}

void DetailsDesk::showDelivery(const DetailsText &details)
{
    leaveEvent();
    m_shows = Shows::Delivery;
    m_panel->showDetails(details);
}

void DetailsDesk::refresh()
{
    if (m_shows == Shows::Session && m_shown.summary())
        m_panel->showDetails(sessionDetails(*m_shown.summary(), m_bridge.clock().wallNow(), m_sheet));
}

void DetailsDesk::leaveEvent()
{
    m_bridge.reader().forgetEvent();
    m_reader.forgetKin();
    m_event.reset();
    m_context = {};
}

/// What is known of the events around it may come before the event itself.
void DetailsDesk::takeEvent(std::int64_t row, const StoredEvent &event)
{
    if (m_shows != Shows::Event || row != m_row)
        return;
    m_event = event;
    m_context.row = row;
    m_context.agentName = nameOf(event.agent);
    m_context.sessionStart = m_shown.summary() ? std::optional(m_shown.summary()->started) : std::nullopt;
    m_context.body = std::make_shared<const EventBody>(event);
    showEventNow();
}

void DetailsDesk::takeKin(const SessionId &session, std::int64_t row, const EventKin &kin)
{
    if (m_shows != Shows::Event || row != m_row || session != m_shown.id())
        return;
    m_context.kin = kin;
    showEventNow();
}

void DetailsDesk::showEventNow()
{
    if (m_event)
        m_panel->showDetails(eventDetails(*m_event, m_context));
}

void DetailsDesk::takeSheet(const SessionId &session, const SessionSheet &sheet)
{
    if (session != m_shown.id())
        return;
    m_sheet = sheet;
    refresh();
}

void DetailsDesk::takeSummary()
{
    const auto &summary = m_shown.summary();
    if (!summary)
        return;
    const std::uint64_t events = summary->counts.total() + 1; // 0: never read
    if (events != m_sheetEvents) {
        m_sheetEvents = events;
        m_reader.readSheet(summary->id);
    }
    refresh();
}

bool DetailsDesk::waitsForLogs(const SessionId &session) const
{
    return m_panel->logSession() == session && m_shown.summary().has_value();
}

std::string DetailsDesk::nameOf(const AgentId &agent) const
{
    const auto found = std::ranges::find(m_sheet.agents, agent, &Agent::id);
    return found == m_sheet.agents.end() ? std::string() : found->name;
}

} // namespace sluice::ui
