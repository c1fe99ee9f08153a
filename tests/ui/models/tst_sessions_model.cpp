// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/sessions_model.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp base{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

SessionSummary live(const char *id, std::chrono::seconds started)
{
    SessionSummary session;
    session.id = SessionId(id);
    session.tags = {id};
    session.started = base + started;
    session.lastNews = session.started;
    return session;
}

SessionSummary ended(const char *id, std::chrono::seconds started, std::chrono::seconds after)
{
    SessionSummary session = live(id, started);
    session.ended = session.started + after;
    session.endState = EndState::Success;
    return session;
}

/// The names of all rows, top down: "b a c".
QString names(const SessionsModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows << model.index(row, SessionsModel::Name).data().toString();
    return rows.join(QLatin1Char(' '));
}

QString cell(const SessionsModel &model, const char *id, int column)
{
    const QModelIndex row = model.indexOf(SessionId(id));
    return row.siblingAtColumn(column).data().toString();
}

} // namespace

class TestSessionsModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsLiveOnesFirstThenTheNewest();
    void changesARowWithoutReset();
    void keepsTheIdentityOfAMovedRow();
    void showsWhatIsKnown();
    void outlinesASessionInOneLine();
    void dashesWhatIsNotKnown();
    void fallsSilentWithoutNews();
    void growsTheDurationOfLiveOnes();
    void sortsByAnyColumn_data();
    void sortsByAnyColumn();
    void goesBackToTheFirstOrder();
    void staysInOrderUnderManyChanges();
};

void TestSessionsModel::showsLiveOnesFirstThenTheNewest()
{
    SessionsModel model;
    QAbstractItemModelTester tester(&model);
    model.setNow(base + 100s);
    model.update({ended("old", 0s, 1s), live("run", 50s), ended("new", 60s, 1s)});
    model.update({live("later", 70s)});
    QCOMPARE(names(model), QStringLiteral("later run new old"));
}

void TestSessionsModel::changesARowWithoutReset()
{
    SessionsModel model;
    QAbstractItemModelTester tester(&model);
    model.setNow(base + 100s);
    model.update({live("a", 50s), live("b", 60s)});
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);

    SessionSummary a = live("a", 50s);
    a.counts.of(EventType::Action) = 1'200;
    model.update({a});

    QCOMPARE(resets.count(), 0);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes[0][0].toModelIndex().row(), 1);
    QCOMPARE(cell(model, "a", SessionsModel::Events), QStringLiteral("1,200"));
}

void TestSessionsModel::keepsTheIdentityOfAMovedRow()
{
    SessionsModel model;
    QAbstractItemModelTester tester(&model);
    model.setNow(base + 100s);
    model.update({live("a", 50s), live("b", 60s), ended("c", 10s, 1s)});
    const QPersistentModelIndex b = model.indexOf(SessionId("b"));
    QCOMPARE(b.row(), 0);

    model.update({ended("b", 60s, 5s)});

    QCOMPARE(names(model), QStringLiteral("a b c"));
    QCOMPARE(b.row(), 1);
    QCOMPARE(b.data(SessionsModel::IdRole).toString(), QStringLiteral("b"));
}

void TestSessionsModel::showsWhatIsKnown()
{
    SessionsModel model;
    model.setNow(base + 100s);
    SessionSummary session = ended("run", 50s, 2s);
    session.origin = Origin::Recorded;
    session.counts.of(EventType::Tool) = 5;
    session.counts.of(EventType::Error) = 2;
    session.drops = 3;
    model.update({session});
    QCOMPARE(cell(model, "run", SessionsModel::State), QStringLiteral("ended: Success"));
    QCOMPARE(cell(model, "run", SessionsModel::Duration), QStringLiteral("2.00 s"));
    QCOMPARE(cell(model, "run", SessionsModel::Events), QStringLiteral("7"));
    QCOMPARE(cell(model, "run", SessionsModel::Errors), QStringLiteral("2"));
    QCOMPARE(cell(model, "run", SessionsModel::Drops), QStringLiteral("3"));
    QCOMPARE(cell(model, "run", SessionsModel::From), QStringLiteral("recorded here"));
}

void TestSessionsModel::outlinesASessionInOneLine()
{
    SessionsModel model;
    model.setNow(base + 24h);
    model.update({ended("done", 0s, 2s), live("run", 24h - 5s)});
    const auto outline = [&](const char *id) {
        return model.indexOf(SessionId(id)).data(SessionsModel::OutlineRole).toString();
    };
    QVERIFY2(outline("done").startsWith(QStringLiteral("Success · 2")), qPrintable(outline("done")));
    QVERIFY2(outline("done").endsWith(QStringLiteral(" · 2.00 s")), qPrintable(outline("done")));
    QVERIFY2(outline("run").startsWith(QStringLiteral("running · ")), qPrintable(outline("run")));
    QVERIFY2(outline("run").endsWith(QStringLiteral(" · 5.00 s")), qPrintable(outline("run")));
}

