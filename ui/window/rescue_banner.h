// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/collector.h"
#include "core/store/store_rescue.h"
#include "ui/models/store_trouble_text.h"

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
    /// What is asked when a request was not stored: the room on the disk with the data directory (nullopt: it
    /// cannot be told), and whether the store's file was found to be damaged.
    struct StoreState
    {
        std::optional<std::uint64_t> freeBytes;
        bool isDamaged = false;
    };
    using AskState = std::function<StoreState()>;
    RescueBanner(QString dataDir, AskState askState, QWidget *parent = nullptr);

    void showRescue(const StoreRescue &rescue);

    /// How many requests were answered 5xx since the collector started, why, and that it is over.
    void showStats(const CollectorStats &stats);

    QString rescueText() const; ///< empty while none is shown
    QString failureText() const;

Q_SIGNALS:
    /// The user wants to see this folder.
    void folderAsked(const QString &path);

private:
    NotStored told(const CollectorStats &stats) const;
    void showOver(const CollectorStats &stats);
    void fit();

    const QString m_dataDir;
    const AskState m_askState;
    MessageBanner *m_rescue;
    MessageBanner *m_failure;
    QString m_kept; ///< the folder of the damaged file
    CollectorStats m_last; ///< when requests were last not stored
};

/// Of the store in that directory; free for others than root.
RescueBanner::StoreState storeStateAt(const DataDir &dataDir);

} // namespace sluice::ui
