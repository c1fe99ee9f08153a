// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/watch_banner.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/widgets/message_banner.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr qsizetype mostLines = 3;

/// A sentence as the core has it begins in the middle of one.
QString line(const KeptAlarm &kept)
{
    QString text = toQt(kept.alarm.text);
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text + QLatin1Char('.');
}

QString textOf(const QList<KeptAlarm> &alarms)
{
    QStringList lines;
    for (const KeptAlarm &kept : alarms.first(std::min(mostLines, alarms.size())))
        lines += line(kept);
    if (alarms.size() > mostLines)
        lines += WatchBanner::tr("And %n more.", nullptr, static_cast<int>(alarms.size() - mostLines));
    return lines.join(QLatin1Char('\n'));
}

Severity severityOf(const QList<KeptAlarm> &alarms)
{
    const bool locked = std::ranges::any_of(
        alarms, [](const KeptAlarm &kept) { return kept.alarm.kind == Alarm::Kind::LockHeld; });
    return locked ? Severity::Critical : Severity::Warning;
}

} // namespace

WatchBanner::WatchBanner(QWidget *parent)
    : QWidget(parent)
    , m_alarm(new MessageBanner(this))
    , m_note(new MessageBanner(this))
{
    setObjectName(QStringLiteral("watchBanner"));
    m_alarm->setObjectName(QStringLiteral("alarm"));
    m_note->setObjectName(QStringLiteral("watchNote"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_alarm);
    layout->addWidget(m_note);
    connect(m_alarm, &MessageBanner::actionTriggered, this, &WatchBanner::bundleAsked);
    connect(m_alarm, &MessageBanner::closed, this, &WatchBanner::closeAlarms);
    connect(m_note, &MessageBanner::closed, this, &WatchBanner::fit);
    connect(m_note, &MessageBanner::actionTriggered, this,
        [this] { QGuiApplication::clipboard()->setText(m_path); });
    hide();
}

void WatchBanner::showAlarms(const QList<KeptAlarm> &alarms)
{
    m_current.clear();
    for (const KeptAlarm &kept : alarms)
        m_current.insert(kept.number);
    const std::uint64_t newest = m_current.empty() ? 0 : *m_current.rbegin();
    if (std::ranges::includes(m_closed, m_current))
        m_alarm->dismiss();
    else if (m_alarm->isHidden() || newest > m_told)
        m_alarm->showMessage(severityOf(alarms), textOf(alarms), tr("Save diagnostic bundle"));
    else
        m_alarm->setText(textOf(alarms));
    m_told = std::max(m_told, newest);
    fit();
}

void WatchBanner::closeAlarms()
{
    m_closed.insert(m_current.begin(), m_current.end());
    fit();
}

void WatchBanner::showStandstill(std::chrono::milliseconds lasting)
{
    m_note->showMessage(Severity::Notice,
        tr("The window stood still for %1. What was being recorded was not affected.")
            .arg(durationText(lasting)));
    fit();
}

void WatchBanner::showSaved(const QString &path)
{
    m_path = path;
    m_note->showMessage(Severity::Ok,
        tr("Diagnostic bundle saved as %1. Keys, tokens and passwords are left out.").arg(path),
        tr("Copy path"));
    fit();
}

void WatchBanner::showFailed(const QString &path, const QString &message)
{
    m_note->showMessage(Severity::Critical, tr("%1 was not written: %2").arg(path, message));
    fit();
}

QString WatchBanner::alarmText() const
{
    return m_alarm->isHidden() ? QString() : m_alarm->text();
}

QString WatchBanner::noteText() const
{
    return m_note->isHidden() ? QString() : m_note->text();
}

void WatchBanner::fit()
{
    setVisible(!m_alarm->isHidden() || !m_note->isHidden());
}

} // namespace sluice::ui
