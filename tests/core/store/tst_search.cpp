// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/search_file.h"
#include "core/store/search_intake.h"
#include "core/store/search_reader.h"
#include "tests/core/sqlite/raw_database.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <set>

using namespace sluice;

namespace {

const SessionId first(uuidText(0x51));
const SessionId second("another session");

StoredEvent saying(const SessionId &session, const std::string &id, const std::string &prompt)
{
    StoredEvent event = makeEvent(session, id, EventType::Llm);
    event.name = "gpt-4o";
    event.body = nlohmann::json{{"id", id}, {"prompt", prompt}}.dump();
    return event;
}

bool always()
{
    return true;
}

} // namespace

class TestSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void understandsWhatIsTyped_data();
    void understandsWhatIsTyped();
    void saysWhatIsWrongWithAQuery_data();
    void saysWhatIsWrongWithAQuery();
    void showsThePlacesInPlainText();
    void showsAPlaceDeepInAText();
    void groupsHitsBySession();
    void goesOnWithinASession();
    void saysThatItStoppedCounting();
    void stopsWhenNobodyWantsTheAnswer();
    void saysHowMuchIsIndexedYet();
    void followsEventsThatAreReplaced();
    void indexesNothingTwiceWhenFactsChange();
    void goesOnAfterARestart();
    void isMadeAnewWhenItWasTakenAway();
    void isPutAsideWhenDamaged_data();
    void isPutAsideWhenDamaged();
    void isMadeAnewForAnotherStore();
    void isMadeAnewWhenMostOfItIsOutOfDate();
    void takesLargeEventsOneByOne();
    void saysThatThereIsNoIndex();

private:
    void add(std::vector<StoredEvent> events)
    {
        QCOMPARE(messageOf(commit(*m_store, batchOf(std::move(events)))), std::string());
    }
    void index();
    Result<SearchAnswer> find(const std::string &query, const SearchLimits &limits = {})
    {
        const auto reader = SearchReader::open(m_data->dir());
        return reader ? (*reader)->find(query, limits, always) : reader.error();
    }
    /// Ids' numbers of what is shown, in the order of the answer.
    std::vector<std::string> found(const std::string &query);

    std::shared_ptr<TemporaryDataDir> m_data;
    std::shared_ptr<TemporaryDataDir> m_foxes; ///< the same for all rows of what may be typed
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<SearchIntake> m_intake;
    bool m_wasMadeAnew = false;
    std::uint64_t m_indexed = 0;
};

void TestSearch::init()
{
    if (m_foxes != nullptr && QTest::currentTestFunction() == QByteArray("understandsWhatIsTyped"))
        return;
    m_data = std::make_shared<TemporaryDataDir>();
    m_store = m_data->openStore();
    QVERIFY(m_store != nullptr);
    m_intake = std::make_unique<SearchIntake>(m_data->dir());
    m_wasMadeAnew = false;
}

void TestSearch::cleanup()
{
    m_intake.reset();
    m_store.reset();
    m_data.reset();
}

void TestSearch::index()
{
    SearchIntake::Progress progress;
    do {
        const Result<SearchIntake::Progress> step = m_intake->step();
        QCOMPARE(messageOf(step), std::string());
        progress = *step;
        m_wasMadeAnew = m_wasMadeAnew || progress.wasMadeAnew;
    } while (progress.hasMore);
    QCOMPARE(progress.revision, m_store->revision());
    m_indexed = progress.events;
}

std::vector<std::string> TestSearch::found(const std::string &query)
{
    std::vector<std::string> ids;
    SearchLimits limits;
    limits.hitsPerSession = 10'000;
    const Result<SearchAnswer> answer = find(query, limits);
    if (!answer)
        return {answer.error().message};
    const auto reader = m_data->openReader();
    std::uint64_t shown = 0;
    for (const SessionHits &session : answer->sessions) {
        for (const SearchHit &hit : session.hits)
            ids.push_back(reader->event(session.session.id, hit.row)->value().id.text());
        shown += session.count;
    }
    if (shown != answer->matches || ids.size() != shown)
        ids.push_back("the counts are wrong");
    return ids;
}

