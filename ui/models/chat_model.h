// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/chat_messages.h"

#include <QAbstractListModel>
#include <QString>

#include <cstddef>
#include <vector>

namespace sluice::ui {

/// A part of a message as it is shown: text, or a card with a title.
struct BubblePart
{
    ChatPart::Kind kind = ChatPart::Kind::Text;
    QString title; ///< of a card: "Calls find · c1"; empty: no card
    QString text; ///< plain, hidden characters marked, at most what a folded message shows
    bool isError = false;
};

/// A message as it is shown.
struct Bubble
{
    ChatRole role = ChatRole::Other;
    QString heading; ///< "User", "Assistant · Ada · answer"
    std::vector<BubblePart> parts;
    QString more; ///< "Show all 12.3 KiB"; empty: nothing is left out
};

/// The messages of one event, a row each. A long message is folded: its row shows the beginning, wholeText()
/// has it all. thread: GUI
class ChatModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    /// A folded message shows so much: a screen of it.
    static constexpr std::size_t foldedBytes = 2'000;
    static constexpr int foldedLines = 20;
    static constexpr int mostParts = 20;

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    void show(std::vector<ChatMessage> messages);

    Bubble bubble(int row) const;
    bool isFolded(int row) const { return !bubble(row).more.isEmpty(); }

    /// The message without its role, as it was received: for the clipboard.
    QString wholeText(int row) const;

private:
    std::vector<ChatMessage> m_messages;
};

} // namespace sluice::ui
