// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/store/store_reader.h"

#include <memory>
#include <string>
#include <string_view>

namespace sluice {

/// What the store knows of a received session, without its events.
struct SessionFacts
{
    SessionSummary session;
    SessionExtras extras;
    Timestamp lastKnown; ///< the end of its last event, for a session whose end is not told
};

/// Reads them from a store, when they are sent: what another endpoint is told of a session is what the store
/// says at that moment, whatever the recorder in between makes of its start and end. It opens its reader when
/// it is asked first. thread: one at a time.
class SessionFactsSource
{
public:
    explicit SessionFactsSource(DataDir dir);
    ~SessionFactsSource();

    /// Error (NotFound): the store has no such session. Else as StoreReader.
    Result<SessionFacts> read(const SessionId &session);

private:
    const DataDir m_dir;
    std::unique_ptr<StoreReader> m_reader;
};

/// The host environment with which a session is given to the recorder: names the session of the store, so
/// that who sends it finds it, after a restart too.
std::string sessionMark(const SessionId &session);
/// The session that a create_session or update_session of such a one names. Error (Invalid): none.
struct MarkedSession
{
    SessionId id;
    bool ends = false; ///< the recorder has ended it
};
Result<MarkedSession> markedSession(std::string_view body);

} // namespace sluice
