// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/json_tree_page.h"

#include "ui/bridge/convert.h"
#include "ui/inspector/json_delegate.h"
#include "ui/inspector/search_line.h"
#include "ui/inspector/text_pane.h"
#include "ui/models/visible_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/copyable_line.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <memory>
#include <string>
#include <string_view>

namespace sluice::ui {

namespace {

constexpr int firstNameWidth = 160;

} // namespace

JsonTreePage::JsonTreePage(QWidget *parent)
    : QWidget(parent)
    , m_model(new JsonTreeModel(this))
    , m_search(new SearchLine(tr("Search names and values"), QStringLiteral("json"), this))
    , m_problem(new QLabel(this))
    , m_tree(new QTreeView(this))
    , m_path(new CopyableLine(tr("Path (JSON pointer)"), {}, this))
    , m_value(new TextPane(tr("The whole value"), QStringLiteral("jsonValue"), this))
{
    m_problem->setObjectName(QStringLiteral("jsonProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setMargin(metrics::grid);
    buildTree();
    auto *below = new QWidget(this);
    auto *value = new QVBoxLayout(below);
    value->setContentsMargins(0, metrics::halfGrid, 0, 0);
    value->setSpacing(metrics::halfGrid);
    value->addWidget(m_path);
    value->addWidget(m_value, 1);
    m_path->setObjectName(QStringLiteral("jsonPath"));
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_tree);
    split->addWidget(below);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_search);
    layout->addWidget(m_problem);
    layout->addWidget(split, 1);
    connect(m_search, &SearchLine::asked, this, [this](const QString &words, bool backwards) {
        find(words, backwards ? JsonTreeModel::Direction::Previous : JsonTreeModel::Direction::Next);
    });
    clear();
}

void JsonTreePage::buildTree()
{
    m_tree->setObjectName(QStringLiteral("jsonTree"));
    m_tree->setAccessibleName(tr("JSON tree"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new JsonDelegate(m_tree));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->setTabKeyNavigation(false);
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->resizeSection(JsonTreeModel::Name, firstNameWidth);
    connect(
        m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &JsonTreePage::followCurrent);
    connect(m_tree->verticalScrollBar(), &QScrollBar::valueChanged, this, &JsonTreePage::readVisible);
    connect(m_tree->verticalScrollBar(), &QScrollBar::rangeChanged, this, &JsonTreePage::readVisible);
    auto *copy = new QShortcut(QKeySequence::Copy, m_tree, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, [this] {
        if (const QModelIndex index = m_tree->currentIndex(); index.isValid())
            QGuiApplication::clipboard()->setText(toQt(m_model->fullText(index)));
    });
}

void JsonTreePage::showBody(const SharedBody &body)
{
    m_body = body;
    m_model->show(body);
    m_search->showAnswer({});
    m_problem->setVisible(!body->problem().empty());
    m_problem->setText(
        tr("The body is not JSON: %1. It is shown as it was received.").arg(toQt(body->problem())));
    m_tree->setVisible(body->problem().empty());
    m_search->setVisible(body->problem().empty());
    m_path->setVisible(body->problem().empty());
    if (body->problem().empty())
        m_tree->setCurrentIndex(m_model->index(0, 0));
    else
        m_value->showText(body, body->text());
    followCurrent();
}

void JsonTreePage::clear()
{
    m_body.reset();
    m_model->show({});
    m_path->setText({});
    m_value->clear();
    m_problem->hide();
}

void JsonTreePage::find(const QString &words, JsonTreeModel::Direction direction)
{
    const QModelIndex hit = m_model->find(words, m_tree->currentIndex().siblingAtColumn(0), direction);
    m_search->showAnswer(hit.isValid() || words.isEmpty() ? QString() : tr("not found"));
    if (!hit.isValid())
        return;
    for (QModelIndex at = hit.parent(); at.isValid(); at = at.parent())
        m_tree->expand(at);
    m_tree->setCurrentIndex(hit);
    m_tree->scrollTo(hit);
}

void JsonTreePage::followCurrent()
{
    const QModelIndex index = m_tree->currentIndex().siblingAtColumn(0);
    if (!index.isValid() || !m_body)
        return;
    m_path->setText(oneLine(m_model->pointer(index), 10'000));
    const std::string_view raw = m_model->rawText(index);
    if (!raw.starts_with('"')) {
        m_value->showText(m_body, raw);
        return;
    }
    const auto text = std::make_shared<const std::string>(m_model->fullText(index));
    m_value->showText(text, *text);
}

/// Each list goes on where its last row is seen.
void JsonTreePage::readVisible()
{
    const int bottom = m_tree->viewport()->height();
    QList<QPersistentModelIndex> unfinished;
    for (QModelIndex at = m_tree->indexAt({0, 0}); at.isValid(); at = m_tree->indexBelow(at)) {
        const QRect rect = m_tree->visualRect(at);
        if (!rect.isValid() || rect.top() > bottom) // not laid out yet, or out of sight
            break;
        const QModelIndex parent = at.parent();
        if (at.row() + 1 == m_model->rowCount(parent) && m_model->hasMore(parent))
            unfinished << parent;
    }
    for (const QPersistentModelIndex &parent : unfinished)
        m_model->readMore(parent);
}

} // namespace sluice::ui
