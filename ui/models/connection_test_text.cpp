// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/connection_test_text.h"

#include "ui/models/format.h"
#include "ui/models/visible_text.h"

#include <QCoreApplication>

namespace sluice::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionTestText)
};

using End = ConnectionReport::End;
using Step = ConnectionReport::Step;

QString timeText(const std::optional<Micros> &time)
{
    return time ? durationText(*time) : unknownText();
}

QString goodText(Step step, const ConnectionReport &report, const QString &url)
{
    switch (step) {
    case Step::Reach:
        return Words::tr("Reached %1").arg(url);
    case Step::Answer:
        return Words::tr("Answered in %1").arg(timeText(report.answered));
    case Step::Commit:
        return Words::tr("Event on disk after %1").arg(timeText(report.committed));
    case Step::Show:
        return Words::tr("The session is in the list");
    }
    return {};
}

QString openText(Step step, const QString &url)
{
    switch (step) {
    case Step::Reach:
        return Words::tr("Reach %1").arg(url);
    case Step::Answer:
        return Words::tr("Be answered");
    case Step::Commit:
        return Words::tr("Have an event on disk");
    case Step::Show:
        return Words::tr("See the session in the list");
    }
    return {};
}

QString badText(Step step, const ConnectionReport &report, const QString &url)
{
    const QString words
        = report.words.isEmpty() ? QString() : QStringLiteral(": ") + visibleText(report.words);
    switch (report.end) {
    case End::NotReached:
        return step == Step::Reach ? Words::tr("Not reached %1%2").arg(url, words)
                                   : Words::tr("No answer came%1").arg(words);
    case End::NotOurs:
        return Words::tr("Answered %1, but not as an AgentOps server does%2")
            .arg(QString::number(report.status), words);
    case End::Refused:
        return Words::tr("Refused with %1%2").arg(QString::number(report.status), words);
    case End::NotStored:
        return Words::tr("Not stored: %1%2").arg(QString::number(report.status), words);
    case End::NotShown:
        return Words::tr("The session does not appear in the list");
    case End::Running:
    case End::Good:
        break;
    }
    return {};
}

} // namespace

QList<TestLine> testLines(const ConnectionReport &report, const QString &url)
{
    QList<TestLine> lines;
    for (int i = 0; i < ConnectionReport::steps; ++i) {
        const auto step = static_cast<Step>(i);
        const bool isNext = i == report.done && !report.session.isEmpty();
        if (i < report.done)
            lines.append({TestLine::State::Good, goodText(step, report, url)});
        else if (isNext && report.end != End::Running)
            lines.append({TestLine::State::Bad, badText(step, report, url)});
        else
            lines.append({isNext ? TestLine::State::Under : TestLine::State::Open, openText(step, url)});
    }
    return lines;
}

QString testAdvice(const ConnectionReport &report)
{
    switch (report.end) {
    case End::NotReached:
        return Words::tr(
            "Nothing listens there, or it does not answer. Look at the line across the top: it says "
            "who has the port. A firewall or a proxy for loopback would be another reason.");
    case End::NotOurs:
        return Words::tr("Another program has that port. Let Sluice listen at another one.");
    case End::Refused:
        return report.status == 401
            ? Words::tr("An access token is set, and this window does not have it. Set it anew under Access.")
            : Words::tr("The collector does not take what this window sends. That is a bug in Sluice: save a "
                        "diagnostic bundle (Help menu).");
    case End::NotStored:
        return Words::tr(
            "The store takes nothing now. Is the disk full, or the data directory not writable?");
    case End::NotShown:
        return Words::tr(
            "It is on disk, but this window does not see it: it shows another data directory, or "
            "its reader is held up.");
    case End::Running:
    case End::Good:
        break;
    }
    return {};
}

} // namespace sluice::ui
