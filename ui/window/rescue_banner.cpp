// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/rescue_banner.h"

#include "ui/bridge/convert.h"
#include "ui/models/store_trouble_text.h"
#include "ui/widgets/message_banner.h"

#include <QVBoxLayout>

#include <filesystem>
#include <utility>

namespace sluice::ui {

RescueBanner::RescueBanner(QString dataDir, FreeBytes freeBytes, QWidget *parent)
    : QWidget(parent)
    , m_dataDir(std::move(dataDir))
    , m_freeBytes(std::move(freeBytes))
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

void RescueBanner::showFailed(std::uint64_t requests, const StoreTrouble &trouble)
{
    const bool isMore = requests > m_failed;
    m_failed = requests; // a collector that started anew counts from 0
    if (!isMore)
        return;
    const bool isOfStore = std::exchange(m_failedBatches, trouble.batches) != trouble.batches;
    const auto cause = isOfStore ? trouble.cause : DiskFault::None;
    const QString text = notStoredText(requests, m_dataDir, cause, m_freeBytes());
    if (m_failure->isHidden())
        m_failure->showMessage(Severity::Critical, text, tr("Open folder"));
    else
        m_failure->setText(text);
    fit();
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

std::optional<std::uint64_t> freeBytesAt(const QString &dataDir)
{
    std::error_code error;
    const std::filesystem::space_info space = std::filesystem::space(fromQt(dataDir), error);
    return error ? std::nullopt : std::optional<std::uint64_t>(space.available);
}

} // namespace sluice::ui
