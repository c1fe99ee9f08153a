// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/convert.h"
#include "ui/models/details_text.h"
#include "ui/models/format.h"
#include "ui/models/ledger_text.h"
#include "ui/models/visible_text.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>
#include <array>

namespace sluice::ui {

namespace {

constexpr qsizetype mostName = 200;
constexpr std::size_t mostListed = 20; ///< agents and models; the statistics have them all

QString tr(const char *text)
{
    return QCoreApplication::translate("DetailsText", text);
}

QString lineOf(const std::string &text)
{
    return oneLine(toQt(text), mostName);
}

QString countsText(const EventCounts &counts)
{
    QStringList parts;
    for (const EventType type : allEventTypes) {
        if (counts.of(type) > 0)
            parts << QStringLiteral("%1 %2").arg(toQt(wireName(type)), numberText(counts.of(type)));
    }
    const QString total = numberText(counts.total());
    return parts.isEmpty() ? total : QStringLiteral("%1 (%2)").arg(total, parts.join(QStringLiteral(", ")));
}

QString durationLine(const SessionSummary &session, Timestamp now)
{
    if (session.ended)
        return durationText(*session.ended - session.started);
    if (session.stateAt(now) == SessionState::Running)
        return tr("%1, running").arg(durationText(std::max(now, session.started) - session.started));
    return tr("%1 until its last news").arg(durationText(session.lastNews - session.started));
}

QString callsText(std::uint64_t calls)
{
    return calls == 1 ? tr("1 call") : tr("%1 calls").arg(numberText(calls));
}

/// "1,240 (1,000 prompt + 240 completion), 2 calls told none"
QString tokensText(const Usage &usage)
{
    if (usage.callsWithoutTokens == usage.calls)
        return unknownText();
    QString text = tr("%1 (%2 prompt + %3 completion)")
                       .arg(numberText(usage.promptTokens + usage.completionTokens),
                           numberText(usage.promptTokens), numberText(usage.completionTokens));
    if (usage.callsWithoutTokens > 0)
        text += tr(", %1 told none").arg(callsText(usage.callsWithoutTokens));
    return text;
}

/// "$0.0125, 2 calls without a cost"
QString costLine(const Usage &usage)
{
    if (usage.unpricedCalls == usage.calls)
        return unknownText();
    QString text = costText(usage.givenCost);
    if (usage.unpricedCalls > 0)
        text += tr(", %1 without a cost").arg(callsText(usage.unpricedCalls));
    return text;
}

void addUsage(std::vector<DetailRow> &rows, const Usage &usage)
{
    if (usage.calls == 0)
        return;
    rows.push_back({tr("Tokens"), tokensText(usage), tr("Sums of what its LLM calls told")});
    rows.push_back({tr("Cost"), costLine(usage),
        tr("Exact sum of the costs that came with its LLM calls, in US dollars; the statistics reckon the "
           "others by the price table")});
}

void addModels(std::vector<DetailRow> &rows, const std::vector<ModelUse> &models)
{
    for (std::size_t i = 0; i < std::min(models.size(), mostListed); ++i) {
        const ModelUse &use = models[i];
        const QString name = use.model.empty() ? unknownText() : lineOf(use.model);
        QString text = tr("%1: %2").arg(name, callsText(use.usage.calls));
        if (const QString tokens = tokensText(use.usage); tokens != unknownText())
            text += tr(", tokens %1").arg(tokens);
        if (const QString cost = costLine(use.usage); cost != unknownText())
            text += tr(", cost %1").arg(cost);
        rows.push_back({tr("Model"), text});
    }
    if (models.size() > mostListed)
        rows.push_back({tr("Model"), tr("and %1 more").arg(numberText(models.size() - mostListed))});
}

void addAgents(std::vector<DetailRow> &rows, const std::vector<Agent> &agents)
{
    if (agents.empty())
        return;
    QStringList names;
    for (std::size_t i = 0; i < std::min(agents.size(), mostListed); ++i)
        names << (agents[i].name.empty() ? lineOf(agents[i].id.text()) : lineOf(agents[i].name));
    if (agents.size() > mostListed)
        names << tr("and %1 more").arg(numberText(agents.size() - mostListed));
    rows.push_back({tr("Agents"),
        QStringLiteral("%1 (%2)").arg(numberText(agents.size()), names.join(QStringLiteral(", ")))});
}

/// What AgentOps' session summary shows of the machine (agentops-contract.md 2.4: host_env).
void addHost(std::vector<DetailRow> &rows, const std::string &hostEnv)
{
    struct Fact
    {
        const char *key;
        const char *group;
        const char *member;
    };
    static constexpr std::array facts = {Fact{"Host", "OS", "Hostname"}, Fact{"System", "OS", "OS"},
        Fact{"System release", "OS", "OS Release"}, Fact{"Processor cores", "CPU", "Total cores"},
        Fact{"Processor load", "CPU", "CPU Usage"}, Fact{"Memory", "RAM", "Total"},
        Fact{"Memory used", "RAM", "Used"}, Fact{"Python", "SDK", "Python Version"},
        Fact{"AgentOps SDK", "SDK", "AgentOps SDK Version"},
        Fact{"Working directory", "Project Working Directory", "Project Working Directory"}};
    const QJsonObject host = QJsonDocument::fromJson(toQtBytes(hostEnv)).object();
    for (const Fact &fact : facts) {
        const QVariant value
            = host.value(QLatin1String(fact.group)).toObject().value(QLatin1String(fact.member)).toVariant();
        if (const QString text = oneLine(value.toString(), mostName); !text.isEmpty())
            rows.push_back({tr(fact.key), text, tr("As the SDK told it")});
    }
}

} // namespace

DetailsText sessionDetails(const SessionSummary &session, Timestamp now, const SessionSheet &sheet)
{
    DetailsText details;
    details.title = visibleText(toQt(session.displayName()));
    details.proof = proofWords(session, now);
    details.session = session.id;
    std::vector<DetailRow> &rows = details.rows;
    rows = {
        {tr("Proof"), QStringLiteral("%1\n%2").arg(details.proof->word, details.proof->reason)},
        {tr("State"), visibleText(stateLine(session, now)),
            tr("As the session said itself; errors within it do not change it")},
        {tr("Origin"), originText(session.origin)},
        {tr("Started"), dateTimeText(session.started)},
        {tr("Ended"), session.ended ? dateTimeText(*session.ended) : unknownText()},
        {tr("Duration"), durationLine(session, now),
            tr("From its start to its end, whatever its events last")},
        {tr("Events"), countsText(session.counts), tr("Stored events, by type")},
        {tr("Errors"), numberText(session.counts.of(EventType::Error)), tr("Stored events of type error")},
        {tr("Drops"), session.origin == Origin::Recorded ? numberText(session.drops) : unknownText(),
            tr("Events that the recorder gave up; a dash: it was not recorded here")},
    };
    addUsage(rows, session.usage);
    addModels(rows, sheet.models);
    addAgents(rows, sheet.agents);
    if (!session.tags.empty()) {
        QStringList tags;
        for (const std::string &tag : session.tags)
            tags << lineOf(tag);
        rows.push_back({tr("Tags"), tags.join(QStringLiteral(", "))});
    }
    rows.push_back({tr("Id"), lineOf(session.id.text())});
    if (!session.endReason.empty())
        rows.push_back({tr("End reason"), visibleText(toQt(session.endReason))});
    if (session.ledger)
        rows.push_back({tr("Ledger"), ledgerText(*session.ledger).text});
    addHost(rows, sheet.extras.hostEnv);
    return details;
}

} // namespace sluice::ui
