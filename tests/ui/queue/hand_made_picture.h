// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/queue_picture.h"

#include <algorithm>
#include <cstddef>

namespace sluice::test {

inline constexpr Timestamp pictureTime{std::chrono::seconds{1'800'000'000}};

/// A queue of `capacity` of which the oldest `depth` places hold events of all types in turn; four producers,
/// the second of which waits for room and the fourth of which is idle; 50 events in flight, their second
/// attempt under way; the lock held by a producer with two waiters.
inline QueuePicture handMadePicture(std::size_t capacity, std::size_t depth)
{
    QueuePicture picture;
    QueueSnapshot &queue = picture.queue;
    queue.session = SessionId("638552b9-1f4c-4b0e-9a51-2f6f3f0f7c11");
    queue.time = pictureTime;
    queue.depth = depth;
    queue.capacity = capacity;
    queue.highWater = depth + (capacity - depth) / 2;
    queue.policy = OverflowPolicy::DropNewest;
    queue.flusher = FlusherState::Sending;
    queue.attempt = 2;
    queue.flushes = 12;
    queue.waiting = 1;
    queue.ledger.queued = depth;
    queue.ledger.inFlight = 50;
    queue.ledger.delivered = 300;
    queue.ledger.dropsFor(DropReason::QueueFull) = 712;
    queue.ledger.recorded = queue.ledger.accountedFor();
    const std::size_t cells = std::min<std::size_t>(capacity, 400);
    std::size_t place = 0;
    for (std::size_t i = 0; i < cells; ++i) {
        QueueCell cell;
        const std::size_t end = capacity * (i + 1) / cells;
        cell.places = static_cast<std::uint32_t>(end - place);
        for (; place < end; ++place) {
            if (place < depth) {
                ++cell.filled;
                ++cell.byType[place * 7 % 11 % 5];
            }
        }
        picture.cells.push_back(cell);
    }
    picture.inFlight = {20, 12, 10, 3, 5};
    picture.lock = {LockPicture::Holder::Producer, 77, 2, 1'204, Micros(1'200)};
    picture.producers = {
        {1, 12'345, false, Nanos{0}, Nanos{0}, Micros(40)},
        {2, 9'876, true, Millis(1'200), Millis(1'900), Millis(1'200)},
        {3, 512, false, Nanos{0}, Millis(3), Micros(90)},
        {4, 7, false, Nanos{0}, Nanos{0}, Millis(3'400)},
    };
    return picture;
}

} // namespace sluice::test
