// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/end_state.h"
#include "core/model/event_type.h"
#include "core/model/flush_record.h"
#include "core/model/ledger.h"
#include "core/model/proof.h"
#include "core/model/queue_snapshot.h"
#include "core/model/session.h"

#include <QTest>

using namespace sluice;

namespace {

/// One line for each enumerator, in order: a new one without its word ends in an assertion here.
template <typename Enum>
std::string wordsUpTo(Enum last)
{
    std::string words;
    for (int i = 0; i <= static_cast<int>(last); ++i)
        words.append(wireName(static_cast<Enum>(i))).append(" ");
    return words;
}

} // namespace

class TestWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nameEveryEnumerator();
    void readBackWhatTheyName();
    void keepTheStoredNumbers();
    void readEventTypes_data();
    void readEventTypes();
    void readEndStates_data();
    void readEndStates();
    void readPolicies_data();
    void readPolicies();
};

void TestWords::nameEveryEnumerator()
{
    QCOMPARE(wordsUpTo(EventType::Api), std::string("actions llms tools errors apis "));
    QCOMPARE(wordsUpTo(EndState::Indeterminate), std::string("Success Fail Indeterminate "));
    QCOMPARE(wordsUpTo(DropReason::Reentrant),
        std::string("queue_full block_timeout too_large encode_error spool_full reentrant "));
    QCOMPARE(wordsUpTo(FlushCause::End), std::string("size time asked end "));
    QCOMPARE(wordsUpTo(FlushOutcome::Abandoned),
        std::string("sending delivered retrying in_doubt refused split abandoned "));
    QCOMPARE(wordsUpTo(OverflowPolicy::Spill), std::string("block drop_newest drop_oldest spill "));
    QCOMPARE(wordsUpTo(FlusherState::Ended), std::string("idle napping encoding sending backing off ended "));
    QCOMPARE(wordsUpTo(Origin::Imported), std::string("recorded received imported "));
    QCOMPARE(wordsUpTo(Proof::Unbalanced),
        std::string("complete complete_with_drops in_doubt no_end_signal imported running not_told "
                    "unbalanced "));
    QCOMPARE(wordsUpTo(SessionState::Silent), std::string("running ended silent "));
}

void TestWords::readBackWhatTheyName()
{
    for (const EventType type : allEventTypes)
        QCOMPARE(eventTypeFromWire(wireName(type)), std::optional(type));
    for (const EndState state : {EndState::Success, EndState::Fail, EndState::Indeterminate})
        QCOMPARE(endStateFromWire(wireName(state)), std::optional(state));
    for (const OverflowPolicy policy : {OverflowPolicy::Block, OverflowPolicy::DropNewest,
             OverflowPolicy::DropOldest, OverflowPolicy::Spill})
        QCOMPARE(overflowPolicyFromText(wireName(policy)), std::optional(policy));
}

void TestWords::keepTheStoredNumbers()
{
    QCOMPARE(allEventTypes.size(), std::tuple_size_v<decltype(EventCounts::byType)>);
    QCOMPARE(static_cast<int>(EventType::Api), 4);
    QCOMPARE(allDropReasons.size(), dropReasonCount);
    for (std::size_t i = 0; i < allDropReasons.size(); ++i)
        QCOMPARE(static_cast<std::size_t>(allDropReasons[i]), i);
}

void TestWords::readEventTypes_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::optional<EventType>>("type");
    const auto row = [](const char *text, std::optional<EventType> type) {
        QTest::addRow("'%s'", text) << std::string(text) << type;
    };
    row("action", EventType::Action);
    row("llm", EventType::Llm);
    row("tool", EventType::Tool);
    row("error", EventType::Error);
    row("api", EventType::Api);
    row("LLMs", EventType::Llm);
    row("", std::nullopt);
    row("llms ", std::nullopt);
    row("llmss", std::nullopt);
    row("my own type", std::nullopt);
}

void TestWords::readEventTypes()
{
    QFETCH(std::string, text);
    QFETCH(std::optional<EventType>, type);
    QCOMPARE(eventTypeFromWire(text), type);
}

void TestWords::readEndStates_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::optional<EndState>>("state");
    const auto row = [](const char *text, std::optional<EndState> state) {
        QTest::addRow("'%s'", text) << std::string(text) << state;
    };
    row("success", EndState::Success);
    row("SUCCESS", EndState::Success);
    row("completed", EndState::Success);
    row("succeeded", EndState::Success);
    row("failed", EndState::Fail);
    row("error", EndState::Fail);
    row("indeterminate", EndState::Indeterminate);
    row("", std::nullopt);
    row("Successful", std::nullopt);
    row("Success\n", std::nullopt);
}

void TestWords::readEndStates()
{
    QFETCH(std::string, text);
    QFETCH(std::optional<EndState>, state);
    QCOMPARE(endStateFromWire(text), state);
}

void TestWords::readPolicies_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::optional<OverflowPolicy>>("policy");
    const auto row = [](const char *text, std::optional<OverflowPolicy> policy) {
        QTest::addRow("'%s'", text) << std::string(text) << policy;
    };
    row("drop-newest", OverflowPolicy::DropNewest);
    row("drop-oldest", OverflowPolicy::DropOldest);
    row("BLOCK", OverflowPolicy::Block);
    row("drop", std::nullopt);
    row("dropnewest", std::nullopt);
    row("", std::nullopt);
}

void TestWords::readPolicies()
{
    QFETCH(std::string, text);
    QFETCH(std::optional<OverflowPolicy>, policy);
    QCOMPARE(overflowPolicyFromText(text), policy);
}

QTEST_APPLESS_MAIN(TestWords)
#include "tst_words.moc"
