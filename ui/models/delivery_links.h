// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ids.h"
#include "core/model/stored.h"

#include <QList>
#include <QObject>

#include <cstdint>
#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

namespace sluice::ui {

/// Which flushes carried an event, and which events a flush carried, of one session. An answer that is not
/// known is asked for by a signal, one at a time and the newest first, and remembered; after news it is asked
/// for again, and what was known stands until the new answer comes. thread: GUI
class DeliveryLinks final : public QObject
{
    Q_OBJECT
public:
    /// What a flush carried, as far as it is in the store.
    struct Carried
    {
        std::uint64_t events = 0;
        Timestamp begin; ///< of the first of them
        Timestamp end; ///< of the last of them
        std::vector<qint64> rows;
    };

    /// A flush's events are looked at up to this many: more than a body of 1 MiB usually has.
    static constexpr std::size_t mostEvents = 5'000;

    /// Answers that are remembered of each kind; then all are forgotten.
    static constexpr std::size_t mostAnswers = 4'096;

    using QObject::QObject;

    /// Forgets everything; what is asked for is of `session` from now on.
    void reset(const SessionId &session);

    /// Flushes have come or changed, and the answers with them.
    void doubtAnswers() { ++m_generation; }

    /// Sequences of the flushes that carried the event of `row`, in their order; nullptr: not known yet.
    const std::vector<std::uint64_t> *flushesOf(qint64 row);

    /// The same without asking.
    const std::vector<std::uint64_t> *knownFlushesOf(qint64 row) const;

    /// nullptr: not known yet. `events` 0: nothing of it is known to the store.
    const Carried *eventsOf(std::uint64_t sequence);

    /// The answers; an empty one: not known.
    void takeFlushes(const SessionId &session, qint64 row, const QList<quint64> &sequences);
    void takeEvents(const SessionId &session, quint64 sequence, const std::vector<sluice::EventHead> &events);

Q_SIGNALS:
    void flushesWanted(const sluice::SessionId &session, qint64 row);
    void eventsWanted(const sluice::SessionId &session, quint64 sequence);
    void changed();

private:
    struct Carriers
    {
        std::vector<std::uint64_t> sequences;
        std::uint64_t generation = 0;
    };
    struct CarriedAnswer
    {
        Carried carried;
        std::uint64_t generation = 0;
    };

    /// One question under way, and the newest ones that wait for it.
    template <typename Key>
    struct Questions
    {
        static constexpr std::size_t mostWaiting = 4;

        std::optional<Key> asked;
        std::uint64_t generation = 0; ///< of the answers, when it was asked
        std::deque<Key> waiting;

        bool isNew(const Key &key) const;
        void add(const Key &key);
        std::optional<Key> next(std::uint64_t now);
    };

    void askForFlushes();
    void askForEvents();

    SessionId m_session;
    std::uint64_t m_generation = 0;
    std::unordered_map<qint64, Carriers> m_flushes;
    std::unordered_map<std::uint64_t, CarriedAnswer> m_events;
    Questions<qint64> m_rows;
    Questions<std::uint64_t> m_sequences;
};

} // namespace sluice::ui
