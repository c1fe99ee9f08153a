// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/forward_text.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/visible_text.h"

#include <QCoreApplication>

namespace sluice::ui {

namespace {

constexpr qsizetype mostTrouble = 240;

QString tr(const char *text)
{
    return QCoreApplication::translate("ForwardText", text);
}

QString shown(const std::string &text)
{
    return oneLine(visibleText(toQt(text)), mostTrouble);
}

std::uint64_t notThereYet(const ForwardState &state)
{
    return state.waiting + state.announced + state.ledger.undecided() + state.ledger.spooled
        + state.earlier.events;
}

} // namespace

QString forwardWaitingText(const ForwardState &state)
{
    QStringList parts;
    if (state.waiting > 0)
        parts += tr("%1 waiting in the store").arg(eventsText(state.waiting));
    if (state.announced > 0)
        parts += tr("%1 are announced and not ended").arg(numberText(state.announced));
    if (state.earlier.events > 0)
        parts += tr("%1 of an earlier run are in the spool").arg(numberText(state.earlier.events));
    if (state.sessions > 0)
        parts += tr("sessions under way: %1").arg(numberText(state.sessions));
    return parts.isEmpty() ? tr("nothing waits") : parts.join(QStringLiteral(" · "));
}

QString forwardWaitingMeaning()
{
    return tr(
        "Waiting: received events that are in the store and were not handed over yet; none of them can "
        "get lost.\nAnnounced: events without an end, which go on when they or their session have ended; "
        "they are counted nowhere else.\nThe ledger counts what was handed over since this program "
        "started; an event that was replaced is handed over again.");
}

ForwardTrouble forwardTrouble(const ForwardState &state)
{
    if (!state.ledger.balances())
        return {tr("the ledger does not balance: this is a bug of Sluice"), Alarm::Red};
    if (!state.trouble.empty())
        return {shown(state.trouble), Alarm::Amber};
    if (state.rejectedSpans > 0)
        return {tr("the endpoint took requests and left out %1 of their spans: %2")
                    .arg(numberText(state.rejectedSpans), shown(state.rejection)),
            Alarm::Amber};
    return {};
}

QString forwardShortText(const ForwardState &state)
{
    QString host = toQt(state.endpoint);
    host = host.mid(host.indexOf(QLatin1String("://")) + 3);
    const std::uint64_t left = notThereYet(state);
    const QString rest = left == 0 ? tr("all sent") : tr("%1 waiting").arg(eventsText(left));
    const QString mark = forwardTrouble(state).alarm == Alarm::None ? QString() : QStringLiteral("⚠ ");
    return QStringLiteral("%1→ %2 · %3").arg(mark, host, rest);
}

} // namespace sluice::ui
