// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/analysis/search_page.h"

#include "ui/analysis/hit_delegate.h"
#include "ui/models/format.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <chrono>

namespace sluice::ui {

namespace {

constexpr std::chrono::milliseconds pauseOfTyping{340};

} // namespace

SearchPage::SearchPage(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_cancel(new QPushButton(tr("&Cancel"), this))
    , m_line(new QLabel(this))
    , m_tree(new QTreeView(this))
{
    setObjectName(QStringLiteral("searchPage"));
    setAccessibleName(tr("Search"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::grid, metrics::halfGrid, metrics::grid, metrics::grid);
    layout->setSpacing(metrics::halfGrid);
    layout->addWidget(buildHead());
    layout->addWidget(m_line);
    layout->addWidget(m_tree, 1);
    buildTree();
    m_line->setObjectName(QStringLiteral("searchLine"));
    m_line->setTextFormat(Qt::PlainText);
    m_line->setWordWrap(true);
    m_line->setText(
        tr("Prompts, completions, parameters, results, logs and errors of all sessions are searched."));
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseOfTyping);
    connect(&m_pause, &QTimer::timeout, this, &SearchPage::ask);
}

QWidget *SearchPage::buildHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::grid);
    m_edit->setObjectName(QStringLiteral("searchEdit"));
    m_edit->setAccessibleName(tr("Search in all sessions"));
    m_edit->setPlaceholderText(tr("Words in all sessions; \"words in this order\"; begin*"));
    m_edit->setClearButtonEnabled(true);
    m_edit->setToolTip(
        plainToolTip(tr("All words have to be in an event, in any order.\n"
                        "Words in quotes have to follow one another; a star stands for any end of a word.")));
    m_cancel->setObjectName(QStringLiteral("searchCancel"));
    m_cancel->setEnabled(false);
    m_cancel->setAutoDefault(false);
    row->addWidget(m_edit, 1);
    row->addWidget(m_cancel);
    connect(m_edit, &QLineEdit::textEdited, &m_pause, qOverload<>(&QTimer::start));
    connect(m_edit, &QLineEdit::returnPressed, this, [this] {
        if (m_pause.isActive() || query() != m_asked)
            ask();
        else
            m_tree->setFocus(Qt::OtherFocusReason);
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        setSearching(false);
        m_line->setText(tr("Cancelled."));
        Q_EMIT cancelled();
    });
    return head;
}

void SearchPage::buildTree()
{
    m_tree->setObjectName(QStringLiteral("searchHits"));
    m_tree->setAccessibleName(tr("Hits by session"));
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(new HitDelegate(m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setExpandsOnDoubleClick(false);
    connect(m_tree, &QTreeView::activated, this, &SearchPage::open);
}

QString SearchPage::query() const
{
    return m_edit->text().trimmed();
}

void SearchPage::search(const QString &query)
{
    m_edit->setText(query);
    ask();
}

void SearchPage::focusQuery()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void SearchPage::ask()
{
    m_pause.stop();
    m_asked = query();
    if (query().isEmpty()) {
        setSearching(false);
        Q_EMIT cancelled();
        m_model.show(std::make_shared<const SearchAnswer>());
        m_line->clear();
        return;
    }
    setSearching(true);
    m_line->setText(tr("Searching …"));
    Q_EMIT searchAsked(query());
}

void SearchPage::setSearching(bool isSearching)
{
    m_isSearching = isSearching;
    m_cancel->setEnabled(isSearching);
}

void SearchPage::showAnswer(const QString &query, const std::shared_ptr<const SearchAnswer> &answer)
{
    if (query != this->query() || !m_isSearching)
        return;
    setSearching(false);
    m_model.show(answer);
    m_tree->expandAll();
    m_line->setText(resultText());
}

void SearchPage::showProblem(const QString &query, const QString &message)
{
    if (query != this->query() || !m_isSearching)
        return;
    setSearching(false);
    m_model.show(std::make_shared<const SearchAnswer>());
    m_line->setText(message);
}

QString SearchPage::resultText() const
{
    const SearchAnswer &answer = m_model.answer();
    QString text = answer.matches == 0
        ? tr("Nothing was found")
        : (answer.isWhole ? tr("%1 events in %2 sessions") : tr("at least %1 events in %2 sessions"))
              .arg(numberText(answer.matches), numberText(answer.sessionCount));
    if (answer.sessions.size() < answer.sessionCount)
        text += tr(" · showing the newest %1").arg(numberText(answer.sessions.size()));
    text += answer.indexed < answer.stored
        ? tr(" · %1 of %2 events indexed, the rest is being read")
              .arg(numberText(answer.indexed), numberText(answer.stored))
        : tr(" · %1 of %2 events indexed").arg(numberText(answer.indexed), numberText(answer.stored));
    return text;
}

void SearchPage::open(const QModelIndex &index)
{
    const SessionId session = m_model.sessionAt(index);
    if (const std::int64_t row = m_model.eventAt(index); row != 0)
        Q_EMIT eventAsked(session, row);
    else if (session)
        Q_EMIT sessionAsked(session);
}

} // namespace sluice::ui
