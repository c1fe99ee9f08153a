// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/rescue_banner.h"

#include "ui/bridge/convert.h"
#include "ui/widgets/message_banner.h"

#include <QVBoxLayout>

#include <filesystem>
#include <utility>

namespace sluice::ui {

RescueBanner::RescueBanner(QString dataDir, AskState askState, QWidget *parent)
    : QWidget(parent)
    , m_dataDir(std::move(dataDir))
    , m_askState(std::move(askState))
    , m_rescue(new MessageBanner(this))
    , m_failure(new MessageBanner(this))
{
    setObjectName(QStringLiteral("rescueBanner"));
    m_rescue->setObjectName(QStringLiteral("rescue"));
    m_failure->setObjectName(QStringLiteral("notStored"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_rescue);
    layout->addWidget(m_failure);
    for (MessageBanner *banner : {m_rescue, m_failure})
        connect(banner, &MessageBanner::closed, this, &RescueBanner::fit);
    connect(m_rescue, &MessageBanner::actionTriggered, this, [this] { Q_EMIT folderAsked(m_kept); });
    connect(m_failure, &MessageBanner::actionTriggered, this, [this] { Q_EMIT folderAsked(m_dataDir); });
    hide();
}

void RescueBanner::showRescue(const StoreRescue &rescue)
{
    m_kept = toQt(rescue.kept.parent_path().string());
    const bool isWhole = rescue.isSalvaged && rescue.gaps == 0;
    m_rescue->showMessage(
        isWhole ? Severity::Warning : Severity::Critical, ui::rescueText(rescue), tr("Open folder"));
    fit();
}

/// The newest ones' cause; damage comes before all else, for it does not pass.
NotStored RescueBanner::told(const CollectorStats &stats) const
{
    const StoreState state = m_askState();
    const std::uint64_t known = stats.failed < m_last.failed ? 0 : m_last.failed - m_last.noRoom;
    const bool isByStore = state.isDamaged || stats.failed - stats.noRoom > known;
    const bool isDiskFault = stats.trouble.batches != m_last.trouble.batches;
    const DiskFault fault = state.isDamaged ? DiskFault::Damaged
        : isDiskFault                       ? stats.trouble.cause
                                            : DiskFault::None;
    return {stats.failed, isByStore ? NotStoredCause::Store : NotStoredCause::NoRoom, fault, m_dataDir,
        state.freeBytes};
}

void RescueBanner::showStats(const CollectorStats &stats)
{
    if (stats.failed <= m_last.failed) {
        showOver(stats);
        return;
    }
    const QString text = notStoredText(told(stats));
    m_last = stats;
    if (m_failure->isHidden())
        m_failure->showMessage(Severity::Critical, text, tr("Open folder"));
    else
        m_failure->setText(text);
    fit();
}

void RescueBanner::showOver(const CollectorStats &stats)
{
    if (stats.failed < m_last.failed) { // the collector started anew and counts from 0
        m_last = {};
    } else if (!m_failure->isHidden() && stats.events > m_last.events && !m_askState().isDamaged) {
        m_failure->setText(
            notStoredText({stats.failed, NotStoredCause::Over, DiskFault::None, m_dataDir, {}}));
    }
}

QString RescueBanner::rescueText() const
{
    return m_rescue->isHidden() ? QString() : m_rescue->text();
}

QString RescueBanner::failureText() const
{
    return m_failure->isHidden() ? QString() : m_failure->text();
}

void RescueBanner::fit()
{
    setVisible(!m_rescue->isHidden() || !m_failure->isHidden());
}

RescueBanner::StoreState storeStateAt(const DataDir &dataDir)
{
    std::error_code error;
    const std::filesystem::space_info space = std::filesystem::space(dataDir.path, error);
    const auto free = error ? std::nullopt : std::optional<std::uint64_t>(space.available);
    return {free, isDamageNoted(dataDir)};
}

} // namespace sluice::ui