void TestSearch::understandsWhatIsTyped_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("ids");
    const auto row = [](const char *query, const char *ids) {
        QTest::newRow(query) << QByteArray(query) << QByteArray(ids);
    };
    row("fox", "1,2");
    row("FOX", "1,2");
    row("  quick   fox ", "1");
    row("fox quick", "1");
    row("\"quick fox\"", "");
    row("\"brown fox\"", "1");
    row("\"the brown fox\" \"quick\"", "");
    row("quick \"brown fox\"", "1");
    row("quick\"brown fox\"", "1");
    row("bro", "");
    row("bro*", "1");
    row("bro* fox*", "1");
    row("\"bro*\"", "");
    row("*", "there is nothing to search for in '*': a search text needs a letter or a digit");
    row("grosse", "");
    row("größe", "3");
    row("GROSSE*", "");
    row("GRÖßE", "3");
    row("cafe", "3");
    row("naïve", "3");
    row("你好", "3");
    row("gpt-4o", "1,2,3,4,5");
    row("4o-gpt", "");
    // None of this is the language of the index.
    row("fox AND", "");
    row("fox OR quick", "");
    row("NOT fox", "");
    row("NEAR(fox quick)", "");
    row("or and", "4");
    row("prompt:fox", "");
    row("prompt : fox", "");
    row("fox^2", "");
    row("-fox", "1,2");
    row("+fox", "1,2");
    row("(fox)", "1,2");
    row("{prompt} fox", "");
    row("fox'; DROP TABLE texts; --", "");
    row("%", "there is nothing to search for in '%': a search text needs a letter or a digit");
    row("e42", "5");
    row("zero", "5");
    row("x 2024-10-02", "4");
    row("id", "");
}

void TestSearch::understandsWhatIsTyped()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QByteArray, ids);
    if (m_foxes == nullptr) {
        StoredEvent error = saying(first, "5", "");
        error.body = R"({"code":"E42","details":"division by zero"})";
        add({saying(first, "1", "The quick brown fox"), saying(first, "2", "a fox"),
            saying(first, "3", "Größe Café naive 你好"), saying(first, "4", "and or <x> (2024-10-02)"),
            error});
        index();
        m_foxes = m_data;
    }
    m_data = m_foxes;
    std::string shown;
    for (const std::string &id : found(query.toStdString()))
        shown += (shown.empty() ? "" : ",") + id;
    QCOMPARE(shown, ids.toStdString());
}

void TestSearch::saysWhatIsWrongWithAQuery_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("nothing") << QByteArray("")
                             << QByteArray(
                                    "there is nothing to search for in '': a search text needs a letter "
                                    "or a digit");
    QTest::newRow("one quotation mark")
        << QByteArray("fox \"brown")
        << QByteArray("the quotation mark before 'brown' has no second one; leave it out, or add one");
    QTest::newRow("too long") << QByteArray(1'001, 'a')
                              << QByteArray("a search text has at most 1000 bytes; this one has 1001");
    QTest::newRow("too many words") << QByteArray("a ").repeated(33)
                                    << QByteArray("a search text has at most 32 words");
}

