// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/chat_page.h"

#include "ui/bridge/convert.h"
#include "ui/inspector/chat_delegate.h"
#include "ui/inspector/text_pane.h"
#include "ui/models/chat_model.h"
#include "ui/models/format.h"
#include "ui/theme/metrics.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <memory>
#include <string>
#include <utility>

namespace sluice::ui {

namespace {

constexpr int batch = 50; ///< messages laid out in one go: some milliseconds

} // namespace

ChatPage::ChatPage(QWidget *parent)
    : QWidget(parent)
    , m_model(new ChatModel(this))
    , m_summary(new QLabel(this))
    , m_list(new QListView(this))
    , m_whole(new QWidget(this))
    , m_wholeTitle(new QLabel(m_whole))
    , m_wholeText(new TextPane(tr("The whole message"), QStringLiteral("chatWhole"), m_whole))
    , m_open(new QPushButton(tr("Show &whole"), this))
    , m_copy(new QPushButton(tr("Copy &message"), this))
    , m_job(this)
{
    m_summary->setObjectName(QStringLiteral("chatSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_list->setObjectName(QStringLiteral("chatList"));
    m_list->setAccessibleName(tr("Messages; Enter shows the whole of one"));
    auto *delegate = new ChatDelegate(m_list);
    m_list->setItemDelegate(delegate);
    m_list->setModel(m_model);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_list->setLayoutMode(QListView::Batched);
    m_list->setBatchSize(batch);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setTabKeyNavigation(false);
    m_wholeTitle->setTextFormat(Qt::PlainText);
    m_wholeTitle->setObjectName(QStringLiteral("chatWholeTitle"));
    auto *close = new QPushButton(tr("C&lose"), m_whole);
    m_wholeText->addButton(close);
    auto *whole = new QVBoxLayout(m_whole);
    whole->setContentsMargins(0, metrics::halfGrid, 0, 0);
    whole->setSpacing(metrics::halfGrid);
    whole->addWidget(m_wholeTitle);
    whole->addWidget(m_wholeText, 1);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_list);
    split->addWidget(m_whole);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metrics::grid, metrics::halfGrid, metrics::grid, metrics::halfGrid);
    head->addWidget(m_summary, 1);
    head->addWidget(m_open);
    head->addWidget(m_copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(split, 1);
    m_open->setObjectName(QStringLiteral("chatOpen"));
    m_copy->setObjectName(QStringLiteral("chatCopy"));
    connect(delegate, &ChatDelegate::wholeAsked, this, &ChatPage::showWhole);
    connect(m_list, &QListView::activated, this, &ChatPage::showWhole);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ChatPage::followCurrent);
    connect(m_open, &QPushButton::clicked, this, [this] { showWhole(m_list->currentIndex()); });
    connect(m_copy, &QPushButton::clicked, this, &ChatPage::copyCurrent);
    connect(close, &QPushButton::clicked, this, &ChatPage::closeWhole);
    auto *copyKey = new QShortcut(QKeySequence::Copy, m_list, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copyKey, &QShortcut::activated, this, &ChatPage::copyCurrent);
    auto *closeKey = new QShortcut(Qt::Key_Escape, m_whole, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(closeKey, &QShortcut::activated, this, &ChatPage::closeWhole);
    clear();
}

void ChatPage::showChat(const SharedBody &body)
{
    clear();
    const auto read = [body] { return messagesOf(body->type(), body->text()); };
    if (body->text().size() <= mostReadHere) {
        put(read());
        return;
    }
    m_summary->setText(tr("Reading %1 …").arg(bytesText(body->text().size())));
    m_job.submit([this, read]() -> SideJob::Answer { return [this, chat = read()] { put(chat); }; });
}

void ChatPage::clear()
{
    m_job.cancel();
    put({});
}

void ChatPage::put(ChatMessages chat)
{
    const std::size_t count = chat.messages.size();
    m_model->show(std::move(chat.messages));
    m_whole->hide();
    m_wholeText->clear();
    if (!chat.problem.empty())
        m_summary->setText(tr("The body is not JSON: %1").arg(toQt(chat.problem)));
    else if (count == 0)
        m_summary->setText(tr("Nothing was said."));
    else
        m_summary->setText(count == 1 ? tr("1 message") : tr("%1 messages").arg(numberText(count)));
    if (count > 0)
        m_list->setCurrentIndex(m_model->index(0));
    followCurrent();
}

void ChatPage::showWhole(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const auto text = std::make_shared<const std::string>(fromQt(m_model->wholeText(index.row())));
    m_wholeTitle->setText(tr("Message %1 · %2")
                              .arg(numberText(static_cast<std::uint64_t>(index.row()) + 1),
                                  m_model->bubble(index.row()).heading));
    m_wholeText->showText(text, *text);
    m_whole->show();
}

void ChatPage::closeWhole()
{
    m_whole->hide();
    m_list->setFocus();
}

void ChatPage::copyCurrent()
{
    if (const QModelIndex index = m_list->currentIndex(); index.isValid())
        QGuiApplication::clipboard()->setText(m_model->wholeText(index.row()));
}

void ChatPage::followCurrent()
{
    const QModelIndex index = m_list->currentIndex();
    m_open->setEnabled(index.isValid());
    m_copy->setEnabled(index.isValid());
    if (index.isValid() && m_whole->isVisible())
        showWhole(index);
}

} // namespace sluice::ui
