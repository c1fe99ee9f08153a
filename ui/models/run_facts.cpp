// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/run_facts.h"

#include "ui/bridge/convert.h"
#include "ui/models/compare_rows.h"
#include "ui/models/format.h"
#include "ui/models/lab_words.h"
#include "ui/models/proof_text.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <map>

namespace sluice::ui {

namespace {

using Pair = std::array<StoredRun, 2>;

QString tr(const char *text)
{
    return QCoreApplication::translate("RunFacts", text);
}

QJsonObject labOf(const StoredRun &run)
{
    return run.lab ? QJsonDocument::fromJson(toQtBytes(*run.lab)).object() : QJsonObject();
}

void flatten(const QString &path, const QJsonValue &value, std::map<QString, QString> &into)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            flatten(path.isEmpty() ? it.key() : path + u'.' + it.key(), it.value(), into);
        return;
    }
    if (value.isArray()) {
        const auto count = static_cast<std::uint64_t>(value.toArray().size());
        into[path] = count == 0 ? tr("none") : tr("entries: %1").arg(numberText(count));
        return;
    }
    const QString text = value.toVariant().toString();
    into[path] = text.isEmpty() ? tr("none") : text;
}

void addPlans(CompareRows &rows, const Pair &runs)
{
    std::array<std::map<QString, QString>, 2> plans;
    for (std::size_t i = 0; i < plans.size(); ++i)
        flatten({}, labOf(runs[i]).value(QStringLiteral("plan")).toObject(), plans[i]);
    rows.heading(tr("Plan"));
    if (plans[0].empty() || plans[1].empty()) {
        const auto word
            = [](const auto &plan) { return plan.empty() ? tr("no run of the lab") : tr("stored"); };
        return rows.words(tr("plan"), word(plans[0]), word(plans[1]), {});
    }
    std::map<QString, QString> all = plans[0];
    all.insert(plans[1].begin(), plans[1].end());
    int differences = 0;
    for (const QString &words : {QStringLiteral("name"), QStringLiteral("faults.meaning")})
        all.erase(words); // say what is in the settings
    for (const auto &entry : all) {
        const QString &setting = entry.first;
        const auto valueIn = [&setting](const std::map<QString, QString> &plan) {
            const auto found = plan.find(setting);
            return found == plan.end() ? unknownText() : found->second;
        };
        if (valueIn(plans[0]) == valueIn(plans[1]))
            continue;
        rows.words(setting, valueIn(plans[0]), valueIn(plans[1]), {});
        ++differences;
    }
    if (differences == 0)
        rows.words(tr("all settings"), tr("the same"), tr("the same"), {});
}

void addLedgers(CompareRows &rows, const Pair &runs)
{
    rows.heading(tr("Ledger"));
    const auto term = [&](const QString &what, auto count, const QString &meaning) {
        std::array<std::optional<double>, 2> values;
        for (std::size_t i = 0; i < runs.size(); ++i) {
            if (runs[i].session.ledger)
                values[i] = static_cast<double>(count(*runs[i].session.ledger));
        }
        rows.counts(what, values, meaning);
    };
    term(
        tr("recorded"), [](const Ledger &l) { return l.recorded; }, tr("events given to record()"));
    term(
        tr("delivered"), [](const Ledger &l) { return l.delivered; }, tr("a good answer was read whole"));
    term(
        tr("undecided"), [](const Ledger &l) { return l.undecided() + l.spooled; },
        tr("queued, in flight, in doubt or spooled"));
    term(
        tr("refused"), [](const Ledger &l) { return l.refused; }, tr("the server said no for good"));
    term(
        tr("dropped"), [](const Ledger &l) { return l.droppedInAll(); }, tr("given up on purpose"));
    for (const DropReason reason : allDropReasons) {
        const auto has = [reason](const StoredRun &run) {
            return run.session.ledger && run.session.ledger->dropsFor(reason) > 0;
        };
        if (has(runs[0]) || has(runs[1]))
            term(
                tr("dropped: %1").arg(dropReasonText(reason)),
                [reason](const Ledger &l) { return l.dropsFor(reason); }, tr("given up for this reason"));
    }
}

