// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/queue_picture.h"
#include "ui/models/queue_rates.h"

#include <QString>
#include <QStringList>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sluice::ui {

// The live picture of a queue in words: what stands in it, and what a screen reader says of it.

enum class ProducerState : std::uint8_t { Recording, Waiting, Idle, Ended };

/// A thread that began a record() less than this ago is said to record: some looks of the window, so that the
/// word does not flicker.
inline constexpr Millis recordingFor{200};

ProducerState stateOf(const ProducerPicture &producer);

/// A picture of a session that has ended stays as it was then: nobody records to it any more.
enum class SessionPhase : std::uint8_t { Recorded, Ended };
SessionPhase phaseOf(const QueueSnapshot &queue);

/// One producer in words.
struct ProducerLine
{
    std::uint32_t number = 0;
    ProducerState state = ProducerState::Idle;
    QString name; ///< "Producer 3"; "Others" for those without a place
    QString doing; ///< "recording", "waits 1.20 s", "idle 3.40 s", "ended"
    QString count; ///< record() calls, without a unit
    QString sentence; ///< all of it, with units

    bool operator==(const ProducerLine &) const = default;
};

ProducerLine producerLine(const ProducerPicture &producer, SessionPhase phase);

/// The first `most` producers a line each; when there are more, the last of these lines is for the rest.
struct ProducerLines
{
    std::vector<ProducerLine> lines;
    QString others; ///< "9 more: 2 wait for room", "64 producers"; empty when all have a line
};

ProducerLines producerLines(
    const std::vector<ProducerPicture> &producers, std::size_t most, SessionPhase phase);

/// "Lock: free", "Lock: held by the flusher for at least 66 ms". `heldFor` as HeldLock says it.
QString lockText(const LockPicture &lock, Nanos heldFor);

/// "1 waits · contended 1,204 times · longest wait 1.20 ms".
QString lockCountersText(const LockPicture &lock);

/// "nothing", "50 events", "50 events · 12 in doubt".
QString batchText(const Ledger &ledger);

/// "sending, attempt 2"; "backing off, again in 1.20 s".
QString flusherText(const QueueSnapshot &queue);

/// "Flush 12"; "No flush yet".
QString flushNameText(const QueueSnapshot &queue);

/// "LLM call 3, Tool call 2"; empty when all counts are 0.
QString typeCountsText(const TypeCounts &counts);

/// A cell for its tool tip: "Places 11 to 20 of 100,000: 7 filled\nLLM call 4, Tool call 3". `first` counts
/// from the oldest place, 0.
QString cellText(const QueueCell &cell, std::size_t first, std::size_t capacity);

/// "drop newest · dropped 712 (queue full)".
QString policyLineText(const QueueSnapshot &queue);
/// The same, and what says the most in less room, down to "dropped 712": the number is never cut.
QStringList policyLineTexts(const QueueSnapshot &queue);

/// The whole picture in some sentences.
QString pictureText(const QueuePicture &picture, const QueueRates::Rates &rates, Nanos heldFor);

} // namespace sluice::ui
