// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/details_text.h"
#include "ui/models/proof_text.h"
#include "ui/models/sessions_model.h"

#include <QSet>
#include <QTest>

using namespace sluice;
using namespace sluice::ui;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start{std::chrono::seconds{1'800'000'000}};

SessionSummary endedSession(std::uint64_t delivered, std::uint64_t dropped)
{
    SessionSummary session;
    session.id = SessionId("s");
    session.origin = Origin::Recorded;
    session.started = start;
    session.lastNews = start;
    session.ended = start + 2s;
    session.ledger.emplace();
    session.ledger->delivered = delivered;
    session.ledger->dropsFor(DropReason::QueueFull) = dropped;
    session.ledger->recorded = delivered + dropped;
    return session;
}

QString rowOf(const DetailsText &details, const char *key)
{
    for (const DetailRow &row : details.rows) {
        if (row.key == QLatin1String(key))
            return row.value;
    }
    return {};
}

} // namespace

class TestProofText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasAWordAndAMeaningForEach();
    void givesTheNumbersWithTheWord();
    void standsInTheListAndTheDetails();
    void letsTheDurationOfARunningSessionGrow();
};

void TestProofText::hasAWordAndAMeaningForEach()
{
    QSet<QString> words;
    QSet<QString> meanings;
    for (const Proof proof : {Proof::Complete, Proof::CompleteWithDrops, Proof::InDoubt, Proof::NoEndSignal,
             Proof::Imported, Proof::Running, Proof::NotTold, Proof::Unbalanced}) {
        words << proofText(proof);
        meanings << proofMeaning(proof);
    }
    QCOMPARE(words.size(), 8);
    QCOMPARE(meanings.size(), 8);
    QVERIFY(!words.contains(QString()));
    QVERIFY(!meanings.contains(QString()));
}

void TestProofText::givesTheNumbersWithTheWord()
{
    const ProofWords words = proofWords(endedSession(958, 42), start + 3s);
    QCOMPARE(words.word, QStringLiteral("complete with drops"));
    QVERIFY2(words.reason.startsWith(QStringLiteral("1,000 recorded = 958 delivered + 42 dropped")),
        qPrintable(words.reason));
}

void TestProofText::standsInTheListAndTheDetails()
{
    SessionsModel model;
    model.setNow(start + 3s);
    model.update({endedSession(10, 0)});
    const QModelIndex index = model.index(0, 0);
    QCOMPARE(index.data(SessionsModel::ProofTextRole).toString(), QStringLiteral("complete"));
    QCOMPARE(index.data(SessionsModel::ProofRole).toInt(), static_cast<int>(Proof::Complete));
    QVERIFY(index.data(Qt::ToolTipRole).toString().contains(QStringLiteral("10 recorded = 10 delivered")));
    QVERIFY(
        index.data(Qt::AccessibleDescriptionRole).toString().contains(QStringLiteral("complete: 10 rec")));
    const DetailsText details = sessionDetails(endedSession(10, 0), start + 3s);
    QCOMPARE(details.proof->proof, Proof::Complete);
    QVERIFY(rowOf(details, "Proof").startsWith(QStringLiteral("complete\n10 recorded")));
}

void TestProofText::letsTheDurationOfARunningSessionGrow()
{
    SessionSummary session = endedSession(10, 0);
    QCOMPARE(rowOf(sessionDetails(session, start + 9s), "Duration"), QStringLiteral("2.00 s"));
    session.ended.reset();
    QCOMPARE(rowOf(sessionDetails(session, start + 5s), "Duration"), QStringLiteral("5.00 s, running"));
    QCOMPARE(rowOf(sessionDetails(session, start + 9s), "Duration"), QStringLiteral("9.00 s, running"));
    session.lastNews = start + 4s;
    QCOMPARE(rowOf(sessionDetails(session, start + 5s + silentAfter), "Duration"),
        QStringLiteral("4.00 s until its last news"));
}

QTEST_GUILESS_MAIN(TestProofText)
#include "tst_proof_text.moc"