void addCosts(CompareRows &rows, const Pair &runs)
{
    rows.heading(tr("Cost of record()"));
    for (const char *name : {"p50", "p99", "max"}) {
        std::array<std::optional<double>, 2> values;
        for (std::size_t i = 0; i < runs.size(); ++i) {
            const QJsonValue ns = labOf(runs[i])
                                      .value(QStringLiteral("result"))
                                      .toObject()
                                      .value(QStringLiteral("record_ns"))
                                      .toObject()
                                      .value(QLatin1String(name));
            if (ns.isDouble())
                values[i] = ns.toDouble() / 1e9;
        }
        rows.times(QLatin1String(name), values, tr("how long record() took, over the run"));
    }
}

std::optional<double> quantile(std::vector<double> values, double q)
{
    if (values.empty())
        return std::nullopt;
    std::ranges::sort(values);
    const auto place = static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size()))) - 1;
    return values[std::min(place, values.size() - 1)];
}

std::vector<double> deliveryTimes(const StoredRun &run)
{
    std::vector<double> seconds;
    for (const FlushRecord &flush : run.flushes) {
        if (flush.outcome == FlushOutcome::Delivered)
            seconds.push_back(std::chrono::duration<double>(flush.ended - flush.started).count());
    }
    return seconds;
}

void addFlushes(CompareRows &rows, const Pair &runs)
{
    rows.heading(tr("Flushes and delivery"));
    const auto sum = [&](const QString &what, auto count, const QString &meaning) {
        std::array<std::optional<double>, 2> values;
        for (std::size_t i = 0; i < runs.size(); ++i) {
            double total = 0;
            for (const FlushRecord &flush : runs[i].flushes)
                total += static_cast<double>(count(flush));
            values[i] = total;
        }
        rows.counts(what, values, meaning);
    };
    sum(
        tr("flushes"), [](const FlushRecord &) { return 1; }, tr("POST bodies begun"));
    sum(
        tr("delivered flushes"),
        [](const FlushRecord &f) { return f.outcome == FlushOutcome::Delivered ? 1 : 0; },
        tr("POST bodies with a good answer"));
    sum(
        tr("attempts"), [](const FlushRecord &f) { return f.attempts; }, tr("how often a body was sent"));
    sum(
        tr("bytes"), [](const FlushRecord &f) { return f.bytes; }, tr("of all bodies, each once"));
    for (const double q : {0.5, 0.99}) {
        const std::array values{quantile(deliveryTimes(runs[0]), q), quantile(deliveryTimes(runs[1]), q)};
        rows.times(q < 0.9 ? tr("delivery p50") : tr("delivery p99"), values,
            tr("from a body's first attempt to its good answer, back-offs among them"));
    }
    std::array<std::optional<double>, 2> highest;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        for (const DepthSample &sample : runs[i].depths)
            highest[i] = std::max(highest[i].value_or(0), static_cast<double>(sample.highest));
    }
    rows.counts(tr("greatest depth"), highest, tr("of the queue, as sampled"));
}

} // namespace

std::vector<CompareRow> compareRuns(const std::array<StoredRun, 2> &runs)
{
    CompareRows rows;
    addPlans(rows, runs);
    addLedgers(rows, runs);
    addCosts(rows, runs);
    addFlushes(rows, runs);
    return rows.take();
}

std::vector<QPointF> depthPoints(const StoredRun &run, std::size_t most)
{
    const std::size_t stride = run.depths.size() / std::max<std::size_t>(most, 1) + 1;
    std::vector<QPointF> points;
    for (std::size_t i = 0; i < run.depths.size(); i += stride) {
        const std::size_t end = std::min(i + stride, run.depths.size());
        std::uint32_t deepest = 0;
        for (std::size_t k = i; k < end; ++k)
            deepest = std::max(deepest, run.depths[k].highest);
        const auto since = run.depths[end - 1].time - run.session.started;
        points.emplace_back(std::max(std::chrono::duration<double>(since).count(), 0.0), deepest);
    }
    return points;
}

std::uint32_t capacityOf(const StoredRun &run)
{
    std::uint32_t capacity = 0;
    for (const DepthSample &sample : run.depths)
        capacity = std::max(capacity, sample.capacity);
    return capacity;
}

QString runText(const SessionSummary &session, Timestamp now)
{
    return tr("%1; %2 events, %3; %4")
        .arg(toQt(session.displayName()), numberText(session.counts.total()),
            shortTimeText(session.started, now), proofText(proofOf(session, now)));
}

} // namespace sluice::ui
