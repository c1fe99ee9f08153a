// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/write_ahead.h"
#include "tests/core/spool/spool_fixture.h"

#include <QTest>

using namespace sluice;

namespace {

const SessionId one("11111111-1111-4111-8111-111111111111");

using Texts = std::vector<std::string>;

std::string eventText(int number)
{
    return "{\"event\":" + std::to_string(number) + ",\"padding\":\""
        + std::string(static_cast<std::size_t>(number % 97), 'x') + "\"}";
}

/// Records `text`, making room when it is wanted.
WriteAhead::Place record(WriteAhead &writeAhead, const std::string &text)
{
    if (writeAhead.wantsRoom() && !writeAhead.makeRoom())
        return {};
    const WriteAhead::Place place = writeAhead.reserve(text.size());
    if (place.bytes != 0)
        writeAhead.fill(place, text);
    return place;
}

} // namespace

class TestWriteAhead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recoversWhatWasFilled();
    void usesSegmentsAgain();
};

void TestWriteAhead::recoversWhatWasFilled()
{
    const TemporaryRoot root;
    Texts expected;
    {
        const auto spool = root.open();
        auto writeAhead = spool->writeAhead(makeSession(one.text())).value();
        for (int i = 0; i < 20'000; ++i) {
            const WriteAhead::Place place = record(*writeAhead, eventText(i));
            QVERIFY(place.bytes != 0);
            if (i % 3 == 0)
                writeAhead->settle(place);
            else
                expected.push_back(eventText(i));
        }
    }
    const auto spool = root.open();
    QCOMPARE(spool->adopted().size(), std::size_t{1});
    QVERIFY(spool->adopted().front() == makeSession(one.text()));
    QVERIFY(spool->findings().empty());
    QVERIFY(spool->oldest(one).value()->inDoubt);
    QCOMPARE(spool->events(one), expected.size());
    QVERIFY(drain(*spool, one) == expected);
}

void TestWriteAhead::usesSegmentsAgain()
{
    const TemporaryRoot root;
    {
        const auto spool = root.open();
        auto writeAhead = spool->writeAhead(makeSession(one.text())).value();
        std::uint64_t most = 0;
        for (int i = 0; i < 100'000; ++i) {
            const WriteAhead::Place place = record(*writeAhead, eventText(i));
            QVERIFY(place.bytes != 0);
            writeAhead->settle(place);
            most = std::max(most, writeAhead->bytesInUse());
        }
        QVERIFY2(most < 600U << 10U, std::to_string(most).c_str());
    }
    QCOMPARE(root.folders().size(), std::size_t{0});
}

QTEST_APPLESS_MAIN(TestWriteAhead)
#include "tst_write_ahead.moc"
