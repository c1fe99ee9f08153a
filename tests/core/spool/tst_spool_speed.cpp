// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/write_ahead.h"
#include "tests/core/spool/spool_fixture.h"

#include <QElapsedTimer>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

using namespace sluice;

// The bounds are wide: a busy machine and a slow disk must not fail them, a commit for each event or a system
// call for each record must. What was measured stands in the output.

namespace {

const SessionId one("11111111-1111-4111-8111-111111111111");
using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// 400 bytes, as an event of the benchmark has.
std::string eventText()
{
    return "{\"a\":\"" + std::string(392, 'x') + "\"}";
}

std::int64_t quantile(std::vector<std::int64_t> &sorted, double part)
{
    return sorted[static_cast<std::size_t>(static_cast<double>(sorted.size() - 1) * part)];
}

/// What the disk needs for the same bytes, each synced: the bound of every put().
double secondsToAppend(const std::filesystem::path &path, const std::string &text, int times)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT, 0600);
    const auto start = Clock::now();
    for (int i = 0; i < times; ++i) {
        if (::write(file, text.data(), text.size()) < 0 || ::fdatasync(file) != 0)
            return 0;
    }
    const double seconds = secondsSince(start);
    ::close(file);
    return seconds;
}

} // namespace

class TestSpoolSpeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void putsBodies();
    void adoptsQuickly();
    void recordsInNanoseconds();
};

void TestSpoolSpeed::putsBodies()
{
    const TemporaryRoot root(TemporaryRoot::Place::Disk);
    const auto spool = root.open();
    const SpooledBody body = makeBody(one, std::vector<std::string>(512, eventText()));
    constexpr int bodies = 300;
    const auto start = Clock::now();
    for (int i = 0; i < bodies; ++i)
        QVERIFY(spool->put(body).ok());
    const double seconds = secondsSince(start);
    const double alone = secondsToAppend(root.path() / "alone", body.text, bodies);
    qInfo("put(): %.0f bodies of 512 events (%zu bytes) a second, %.0f events/s; the disk alone (append and "
          "fdatasync) takes %.0f a second",
        bodies / seconds, body.text.size(), 512 * bodies / seconds, bodies / alone);
    const auto again = Clock::now();
    QCOMPARE(drain(*spool, one).size(), std::size_t{512 * bodies});
    qInfo("oldest() + remove(): %.0f bodies a second", bodies / secondsSince(again));
    QVERIFY(bodies / seconds > 20);
}

void TestSpoolSpeed::adoptsQuickly()
{
    const TemporaryRoot root(TemporaryRoot::Place::Disk);
    const SpooledBody body = makeBody(one, std::vector<std::string>(512, eventText()));
    constexpr int bodies = 500;
    {
        const auto spool = root.open();
        QVERIFY(spool->putSession(makeSession(one.text())).ok());
        for (int i = 0; i < bodies; ++i)
            QVERIFY(spool->put(body).ok());
    }
    const auto start = Clock::now();
    const auto spool = root.open();
    const double seconds = secondsSince(start);
    QCOMPARE(spool->events(one), std::uint64_t{512 * bodies});
    qInfo("adopted %.0f MiB in %.0f ms", static_cast<double>(spool->bytes()) / (1U << 20U), seconds * 1e3);
    QVERIFY(seconds < 30);
}

void TestSpoolSpeed::recordsInNanoseconds()
{
    const TemporaryRoot root(TemporaryRoot::Place::Disk);
    const auto spool = root.open();
    const auto writeAhead = spool->writeAhead(makeSession(one.text())).value();
    const std::string text = eventText();
    constexpr int records = 1'000'000;
    std::vector<std::int64_t> reserves;
    std::vector<std::int64_t> wholes;
    std::vector<std::int64_t> rooms;
    std::vector<WriteAhead::Place> held;
    for (int i = 0; i < records; ++i) {
        if (writeAhead->wantsRoom()) {
            const auto start = Clock::now();
            QVERIFY(writeAhead->makeRoom().ok());
            rooms.push_back((Clock::now() - start).count());
        }
        const auto start = Clock::now();
        const WriteAhead::Place place = writeAhead->reserve(text.size());
        const auto between = Clock::now();
        QVERIFY(place.bytes != 0);
        writeAhead->fill(place, text);
        const auto end = Clock::now();
        reserves.push_back((between - start).count());
        wholes.push_back((end - start).count());
        held.push_back(place);
        if (held.size() == 2'000) {
            for (const WriteAhead::Place &old : held)
                writeAhead->settle(old);
            held.clear();
        }
    }
    for (auto *sorted : {&reserves, &wholes, &rooms})
        std::ranges::sort(*sorted);
    qInfo(
        "reserve(): p50 %lld ns, p99 %lld ns, p99.9 %lld ns; with fill() of %zu bytes: p50 %lld ns, p99 %lld "
        "ns, p99.9 %lld ns (a look at the clock included in each)",
        static_cast<long long>(quantile(reserves, 0.5)), static_cast<long long>(quantile(reserves, 0.99)),
        static_cast<long long>(quantile(reserves, 0.999)), text.size(),
        static_cast<long long>(quantile(wholes, 0.5)), static_cast<long long>(quantile(wholes, 0.99)),
        static_cast<long long>(quantile(wholes, 0.999)));
    qInfo("makeRoom(): %zu times, p50 %.1f us, most %.1f us; %.1f MiB in use", rooms.size(),
        static_cast<double>(quantile(rooms, 0.5)) / 1e3, static_cast<double>(rooms.back()) / 1e3,
        static_cast<double>(writeAhead->bytesInUse()) / (1U << 20U));
    for (const WriteAhead::Place &old : held)
        writeAhead->settle(old);
    QVERIFY(quantile(wholes, 0.5) < 1'000);
}

QTEST_APPLESS_MAIN(TestSpoolSpeed)
#include "tst_spool_speed.moc"
