// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/json_tree_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace sluice;
using namespace sluice::ui;

namespace {

constexpr std::size_t sixteenMiB = std::size_t{16} << 20U;

SharedBody bodyOf(std::string text)
{
    StoredEvent event;
    event.body = std::move(text);
    return std::make_shared<const EventBody>(event);
}

/// Opens the first child again and again; returns how deep that goes.
int openDown(JsonTreeModel &model)
{
    int depth = 0;
    for (QModelIndex at = model.index(0, 0); at.isValid(); at = model.index(0, 0, at)) {
        ++depth;
        if (model.canFetchMore(at))
            model.fetchMore(at);
    }
    return depth;
}

} // namespace

class TestJsonTreeModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsValuesInShort_data();
    void showsValuesInShort();
    void isAProperModel();
    void namesThePlaceOfEachRow();
    void opensADeepBodyLevelByLevel();
    void opensAMillionChildrenInPages();
    void opensOneHugeText();
    void findsWordsAndTheirRows();
    void readsNoMoreThanTheHitNeeds();
    void showsNothingOfWhatIsNotJson();
    void marksHiddenCharacters();
};

void TestJsonTreeModel::showsValuesInShort_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("shown");
    QTest::newRow("text") << QByteArray(R"(["a\nb"])") << QStringLiteral("\"a b\"");
    QTest::newRow("long text") << QByteArray("[\"" + QByteArray(300, 'x') + "\"]")
                               << QStringLiteral("\"") + QString(200, u'x') + QStringLiteral("…");
    QTest::newRow("digits stay") << QByteArray("[18446744073709551615.000]")
                                 << QStringLiteral("18446744073709551615.000");
    QTest::newRow("empty object") << QByteArray("[{ }]") << QStringLiteral("{}");
    QTest::newRow("empty list") << QByteArray("[[]]") << QStringLiteral("[]");
    QTest::newRow("one member") << QByteArray(R"([{"a":1}])") << QStringLiteral("{1 member}");
    QTest::newRow("elements") << QByteArray("[[1,2,3]]") << QStringLiteral("[3 elements]");
    QTest::newRow("markup") << QByteArray(R"(["<b>x</b>"])") << QStringLiteral("\"<b>x</b>\"");
    QTest::newRow("no container") << QByteArray("null") << QStringLiteral("null");
}

void TestJsonTreeModel::showsValuesInShort()
{
    QFETCH(QByteArray, json);
    JsonTreeModel model;
    model.show(bodyOf(json.toStdString()));
    QTEST(model.index(0, JsonTreeModel::Value).data().toString(), "shown");
}

void TestJsonTreeModel::isAProperModel()
{
    JsonTreeModel model;
    model.show(bodyOf(R"({"a":[1,{"b":[]},"x"],"c":{},"d":null})"));
    QCOMPARE(model.rowCount(), 3);
    const QModelIndex list = model.index(0, 0);
    QVERIFY(model.hasChildren(list));
    QCOMPARE(model.rowCount(list), 0);
    model.fetchMore(list);
    QCOMPARE(model.rowCount(list), 3);
    QVERIFY(!model.hasChildren(model.index(1, 0)));
    model.fetchMore(model.index(1, 0, list));
    // The tester fetches within its own slots, and calls that a change within a change: so it looks once.
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.model()->disconnect(&tester);
    model.show(bodyOf("7"));
    QCOMPARE(model.rowCount(), 1);
    model.show({});
    QCOMPARE(model.rowCount(), 0);
}

void TestJsonTreeModel::namesThePlaceOfEachRow()
{
    JsonTreeModel model;
    model.show(bodyOf(R"({"a/b":[{"c~d":"\u00e4"}]})"));
    const QModelIndex list = model.index(0, 0);
    model.fetchMore(list);
    const QModelIndex object = model.index(0, 0, list);
    model.fetchMore(object);
    const QModelIndex leaf = model.index(0, 0, object);
    QCOMPARE(model.pointer(leaf), QStringLiteral("/a~1b/0/c~0d"));
    QCOMPARE(model.fullText(leaf), std::string("\xc3\xa4"));
    QCOMPARE(model.rawText(object), std::string_view(R"({"c~d":"\u00e4"})"));
    QCOMPARE(leaf.data(Qt::AccessibleTextRole).toString(), QStringLiteral("c~d: \"ä\""));
}

