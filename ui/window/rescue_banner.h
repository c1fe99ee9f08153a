// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/store_trouble.h"
#include "core/store/store_rescue.h"

#include <QString>
#include <QWidget>

#include <cstdint>
#include <functional>
#include <optional>

namespace sluice::ui {

class MessageBanner;

/// What is the matter with the store, across the top: that it was damaged and what became of it, until that
/// is closed; and that requests are not stored, while they become more: closed by the user, it comes back
/// with the next one. Hidden while there is nothing to say. thread: GUI.
class RescueBanner final : public QWidget
{
    Q_OBJECT
public:
    /// `freeBytes` tells the room on the disk with `dataDir`; nullopt: it cannot be told.
    using FreeBytes = std::function<std::optional<std::uint64_t>()>;
    RescueBanner(QString dataDir, FreeBytes freeBytes, QWidget *parent = nullptr);

    void showRescue(const StoreRescue &rescue);

    /// So many requests were answered 5xx since the collector started; what the store says of why.
    void showFailed(std::uint64_t requests, const StoreTrouble &trouble = {});

    QString rescueText() const; ///< empty while none is shown
    QString failureText() const;

Q_SIGNALS:
    /// The user wants to see this folder.
    void folderAsked(const QString &path);

private:
    void fit();

    const QString m_dataDir;
    const FreeBytes m_freeBytes;
    MessageBanner *m_rescue;
    MessageBanner *m_failure;
    QString m_kept; ///< the folder of the damaged file
    std::uint64_t m_failed = 0; ///< what was told last
    std::uint64_t m_failedBatches = 0; ///< of the store, when there were more of them
};

/// Of the disk with `dataDir`, for others than root; nullopt: the system does not say.
std::optional<std::uint64_t> freeBytesAt(const QString &dataDir);

} // namespace sluice::ui
