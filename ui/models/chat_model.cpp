// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/chat_model.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/visible_text.h"

#include <QStringList>

#include <algorithm>

namespace sluice::ui {

namespace {

using Kind = ChatPart::Kind;

constexpr qsizetype mostName = 120;

QString roleText(const ChatMessage &message)
{
    switch (message.role) {
    case ChatRole::System:
        return ChatModel::tr("System");
    case ChatRole::User:
        return ChatModel::tr("User");
    case ChatRole::Assistant:
        return ChatModel::tr("Assistant");
    case ChatRole::Tool:
        return ChatModel::tr("Tool");
    case ChatRole::Other:
        break;
    }
    return message.roleText.empty() ? ChatModel::tr("Message") : oneLine(toQt(message.roleText), mostName);
}

QString cardTitle(const ChatPart &part)
{
    const QString name = oneLine(toQt(part.name), mostName);
    QString title;
    switch (part.kind) {
    case Kind::Text:
        return {};
    case Kind::Thinking:
        return ChatModel::tr("Thinking");
    case Kind::ToolCall:
        title = name.isEmpty() ? ChatModel::tr("Tool call") : ChatModel::tr("Calls %1").arg(name);
        break;
    case Kind::ToolResult:
        title = part.isError ? ChatModel::tr("Tool error") : ChatModel::tr("Tool result");
        title += name.isEmpty() ? QString() : QStringLiteral(" · %1").arg(name);
        break;
    case Kind::Media:
        return ChatModel::tr("Attached: %1").arg(name.isEmpty() ? ChatModel::tr("data") : name);
    case Kind::Other:
        return name.isEmpty() ? ChatModel::tr("JSON") : ChatModel::tr("JSON · %1").arg(name);
    }
    return part.id.empty() ? title : QStringLiteral("%1 · %2").arg(title, oneLine(toQt(part.id), mostName));
}

/// The beginning of a text: what is left of the bytes and the lines is lowered.
QString beginning(const std::string &text, std::size_t &bytes, int &lines, bool &cut)
{
    std::size_t end = std::min(bytes, text.size());
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end;
    for (std::size_t i = 0; i < end; ++i) {
        if (text[i] == '\n' && --lines == 0)
            end = i;
    }
    cut = cut || end < text.size();
    bytes -= std::min(bytes, end);
    return visibleText(toQt(std::string_view(text).substr(0, end)));
}

} // namespace

int ChatModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_messages.size());
}

QVariant ChatModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    const Bubble shown = bubble(index.row());
    QStringList texts{shown.heading};
    for (const BubblePart &part : shown.parts)
        texts << (part.title.isEmpty() ? part.text : QStringLiteral("%1: %2").arg(part.title, part.text));
    if (!shown.more.isEmpty())
        texts << shown.more;
    return texts.join(QStringLiteral("\n"));
}

void ChatModel::show(std::vector<ChatMessage> messages)
{
    beginResetModel();
    m_messages = std::move(messages);
    endResetModel();
}

Bubble ChatModel::bubble(int row) const
{
    const ChatMessage &message = m_messages[static_cast<std::size_t>(row)];
    Bubble bubble;
    bubble.role = message.role;
    QStringList heading{roleText(message)};
    if (!message.speaker.empty())
        heading << oneLine(toQt(message.speaker), mostName);
    if (message.isAnswer)
        heading << tr("answer");
    bubble.heading = heading.join(QStringLiteral(" · "));
    std::size_t bytes = foldedBytes;
    int lines = foldedLines;
    bool cut = false;
    std::size_t whole = 0;
    for (const ChatPart &part : message.parts) {
        whole += part.text.size();
        if (bytes == 0 || lines <= 0 || bubble.parts.size() >= mostParts) {
            cut = true;
            continue;
        }
        bubble.parts.push_back(
            {part.kind, cardTitle(part), beginning(part.text, bytes, lines, cut), part.isError});
    }
    if (bubble.parts.empty())
        bubble.parts.push_back({Kind::Text, {}, tr("(nothing)"), false});
    if (cut)
        bubble.more = tr("Show all %1").arg(bytesText(whole));
    return bubble;
}

QString ChatModel::wholeText(int row) const
{
    QStringList texts;
    for (const ChatPart &part : m_messages[static_cast<std::size_t>(row)].parts) {
        const QString title = cardTitle(part);
        texts << (title.isEmpty() ? toQt(part.text) : QStringLiteral("%1\n%2").arg(title, toQt(part.text)));
    }
    return texts.join(QStringLiteral("\n\n"));
}

} // namespace sluice::ui