void TestJsonTreeModel::opensADeepBodyLevelByLevel()
{
    constexpr std::size_t depth = JsonIndex::mostDepth;
    const std::string ballast(sixteenMiB / depth - 8, 'x');
    std::string text;
    text.reserve(sixteenMiB + 1024);
    for (std::size_t i = 0; i + 1 < depth; ++i)
        text += '[';
    text += "[1]";
    for (std::size_t i = 0; i + 1 < depth; ++i)
        text += ",\"" + ballast + "\"]";
    JsonTreeModel model;
    model.show(bodyOf(std::move(text)));
    QCOMPARE(openDown(model), static_cast<int>(depth));
    QCOMPARE(model.cost().nodes, 2 * (depth - 1) + 1);
    QVERIFY2(
        model.cost().bytes < depth * 2 * JsonIndex::longValue, std::to_string(model.cost().bytes).c_str());
}

void TestJsonTreeModel::opensAMillionChildrenInPages()
{
    std::string text = "{\"list\":[";
    for (int i = 0; i < 1'000'000; ++i)
        text += i == 0 ? "\"0123456789ab\"" : ",\"0123456789ab\"";
    text += "]}";
    JsonTreeModel model;
    model.show(bodyOf(std::move(text)));
    const QModelIndex list = model.index(0, 0);
    QCOMPARE(list.siblingAtColumn(1).data().toString(), QStringLiteral("[1,000,000 elements]"));
    QCOMPARE(model.cost().nodes, std::size_t{1});
    model.fetchMore(list);
    QCOMPARE(model.rowCount(list), static_cast<int>(JsonTreeModel::pageSize));
    QCOMPARE(model.cost().nodes, JsonTreeModel::pageSize + 1);
    QVERIFY(model.cost().bytes <= JsonTreeModel::pageSize * 15);
    QVERIFY(!model.canFetchMore(list)); // a view that lays out again gets no more
    while (model.hasMore(list))
        model.readMore(list);
    QCOMPARE(model.rowCount(list), 1'000'000);
    QCOMPARE(model.pointer(model.index(999'999, 0, list)), QStringLiteral("/list/999999"));
}

void TestJsonTreeModel::opensOneHugeText()
{
    JsonTreeModel model;
    model.show(bodyOf("{\"text\":\"" + std::string(sixteenMiB, 'x') + "\",\"after\":1}"));
    QCOMPARE(model.rowCount(), 2);
    QVERIFY2(model.cost().bytes < 100, std::to_string(model.cost().bytes).c_str());
    QVERIFY(model.index(0, 1).data().toString().size() < 300);
    QCOMPARE(model.fullText(model.index(0, 0)).size(), sixteenMiB);
}

void TestJsonTreeModel::findsWordsAndTheirRows()
{
    JsonTreeModel model;
    model.show(bodyOf(R"({"a":["x",{"Needle":1}],"b":"a needle","c":{"d":"z"}})"));
    using Direction = JsonTreeModel::Direction;
    QStringList hits;
    QModelIndex at;
    for (int i = 0; i < 3; ++i) {
        at = model.find(QStringLiteral("needle"), at, Direction::Next);
        hits << model.pointer(at);
    }
    QCOMPARE(hits.join(u' '), QStringLiteral("/a/1/Needle /b /a/1/Needle"));
    at = model.find(QStringLiteral("needle"), at, Direction::Previous);
    QCOMPARE(model.pointer(at), QStringLiteral("/b"));
    QCOMPARE(model.pointer(model.find(QStringLiteral("z"), {}, Direction::Previous)), QStringLiteral("/c/d"));
    QVERIFY(!model.find(QStringLiteral("nowhere"), {}, Direction::Next).isValid());
    QVERIFY(!model.find({}, {}, Direction::Next).isValid());
}

void TestJsonTreeModel::readsNoMoreThanTheHitNeeds()
{
    std::string text = "[";
    for (int i = 0; i < 100'000; ++i)
        text += (i == 0 ? "" : ",") + (i == 5'500 ? std::string("\"hit\"") : std::string("[0]"));
    JsonTreeModel model;
    model.show(bodyOf(text + "]"));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QModelIndex hit = model.find(QStringLiteral("hit"), {}, JsonTreeModel::Direction::Next);
    QCOMPARE(hit.row(), 5'500);
    QCOMPARE(model.cost().nodes, std::size_t{6'000});
    QCOMPARE(inserted.count(), 1);
}

void TestJsonTreeModel::showsNothingOfWhatIsNotJson()
{
    JsonTreeModel model;
    const SharedBody body = bodyOf("{\"a\":");
    QVERIFY(!body->problem().empty());
    model.show(body);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.canFetchMore({}));
    QVERIFY(!model.hasMore({}));
}

void TestJsonTreeModel::marksHiddenCharacters()
{
    JsonTreeModel model;
    model.show(bodyOf(R"({"a\u202eb":"c\u202ed"})"));
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("a[U+202E]b"));
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("\"c[U+202E]d\""));
}

QTEST_GUILESS_MAIN(TestJsonTreeModel)
#include "tst_json_tree_model.moc"
