// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/event.h"

#include <QTest>

using namespace sluice;
using nlohmann::json;

static_assert(std::is_nothrow_move_constructible_v<Event>, "the queue moves events under its lock");
static_assert(std::is_nothrow_move_assignable_v<Event>);
static_assert(!std::is_copy_constructible_v<Event>);

namespace {

constexpr Timestamp earlier{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
constexpr Timestamp later = earlier + std::chrono::seconds(5);

Uuid uuidOf(std::uint8_t byte)
{
    Uuid uuid;
    uuid.bytes.fill(byte);
    return uuid;
}

std::string longText(char c)
{
    return std::string(1'000, c);
}

template <typename Kind>
std::size_t bytesOf(Kind kind)
{
    return Event(std::move(kind)).approximateBytes();
}

/// Whether the text that was in a field is now counted: within a few words of its length.
bool grewBy(std::size_t with, std::size_t without, std::size_t length)
{
    return with >= without + length && with <= without + length + sizeof(Event) + sizeof(EventDetails);
}

} // namespace

class TestEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesAnAction();
    void takesAnLlmCall();
    void takesATool();
    void takesAnError();
    void leavesWhatIsMissingUnset();
    void movesTextsAndValues();
    void keepsRareFieldsApart();
    void countsEveryField();
};

void TestEvent::takesAnAction()
{
    const Event event(ActionEvent{.actionType = "browse",
        .params = json{{"url", "x"}},
        .returns = JsonText{"[1]"},
        .logs = json("log"),
        .screenshot = "data:image/png;base64,AA==",
        .start = earlier,
        .end = later,
        .agent = uuidOf(1),
        .id = uuidOf(2)});
    QCOMPARE(event.type, EventType::Action);
    QCOMPARE(event.name, std::string("browse"));
    QCOMPARE(event.params.asValue()->dump(), std::string(R"({"url":"x"})"));
    QCOMPARE(event.returns.asText()->text, std::string("[1]"));
    QCOMPARE(event.start, earlier);
    QCOMPARE(event.end, later);
    QVERIFY(event.agent == uuidOf(1));
    QVERIFY(event.id == uuidOf(2));
    QVERIFY(event.details);
    QCOMPARE(event.details->logs.asValue()->dump(), std::string(R"("log")"));
    QCOMPARE(event.details->screenshot, std::string("data:image/png;base64,AA=="));
}

void TestEvent::takesAnLlmCall()
{
    const Event event(LlmEvent{.model = "gpt-4o",
        .prompt = json::array({{{"role", "user"}}}),
        .completion = json("hello"),
        .promptTokens = 12,
        .completionTokens = 0,
        .cost = "0.000123",
        .params = json(1),
        .returns = json(2),
        .start = earlier,
        .end = later,
        .agent = uuidOf(1),
        .id = uuidOf(2)});
    QCOMPARE(event.type, EventType::Llm);
    QCOMPARE(event.name, std::string("gpt-4o"));
    QCOMPARE(event.details->prompt.asValue()->dump(), std::string(R"([{"role":"user"}])"));
    QCOMPARE(event.details->completion.asValue()->dump(), std::string(R"("hello")"));
    QCOMPARE(event.details->promptTokens, std::optional<std::int64_t>(12));
    QCOMPARE(event.details->completionTokens, std::optional<std::int64_t>(0));
    QCOMPARE(event.details->cost, std::optional<std::string>("0.000123"));
    QCOMPARE(event.params.asValue()->dump(), std::string("1"));
    QCOMPARE(event.returns.asValue()->dump(), std::string("2"));
    QCOMPARE(event.start, earlier);
    QCOMPARE(event.end, later);
    QVERIFY(event.agent == uuidOf(1));
    QVERIFY(event.id == uuidOf(2));
}

void TestEvent::takesATool()
{
    const Event event(ToolEvent{.name = "search",
        .params = json(1),
        .returns = json(2),
        .logs = json(3),
        .start = earlier,
        .end = later,
        .agent = uuidOf(1),
        .id = uuidOf(2)});
    QCOMPARE(event.type, EventType::Tool);
    QCOMPARE(event.name, std::string("search"));
    QCOMPARE(event.params.asValue()->dump(), std::string("1"));
    QCOMPARE(event.returns.asValue()->dump(), std::string("2"));
    QCOMPARE(event.details->logs.asValue()->dump(), std::string("3"));
    QCOMPARE(event.start, earlier);
    QCOMPARE(event.end, later);
    QVERIFY(event.agent == uuidOf(1));
    QVERIFY(event.id == uuidOf(2));
}

void TestEvent::takesAnError()
{
    const Event event(ErrorEvent{.errorType = "TimeoutError",
        .code = "504",
        .details = json("slow"),
        .logs = json("traceback"),
        .trigger = uuidOf(3),
        .triggerType = EventType::Llm,
        .time = later,
        .agent = uuidOf(1),
        .id = uuidOf(2)});
    QCOMPARE(event.type, EventType::Error);
    QCOMPARE(event.name, std::string("TimeoutError"));
    QCOMPARE(event.start, later);
    QCOMPARE(event.end, later);
    QCOMPARE(event.details->errorCode, std::string("504"));
    QCOMPARE(event.details->errorDetails.asValue()->dump(), std::string(R"("slow")"));
    QCOMPARE(event.details->logs.asValue()->dump(), std::string(R"("traceback")"));
    QVERIFY(event.details->trigger == uuidOf(3));
    QCOMPARE(event.details->triggerType, EventType::Llm);
    QVERIFY(event.agent == uuidOf(1));
    QVERIFY(event.id == uuidOf(2));
}

void TestEvent::leavesWhatIsMissingUnset()
{
    const Event event(ActionEvent{});
    QVERIFY(event.id.isNil());
    QVERIFY(event.agent.isNil());
    QCOMPARE(event.start, Timestamp{});
    QCOMPARE(event.end, Timestamp{});
    QVERIFY(event.params.isAbsent());
    QVERIFY(event.returns.isAbsent());
}

void TestEvent::movesTextsAndValues()
{
    ActionEvent action{.actionType = longText('n'), .params = JsonText{longText('p')}};
    const char *name = action.actionType.data();
    const char *params = action.params.asText()->text.data();
    Event event(std::move(action));
    Event moved(std::move(event));
    QCOMPARE(moved.name.data(), name);
    QCOMPARE(moved.params.asText()->text.data(), params);
}

void TestEvent::keepsRareFieldsApart()
{
    QVERIFY(!Event(ActionEvent{.actionType = "a", .params = json(1), .returns = json(2)}).details);
    QVERIFY(!Event(ToolEvent{.name = "t", .params = json(1)}).details);
    QVERIFY(!Event(LlmEvent{.model = "m", .params = json(1)}).details);
    QVERIFY(Event(ActionEvent{.screenshot = "x"}).details);
    QVERIFY(Event(ActionEvent{.logs = json("x")}).details);
    QVERIFY(Event(LlmEvent{.promptTokens = 0}).details);
    QVERIFY(Event(LlmEvent{.completionTokens = 0}).details);
    QVERIFY(Event(LlmEvent{.cost = "0"}).details);
    QVERIFY(Event(LlmEvent{.completion = json(nullptr)}).details);
}

void TestEvent::countsEveryField()
{
    const std::size_t bare = bytesOf(ActionEvent{});
    QVERIFY(bare >= sizeof(Event));
    const Payload text = JsonText{longText('x')};
    QVERIFY(grewBy(bytesOf(ActionEvent{.actionType = longText('a')}), bare, 1'000));
    QVERIFY(grewBy(bytesOf(ActionEvent{.params = text}), bare, 1'000));
    QVERIFY(grewBy(bytesOf(ActionEvent{.returns = text}), bare, 1'000));
    QVERIFY(grewBy(bytesOf(ActionEvent{.logs = text}), bare, 1'000));
    QVERIFY(grewBy(bytesOf(ActionEvent{.screenshot = longText('s')}), bare, 1'000));
    QVERIFY(grewBy(bytesOf(LlmEvent{.prompt = text}), bare, 1'000));
    QVERIFY(grewBy(bytesOf(LlmEvent{.completion = text}), bare, 1'000));
    QVERIFY(grewBy(bytesOf(LlmEvent{.cost = longText('1')}), bare, 1'000));
    QVERIFY(grewBy(bytesOf(ToolEvent{.logs = text}), bare, 1'000));
    QVERIFY(grewBy(bytesOf(ErrorEvent{.code = longText('c')}), bare, 1'000));
    QVERIFY(grewBy(bytesOf(ErrorEvent{.details = text}), bare, 1'000));
    QVERIFY(grewBy(bytesOf(ErrorEvent{.logs = text}), bare, 1'000));
}

QTEST_APPLESS_MAIN(TestEvent)
#include "tst_event.moc"
