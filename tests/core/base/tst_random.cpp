// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/base/random.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <limits>

using namespace sluice;

namespace {

/// Always the same number.
class StuckRandom final : public Random
{
public:
    explicit StuckRandom(std::uint64_t value)
        : m_value(value)
    { }
    std::uint64_t next() override { return m_value; }

private:
    std::uint64_t m_value;
};

} // namespace

class TestRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesSplitMixsSequence();
    void staysBelowTheBound_data();
    void staysBelowTheBound();
    void drawsEvenly();
    void takesOtherEntropyEachTime();
};

// The reference generator's first outputs for the seed 1234567 (as tests of SplitMix64 ports quote them).
void TestRandom::makesSplitMixsSequence()
{
    SeededRandom random(1'234'567);
    QCOMPARE(random.next(), std::uint64_t(6457827717110365317U));
    QCOMPARE(random.next(), std::uint64_t(3203168211198807973U));
    QCOMPARE(random.next(), std::uint64_t(9817491932198370423U));
    QCOMPARE(random.next(), std::uint64_t(4593380528125082431U));
    QCOMPARE(random.next(), std::uint64_t(16408922859458223821U));
}

void TestRandom::staysBelowTheBound_data()
{
    constexpr quint64 most = std::numeric_limits<quint64>::max();
    QTest::addColumn<quint64>("drawn");
    QTest::addColumn<quint64>("bound");
    QTest::addColumn<quint64>("below");
    QTest::newRow("no room") << most << quint64(0) << quint64(0);
    QTest::newRow("one place") << most << quint64(1) << quint64(0);
    QTest::newRow("least of ten") << quint64(0) << quint64(10) << quint64(0);
    QTest::newRow("middle of ten") << most / 2 + 1 << quint64(10) << quint64(5);
    QTest::newRow("greatest of ten") << most << quint64(10) << quint64(9);
    QTest::newRow("greatest of all") << most << most << most - 1;
}

void TestRandom::staysBelowTheBound()
{
    QFETCH(quint64, drawn);
    QFETCH(quint64, bound);
    QFETCH(quint64, below);
    StuckRandom random(drawn);
    QCOMPARE(quint64(random.below(bound)), below);
}

void TestRandom::drawsEvenly()
{
    constexpr int draws = 60'000;
    std::array<int, 6> seen{};
    SeededRandom random(11);
    for (int i = 0; i < draws; ++i)
        ++seen.at(random.below(6));
    QVERIFY(*std::ranges::min_element(seen) > draws / 6 - 600); // 600 are more than six standard deviations
    QVERIFY(*std::ranges::max_element(seen) < draws / 6 + 600);
}

void TestRandom::takesOtherEntropyEachTime()
{
    QVERIFY(systemEntropy() != systemEntropy());
}

QTEST_APPLESS_MAIN(TestRandom)
#include "tst_random.moc"
