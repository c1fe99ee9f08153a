// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/agentops/chat_messages.h"
#include "ui/inspector/side_job.h"
#include "ui/models/event_body.h"

#include <QWidget>

class QLabel;
class QListView;
class QModelIndex;
class QPushButton;

namespace sluice::ui {

class ChatModel;
class TextPane;

/// Prompt and completion of an event as a conversation. Only the messages that are to be seen are laid out at
/// once, the others between other events; a long message is folded and opens below in a text field, by Enter,
/// a double click or its own line. Ctrl+C copies the current message. thread: GUI
class ChatPage final : public QWidget
{
    Q_OBJECT
public:
    /// A larger body is read on another thread.
    static constexpr std::size_t mostReadHere = std::size_t{256} * 1024;

    explicit ChatPage(QWidget *parent = nullptr);

    void showChat(const SharedBody &body);
    void clear();

private:
    void put(ChatMessages chat);
    void showWhole(const QModelIndex &index);
    void closeWhole();
    void copyCurrent();
    void followCurrent();

    ChatModel *m_model;
    QLabel *m_summary;
    QListView *m_list;
    QWidget *m_whole;
    QLabel *m_wholeTitle;
    TextPane *m_wholeText;
    QPushButton *m_open;
    QPushButton *m_copy;
    SideJob m_job; ///< last: its answers come to what is above
};

} // namespace sluice::ui