void TestSearch::saysWhatIsWrongWithAQuery()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QByteArray, message);
    index();
    const Result<SearchAnswer> answer = find(query.toStdString());
    QCOMPARE(messageOf(answer), message.toStdString());
    QCOMPARE(answer.error().kind, ErrorKind::Usage);
    QVERIFY(find(QByteArray(1'000, 'a').toStdString()).ok());
    QVERIFY(find(QByteArray("a ").repeated(32).toStdString()).ok());
}

void TestSearch::showsThePlacesInPlainText()
{
    add({saying(first, "1", "<b>Fox</b>\n\tand fox")});
    index();
    const SearchAnswer answer = find("fox").value();
    const SearchHit &hit = answer.sessions.at(0).hits.at(0);
    QCOMPARE(hit.snippet, std::string("<b>Fox</b>  and fox"));
    QCOMPARE(hit.places, (std::vector<TextPlace>{{3, 3}, {16, 3}}));
    QVERIFY(!hit.isCutBefore && !hit.isCutAfter);
    QVERIFY(hit.field == TextField::Prompt && hit.type == EventType::Llm && hit.start == at(1000));
    QCOMPARE(hit.name, std::string("gpt-4o"));
    QVERIFY(find("gpt")->sessions.at(0).hits.at(0).field == TextField::Name);
}

void TestSearch::showsAPlaceDeepInAText()
{
    std::string text;
    while (text.size() < 5'000)
        text += "你 ";
    add({saying(first, "1", text + "a \"fox\" ran " + text)});
    index();
    const SearchHit hit = find("fox ran")->sessions.at(0).hits.at(0);
    QVERIFY(hit.isCutBefore && hit.isCutAfter && hit.snippet.size() <= 240);
    QCOMPARE(hit.places.size(), std::size_t{2});
    QCOMPARE(hit.snippet.substr(hit.places[0].at, hit.places[0].size), std::string("fox"));
    QCOMPARE(hit.snippet.substr(hit.places[1].at, hit.places[1].size), std::string("ran"));
    const QString snippet = QString::fromStdString(hit.snippet);
    QVERIFY(!snippet.contains(QChar::ReplacementCharacter));
}

void TestSearch::groupsHitsBySession()
{
    std::vector<StoredEvent> events;
    for (int i = 0; i < 7; ++i)
        events.push_back(saying(first, "f" + std::to_string(i), "a fox"));
    for (int i = 0; i < 2; ++i)
        events.push_back(saying(second, "s" + std::to_string(i), "a fox"));
    add(events);
    index();
    const SearchAnswer answer = find("fox").value();
    QCOMPARE(answer.matches, std::uint64_t{9});
    QCOMPARE(answer.sessionCount, std::uint64_t{2});
    QVERIFY(answer.isWhole);
    QCOMPARE(answer.sessions.at(0).session.id, second);
    QCOMPARE(answer.sessions.at(0).count, std::uint64_t{2});
    QCOMPARE(answer.sessions.at(1).session.id, first);
    QCOMPARE(answer.sessions.at(1).count, std::uint64_t{7});
    QCOMPARE(answer.sessions.at(1).hits.size(), SearchLimits{}.hitsPerSession);
    SearchLimits limits;
    limits.sessions = 1;
    limits.hitsPerSession = 0;
    const SearchAnswer counts = find("fox", limits).value();
    QCOMPARE(counts.sessions.size(), std::size_t{1});
    QVERIFY(counts.sessions[0].hits.empty());
    QCOMPARE(counts.sessionCount, std::uint64_t{2});
}

void TestSearch::goesOnWithinASession()
{
    std::vector<StoredEvent> events;
    for (int i = 0; i < 5; ++i) {
        events.push_back(saying(first, "f" + std::to_string(i), "a fox"));
        events.push_back(saying(second, "s" + std::to_string(i), "a fox"));
    }
    add(events);
    index();
    add({saying(first, "f3", "another fox")});
    index();
    SearchLimits limits;
    limits.session = first;
    limits.hitsPerSession = 2;
    std::vector<std::int64_t> rows;
    for (int page = 0; page < 3; ++page) {
        const SearchAnswer answer = find("fox", limits).value();
        QCOMPARE(answer.sessions.size(), std::size_t{1});
        QCOMPARE(answer.matches, 5 - rows.size());
        for (const SearchHit &hit : answer.sessions[0].hits)
            rows.push_back(hit.row);
        limits.afterRow = rows.back();
    }
    QCOMPARE(rows.size(), std::size_t{5});
    QVERIFY(std::is_sorted(rows.begin(), rows.end()));
    QVERIFY(find("fox", limits)->sessions.empty());
    limits.session = SessionId("nobody");
    QCOMPARE(find("fox", limits).error().kind, ErrorKind::NotFound);
}

void TestSearch::saysThatItStoppedCounting()
{
    add({saying(first, "1", "fox"), saying(first, "2", "fox"), saying(first, "3", "fox")});
    index();
    SearchLimits limits;
    limits.matches = 2;
    QCOMPARE(find("fox", limits)->matches, std::uint64_t{2});
    QVERIFY(!find("fox", limits)->isWhole);
    limits.matches = 4;
    QCOMPARE(find("fox", limits)->matches, std::uint64_t{3});
    QVERIFY(find("fox", limits)->isWhole);
}

void TestSearch::stopsWhenNobodyWantsTheAnswer()
{
    std::vector<StoredEvent> events;
    for (int i = 0; i < 1'200; ++i)
        events.push_back(saying(first, std::to_string(i), "fox"));
    add(events);
    index();
    const auto reader = SearchReader::open(m_data->dir()).value();
    int asked = 0;
    const auto twice = [&asked] { return ++asked < 2; };
    QCOMPARE(reader->find("fox", {}, twice).error().kind, ErrorKind::Cancelled);
    QCOMPARE(asked, 2);
    QCOMPARE(reader->find("fox", {}, always)->matches, std::uint64_t{1'200});
}

void TestSearch::saysHowMuchIsIndexedYet()
{
    std::vector<StoredEvent> events;
    for (int i = 0; i < 1'500; ++i)
        events.push_back(saying(first, std::to_string(i), "fox"));
    add(events);
    const Result<SearchIntake::Progress> step = m_intake->step();
    QVERIFY(step.ok() && step->hasMore);
    const SearchAnswer some = find("fox").value();
    QCOMPARE(some.indexed, std::uint64_t{SearchIntake::mostEvents});
    QCOMPARE(some.matches, some.indexed);
    QCOMPARE(some.stored, std::uint64_t{1'500});
    index();
    QCOMPARE(find("fox")->indexed, std::uint64_t{1'500});
}

void TestSearch::followsEventsThatAreReplaced()
{
    add({saying(first, "1", "a fox"), saying(first, "2", "a fox")});
    index();
    add({saying(first, "1", "a dog")});
    // Not indexed again yet: what is counted may be wrong, what is shown never is.
    QCOMPARE(find("fox")->sessions.at(0).hits.size(), std::size_t{1});
    index();
    QCOMPARE(found("fox"), std::vector<std::string>{"2"});
    QCOMPARE(found("dog"), std::vector<std::string>{"1"});
    add({saying(first, "1", "a cat")});
    add({saying(first, "1", "a fox again"), saying(first, "3", "a dog")});
    index();
    QCOMPARE(found("fox"), (std::vector<std::string>{"1", "2"}));
    QCOMPARE(found("dog"), std::vector<std::string>{"3"});
    QVERIFY(found("cat").empty());
    QCOMPARE(m_indexed, std::uint64_t{3});
}

void TestSearch::indexesNothingTwiceWhenFactsChange()
{
    StoredEvent child = saying(first, "child", "a fox");
    child.facts.parent = EventId("parent");
    add({child});
    index();
    add({saying(first, "parent", "a dog")});
    add({child});
    index();
    QCOMPARE(sqlOn(m_data->dir().searchIndex(), "SELECT renewals FROM state"), std::vector<std::string>{"0"});
    QCOMPARE(found("fox"), std::vector<std::string>{"child"});
}

void TestSearch::goesOnAfterARestart()
{
    std::vector<StoredEvent> events;
    for (int i = 0; i < 2'100; ++i)
        events.push_back(saying(i % 3 == 0 ? second : first, std::to_string(i), "fox"));
    add(events);
    int steps = 0;
    for (bool hasMore = true; hasMore; ++steps) {
        m_intake = std::make_unique<SearchIntake>(m_data->dir());
        const Result<SearchIntake::Progress> step = m_intake->step();
        QCOMPARE(messageOf(step), std::string());
        QVERIFY(!step->wasMadeAnew);
        hasMore = step->hasMore;
    }
    QVERIFY(steps >= 3);
    QCOMPARE(find("fox")->matches, std::uint64_t{2'100});
    add({saying(first, "more", "fox")});
    m_intake = std::make_unique<SearchIntake>(m_data->dir());
    index();
    QCOMPARE(find("fox")->matches, std::uint64_t{2'101});
    QCOMPARE(find("fox")->indexed, std::uint64_t{2'101});
}

void TestSearch::isMadeAnewWhenItWasTakenAway()
{
    add({saying(first, "1", "fox")});
    index();
    for (const char *part : {"", "-wal", "-shm"})
        std::filesystem::remove(m_data->dir().searchIndex().string() + part);
    index();
    QCOMPARE(found("fox"), std::vector<std::string>{"1"});
    QCOMPARE(m_indexed, std::uint64_t{1});
}

void TestSearch::isPutAsideWhenDamaged_data()
{
    QTest::addColumn<int>("way");
    QTest::addColumn<bool>("isKept");
    QTest::newRow("text") << 0 << true;
    QTest::newRow("its second half is lost") << 1 << true;
    QTest::newRow("a page of noughts") << 2 << true;
    QTest::newRow("another program's database") << 3 << false;
    QTest::newRow("an index of another version") << 4 << false;
    QTest::newRow("an empty file") << 5 << false;
}

void TestSearch::isPutAsideWhenDamaged()
{
    QFETCH(const int, way);
    QFETCH(const bool, isKept);
    std::vector<StoredEvent> events;
    for (int i = 0; i < 300; ++i)
        events.push_back(saying(first, std::to_string(i), "fox number" + std::to_string(i * 7919)));
    add(events);
    index();
    m_intake.reset();
    const std::filesystem::path file = m_data->dir().searchIndex();
    QVERIFY(!std::filesystem::exists(file.string() + "-wal"));
    const auto size = std::filesystem::file_size(file);
    QVERIFY(size > 16'384);
    if (way == 0)
        std::ofstream(file, std::ios::trunc) << std::string(9'000, 'x');
    else if (way == 1)
        std::filesystem::resize_file(file, size / 2 / 4096 * 4096);
    else if (way == 2) {
        std::fstream pages(file, std::ios::in | std::ios::out | std::ios::binary);
        pages.seekp(4096);
        const std::string noughts(size - 4096, '\0');
        pages.write(noughts.data(), static_cast<std::streamsize>(noughts.size()));
    } else if (way == 3)
        sqlOn(file, "PRAGMA application_id=7");
    else if (way == 4)
        sqlOn(file, "PRAGMA user_version=1");
    else
        std::filesystem::resize_file(file, 0);
    m_intake = std::make_unique<SearchIntake>(m_data->dir());
    index();
    QVERIFY(m_wasMadeAnew);
    QCOMPARE(find("fox")->matches, std::uint64_t{300});
    QCOMPARE(std::filesystem::exists(file.string() + ".damaged"), isKept);
}

void TestSearch::isMadeAnewForAnotherStore()
{
    add({saying(first, "1", "fox"), saying(first, "2", "fox")});
    index();
    m_intake.reset();
    m_store.reset();
    std::filesystem::remove(m_data->dir().database());
    m_store = m_data->openStore();
    add({saying(second, "3", "fox")});
    m_intake = std::make_unique<SearchIntake>(m_data->dir());
    index();
    QVERIFY(m_wasMadeAnew);
    QCOMPARE(found("fox"), std::vector<std::string>{"3"});
}

void TestSearch::isMadeAnewWhenMostOfItIsOutOfDate()
{
    add({saying(first, "1", "fox")});
    index();
    m_intake.reset();
    sqlOn(m_data->dir().searchIndex(), "UPDATE state SET renewals = 10001");
    m_intake = std::make_unique<SearchIntake>(m_data->dir());
    index();
    QVERIFY(!m_wasMadeAnew);
    m_intake.reset();
    sqlOn(m_data->dir().searchIndex(), "UPDATE state SET renewals = 10002");
    m_intake = std::make_unique<SearchIntake>(m_data->dir());
    index();
    QVERIFY(m_wasMadeAnew);
    QCOMPARE(found("fox"), std::vector<std::string>{"1"});
}

void TestSearch::takesLargeEventsOneByOne()
{
    std::vector<StoredEvent> events;
    for (int i = 0; i < 3; ++i)
        events.push_back(saying(first, std::to_string(i), "fox " + std::string(3U << 20U, ' ') + "dog"));
    add(events);
    QVERIFY(m_intake->step()->hasMore);
    QCOMPARE(find("fox")->matches, std::uint64_t{1});
    index();
    QCOMPARE(find("fox")->matches, std::uint64_t{3});
    QCOMPARE(find("dog")->matches, std::uint64_t{0});
}

void TestSearch::saysThatThereIsNoIndex()
{
    QCOMPARE(find("fox").error().kind, ErrorKind::NotFound);
    QVERIFY(contains(find("fox").error().message, m_data->dir().path.string()));
    index();
    QCOMPARE(find("fox")->stored, std::uint64_t{0});
    m_intake.reset();
    sqlOn(m_data->dir().searchIndex(), "PRAGMA user_version=1");
    QCOMPARE(find("fox").error().kind, ErrorKind::Invalid);
}

QTEST_APPLESS_MAIN(TestSearch)
#include "tst_search.moc"
