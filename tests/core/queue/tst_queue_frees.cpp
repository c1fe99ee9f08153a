// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Nothing is freed under the queue's lock: this program replaces operator delete and tries the lock in it.

#include "tests/core/queue/queue_fixture.h"

#include <QtTest>

#include <cstdlib>
#include <future>
#include <new>

using namespace sluice;

namespace {

/// While it lives, each memory block that its thread frees is a look whether another thread gets the lock.
class LockProbe
{
public:
    explicit LockProbe(const BoundedQueue &queue)
        : m_queue(queue)
    {
        current = this;
    }
    ~LockProbe() { current = nullptr; }
    LockProbe(const LockProbe &) = delete;
    LockProbe &operator=(const LockProbe &) = delete;

    static void freeing()
    {
        if (LockProbe *probe = std::exchange(current, nullptr)) {
            probe->look();
            current = probe;
        }
    }

    int frees() const { return m_frees; }

private:
    void look()
    {
        ++m_frees;
        std::promise<void> locked;
        std::thread other([&] {
            m_queue.ledger();
            locked.set_value();
        });
        const bool got = locked.get_future().wait_for(std::chrono::seconds(5)) == std::future_status::ready;
        if (got) {
            other.join();
            return;
        }
        qFatal("memory was freed under the lock"); // the other thread waits for it, and this one for that
    }

    static thread_local LockProbe *current;

    const BoundedQueue &m_queue;
    int m_frees = 0;
};

thread_local LockProbe *LockProbe::current = nullptr;

Event withText(std::size_t bytes)
{
    ActionEvent action;
    action.params = JsonText{std::string(bytes, '1')};
    return Event(std::move(action));
}

} // namespace

void *operator new(std::size_t size)
{
    if (void *memory = std::malloc(size))
        return memory;
    throw std::bad_alloc();
}

void operator delete(void *memory) noexcept
{
    if (memory)
        LockProbe::freeing();
    std::free(memory);
}

void operator delete(void *memory, std::size_t) noexcept
{
    operator delete(memory);
}

class TestQueueFrees : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dropOldestFreesAfterTheUnlock()
    {
        BoundedQueue queue(limitsOf(2, OverflowPolicy::DropOldest), m_clock);
        push(queue, 100);
        push(queue, 100);
        Event event = withText(100);
        const LockProbe probe(queue);
        queue.push(std::move(event), 100, m_clock.wallNow());
        QCOMPARE(probe.frees(), 1);
    }

    void dropOldestFreesManyAfterTheUnlock()
    {
        QueueLimits limits = limitsOf(20, OverflowPolicy::DropOldest);
        limits.maxQueueBytes = 1'000;
        BoundedQueue queue(limits, m_clock);
        for (int i = 0; i < 10; ++i)
            push(queue, 100);
        Event event = withText(1'000);
        const LockProbe probe(queue);
        queue.push(std::move(event), 1'000, m_clock.wallNow());
        QVERIFY(probe.frees() >= 10);
        QCOMPARE(queue.ledger().dropsFor(DropReason::QueueFull), 10U);
    }

    void setLimitsFreesTheRingAfterTheUnlock()
    {
        BoundedQueue queue(limitsOf(2), m_clock);
        const LockProbe probe(queue);
        queue.setLimits(limitsOf(4));
        QVERIFY(probe.frees() >= 1);
    }

    void releaseRoomFreesAfterTheUnlock()
    {
        BoundedQueue queue(limitsOf(2), m_clock);
        queue.close();
        const LockProbe probe(queue);
        queue.releaseRoom();
        QVERIFY(probe.frees() >= 1);
    }

    void takingFreesNothing()
    {
        BoundedQueue queue(limitsOf(2), m_clock);
        EventRing ring = queue.makeRing();
        push(queue, 100);
        const LockProbe probe(queue);
        queue.takeAll(ring);
        QCOMPARE(probe.frees(), 0);
    }

private:
    void push(BoundedQueue &queue, std::size_t bytes)
    {
        queue.push(withText(bytes), bytes, m_clock.wallNow());
    }

    ManualClock m_clock;
};

QTEST_APPLESS_MAIN(TestQueueFrees)
#include "tst_queue_frees.moc"
