// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/mutex.h"
#include "core/base/random.h"
#include "core/spool/write_ahead.h"
#include "tests/core/spool/spool_fixture.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

using namespace sluice;

namespace {

const SessionId one("11111111-1111-4111-8111-111111111111");
constexpr int producerCount = 8;
constexpr int eventsEach = 4'000;

/// What the queue is to the write-ahead: its lock, and the hand-over to the thread that settles.
class Records
{
public:
    explicit Records(WriteAhead &writeAhead)
        : m_writeAhead(writeAhead)
    { }

    /// As record() does: reserve under the lock, fill after it. Yields until there is room.
    void record(const std::string &text, const std::stop_token &stop)
    {
        while (!stop.stop_requested()) {
            MutexLock lock(m_mutex);
            const WriteAhead::Place place = m_writeAhead.reserve(text.size());
            if (place.bytes != 0) {
                m_pending.push_back({place, text});
                lock.unlock();
                m_writeAhead.fill(place, text);
                return;
            }
            lock.unlock();
            std::this_thread::yield();
        }
    }

    struct Record
    {
        WriteAhead::Place place;
        std::string text;
    };
    std::vector<Record> takeAll()
    {
        const MutexLock lock(m_mutex);
        return std::exchange(m_pending, {});
    }

private:
    WriteAhead &m_writeAhead;
    Mutex m_mutex;
    std::vector<Record> m_pending GUARDED_BY(m_mutex);
};

std::string eventText(int producer, int number)
{
    const std::size_t padding = static_cast<std::size_t>(number % 300) * (number % 1000 == 0 ? 500 : 1);
    return "{\"p\":" + std::to_string(producer) + ",\"n\":" + std::to_string(number) + ",\"x\":\""
        + std::string(padding, 'x') + "\"}";
}

} // namespace

class TestWriteAheadThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothingWhenAllRunAtOnce();
};

void TestWriteAheadThreads::losesNothingWhenAllRunAtOnce()
{
    const TemporaryRoot root;
    std::multiset<std::string> kept;
    {
        const auto spool = root.open();
        const auto writeAhead = spool->writeAhead(makeSession(one.text())).value();
        Records records(*writeAhead);
        std::atomic<int> running{producerCount};
        std::vector<std::jthread> producers;
        for (int producer = 0; producer < producerCount; ++producer) {
            producers.emplace_back([&records, &running, producer](const std::stop_token &stop) {
                for (int number = 0; number < eventsEach; ++number)
                    records.record(eventText(producer, number), stop);
                --running;
            });
        }
        SeededRandom random(1);
        bool isLast = false;
        while (!isLast) {
            isLast = running == 0;
            if (writeAhead->wantsRoom())
                QVERIFY(writeAhead->makeRoom().ok());
            for (const Records::Record &record : records.takeAll()) {
                if (random.below(20) != 0)
                    writeAhead->settle(record.place);
                else
                    kept.insert(record.text);
            }
        }
    }
    const auto spool = root.open();
    QVERIFY(spool->findings().empty());
    const std::vector<std::string> recovered = drain(*spool, one);
    QCOMPARE(recovered.size(), kept.size());
    QVERIFY(std::multiset<std::string>(recovered.begin(), recovered.end()) == kept);
}

QTEST_APPLESS_MAIN(TestWriteAheadThreads)
#include "tst_write_ahead_threads.moc"
