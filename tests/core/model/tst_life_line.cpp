// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/life_line.h"

#include <QTest>

using namespace sluice;

namespace {

Timestamp at(int micros)
{
    return Timestamp(Micros(1'790'000'000'000'000 + micros));
}

FlushRecord flush(FlushOutcome outcome, int ended)
{
    FlushRecord record;
    record.outcome = outcome;
    record.ended = at(ended);
    return record;
}

} // namespace

class TestLifeLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAcknowledgedByTheFlushThatDeliveredIt_data();
    void isAcknowledgedByTheFlushThatDeliveredIt();
};

void TestLifeLine::isAcknowledgedByTheFlushThatDeliveredIt_data()
{
    QTest::addColumn<std::vector<FlushRecord>>("flushes");
    QTest::addColumn<std::optional<Timestamp>>("acknowledged");
    using Flushes = std::vector<FlushRecord>;
    const auto row = [](const char *name, const Flushes &flushes, std::optional<Timestamp> when) {
        QTest::newRow(name) << flushes << when;
    };
    row("no flush", {}, std::nullopt);
    row("one", {flush(FlushOutcome::Delivered, 5)}, at(5));
    row("split before", {flush(FlushOutcome::Split, 3), flush(FlushOutcome::Delivered, 5)}, at(5));
    row("refused", {flush(FlushOutcome::Refused, 3)}, std::nullopt);
    row("still under way", {flush(FlushOutcome::Split, 3), flush(FlushOutcome::Retrying, 4)}, std::nullopt);
    row("delivered twice", {flush(FlushOutcome::Delivered, 5), flush(FlushOutcome::Delivered, 9)}, at(5));
}

void TestLifeLine::isAcknowledgedByTheFlushThatDeliveredIt()
{
    QFETCH(const std::vector<FlushRecord>, flushes);
    QFETCH(const std::optional<Timestamp>, acknowledged);
    LifeLine life;
    life.flushes = flushes;
    QCOMPARE(life.acknowledged(), acknowledged);
}

QTEST_APPLESS_MAIN(TestLifeLine)
#include "tst_life_line.moc"
