// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/flush_log_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace std::chrono_literals;

namespace {

const SessionId session{"s"};

FlushRecord started(std::uint64_t sequence)
{
    FlushRecord flush;
    flush.session = session;
    flush.sequence = sequence;
    flush.events = 50;
    flush.bytes = 2'048;
    flush.attempts = 1;
    return flush;
}

FlushRecord delivered(std::uint64_t sequence)
{
    FlushRecord flush = started(sequence);
    flush.outcome = FlushOutcome::Delivered;
    flush.httpStatus = 200;
    flush.ended = flush.started + 2ms;
    return flush;
}

/// Sequence and outcome of each line, top down: "2 sending, 1 delivered".
QString lines(const FlushLogModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows << model.index(row, FlushLogModel::Sequence).data().toString() + QLatin1Char(' ')
                + model.index(row, FlushLogModel::Outcome).data().toString();
    return rows.join(QStringLiteral(", "));
}

} // namespace

class TestFlushLogModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void putsTheNewestOnTop();
    void keepsTheLineOfAFlushThatEnds();
    void passesOverOtherSessions();
    void findsThePlaceOfALateOne();
    void saysHowManyLinesAreLeftOut();
    void neverBringsBackWhatWasLeftOut();
    void startsFromWhatIsStored();
    void saysEachColumn();
};

void TestFlushLogModel::putsTheNewestOnTop()
{
    FlushLogModel model;
    QAbstractItemModelTester tester(&model);
    model.show(session);
    QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
    model.add({started(1), started(2), started(3)});
    QCOMPARE(lines(model), QStringLiteral("3 sending, 2 sending, 1 sending"));
    QCOMPARE(inserts.count(), 1);
}

void TestFlushLogModel::keepsTheLineOfAFlushThatEnds()
{
    FlushLogModel model;
    QAbstractItemModelTester tester(&model);
    model.show(session);
    model.add({started(1), started(2)});
    QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
    model.add({delivered(1)});
    QCOMPARE(lines(model), QStringLiteral("2 sending, 1 delivered"));
    QCOMPARE(inserts.count(), 0);
}

void TestFlushLogModel::passesOverOtherSessions()
{
    FlushLogModel model;
    model.show(SessionId("another"));
    model.add({started(1)});
    QCOMPARE(model.rowCount(), 0);
}

void TestFlushLogModel::findsThePlaceOfALateOne()
{
    FlushLogModel model;
    QAbstractItemModelTester tester(&model);
    model.show(session);
    model.add({delivered(1), delivered(4)});
    model.add({delivered(2), delivered(5), delivered(3), delivered(5)});
    QCOMPARE(lines(model), QStringLiteral("5 delivered, 4 delivered, 3 delivered, 2 delivered, 1 delivered"));
}

void TestFlushLogModel::saysHowManyLinesAreLeftOut()
{
    FlushLogModel model(nullptr, 3);
    QAbstractItemModelTester tester(&model);
    model.show(session);
    QSignalSpy leftOut(&model, &FlushLogModel::leftOutChanged);
    model.add({delivered(1), delivered(2), delivered(3)});
    QCOMPARE(leftOut.count(), 0);
    model.add({delivered(4), delivered(5)});
    QCOMPARE(lines(model), QStringLiteral("5 delivered, 4 delivered, 3 delivered"));
    QCOMPARE(leftOut.count(), 1);
    QCOMPARE(model.leftOut(), std::uint64_t{2});
}

void TestFlushLogModel::neverBringsBackWhatWasLeftOut()
{
    FlushLogModel model(nullptr, 2);
    QAbstractItemModelTester tester(&model);
    model.show(session);
    model.add({started(1), started(2), started(3)});
    model.add({delivered(1)});
    QCOMPARE(lines(model), QStringLiteral("3 sending, 2 sending"));
    QCOMPARE(model.leftOut(), std::uint64_t{1});
}

void TestFlushLogModel::startsFromWhatIsStored()
{
    FlushLogModel model(nullptr, 2);
    QAbstractItemModelTester tester(&model);
    model.add({started(9)});
    model.show(session, {delivered(1), delivered(2), delivered(3)});
    QCOMPARE(lines(model), QStringLiteral("3 delivered, 2 delivered"));
    QCOMPARE(model.leftOut(), std::uint64_t{1});
}

void TestFlushLogModel::saysEachColumn()
{
    FlushLogModel model;
    model.show(session, {delivered(7)});
    const auto text = [&](int column) { return model.index(0, column).data().toString(); };
    QCOMPARE(text(FlushLogModel::Sequence), QStringLiteral("7"));
    QCOMPARE(text(FlushLogModel::Cause), QStringLiteral("size"));
    QCOMPARE(text(FlushLogModel::Events), QStringLiteral("50"));
    QCOMPARE(text(FlushLogModel::Bytes), QStringLiteral("2.00 KiB"));
    QCOMPARE(text(FlushLogModel::Duration), QStringLiteral("2.00 ms"));
    QCOMPARE(text(FlushLogModel::Attempts), QStringLiteral("1"));
    QCOMPARE(text(FlushLogModel::Status), QStringLiteral("200"));
    model.add({started(8)});
    QCOMPARE(text(FlushLogModel::Duration), QStringLiteral("—"));
    QCOMPARE(text(FlushLogModel::Status), QStringLiteral("—"));
}

QTEST_GUILESS_MAIN(TestFlushLogModel)
#include "tst_flush_log_model.moc"