void TestSessionsModel::dashesWhatIsNotKnown()
{
    SessionsModel model;
    model.update({live("received", 50s)});
    QCOMPARE(cell(model, "received", SessionsModel::Drops), QStringLiteral("—"));
}

void TestSessionsModel::fallsSilentWithoutNews()
{
    SessionsModel model;
    QAbstractItemModelTester tester(&model);
    model.setNow(base + 10s);
    model.update({live("quiet", 5s), live("older", 0s)});
    SessionSummary older = live("older", 0s);
    older.lastNews = base + 60s;
    model.update({older});
    model.setNow(base + 66s);
    QCOMPARE(cell(model, "quiet", SessionsModel::State), QStringLiteral("silent"));
    QCOMPARE(names(model), QStringLiteral("older quiet"));
}

void TestSessionsModel::growsTheDurationOfLiveOnes()
{
    SessionsModel model;
    model.setNow(base + 10s);
    model.update({live("run", 5s)});
    model.setNow(base + 12s);
    QCOMPARE(cell(model, "run", SessionsModel::Duration), QStringLiteral("7.00 s"));
}

void TestSessionsModel::sortsByAnyColumn_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("ascending");
    QTest::newRow("name") << int{SessionsModel::Name} << QStringLiteral("a b c");
    QTest::newRow("state") << int{SessionsModel::State} << QStringLiteral("c a b");
    QTest::newRow("started") << int{SessionsModel::Started} << QStringLiteral("b a c");
    QTest::newRow("duration") << int{SessionsModel::Duration} << QStringLiteral("a b c");
    QTest::newRow("events") << int{SessionsModel::Events} << QStringLiteral("c b a");
    QTest::newRow("errors") << int{SessionsModel::Errors} << QStringLiteral("c a b");
    QTest::newRow("drops") << int{SessionsModel::Drops} << QStringLiteral("a c b");
}

void TestSessionsModel::sortsByAnyColumn()
{
    QFETCH(int, column);
    SessionsModel model;
    QAbstractItemModelTester tester(&model);
    model.setNow(base + 100s);
    SessionSummary a = ended("a", 20s, 1s);
    a.counts.of(EventType::Action) = 30;
    SessionSummary b = ended("b", 10s, 2s);
    b.counts.of(EventType::Error) = 20;
    b.drops = 9;
    SessionSummary c = live("c", 50s);
    c.counts.of(EventType::Llm) = 10;
    c.drops = 1;
    model.update({a, b, c});
    model.sort(column);
    QTEST(names(model), "ascending");
}

void TestSessionsModel::goesBackToTheFirstOrder()
{
    SessionsModel model;
    model.setNow(base + 100s);
    model.update({ended("a", 0s, 1s), live("b", 50s), ended("c", 60s, 1s)});
    model.sort(SessionsModel::Name, Qt::DescendingOrder);
    QCOMPARE(names(model), QStringLiteral("c b a"));
    model.sort(-1);
    QCOMPARE(names(model), QStringLiteral("b c a"));
}

void TestSessionsModel::staysInOrderUnderManyChanges()
{
    SessionsModel model;
    QAbstractItemModelTester tester(&model);
    model.setNow(base + 1000s);
    model.update({live("seed", 0s)});
    for (int i = 0; i < 300; ++i) {
        const QByteArray id = QByteArray::number(i * 7 % 40);
        const std::chrono::seconds started{i * 13 % 977};
        model.update({i % 3 ? ended(id.constData(), started, 5s) : live(id.constData(), started)});
    }
    for (int row = 1; row < model.rowCount(); ++row) {
        const auto above = std::pair(
            model.at(row - 1)->stateAt(base + 1000s), -model.at(row - 1)->started.time_since_epoch().count());
        const auto below = std::pair(
            model.at(row)->stateAt(base + 1000s), -model.at(row)->started.time_since_epoch().count());
        const auto rank = [](SessionState state) {
            return state == SessionState::Running ? 0 : state == SessionState::Silent ? 1 : 2;
        };
        QVERIFY(std::pair(rank(above.first), above.second) <= std::pair(rank(below.first), below.second));
    }
    QCOMPARE(model.rowCount(), 41);
}

QTEST_GUILESS_MAIN(TestSessionsModel)
#include "tst_sessions_model.moc"
