// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/json_tree_model.h"

#include "core/agentops/json_search.h"
#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/visible_text.h"

#include <algorithm>
#include <utility>

namespace sluice::ui {

namespace {

bool isContainer(JsonKind kind)
{
    return kind == JsonKind::Array || kind == JsonKind::Object;
}

} // namespace

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const Branch *branch = branchOf(parent);
    if (branch == nullptr || row < 0 || row >= rowCount(parent) || column < 0 || column >= columns)
        return {};
    return createIndex(row, column, branch);
}

QModelIndex JsonTreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const auto *branch = static_cast<const Branch *>(index.constInternalPointer());
    return branch->parent == nullptr ? QModelIndex() : createIndex(branch->row, 0, branch->parent);
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    const Branch *branch = branchOf(parent);
    return branch == nullptr ? 0 : static_cast<int>(branch->children.size());
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return columns;
}

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_root && !m_root->children.empty();
    return parent.column() == 0 && m_body->index()->hasChildren(*nodeOf(parent));
}

bool JsonTreeModel::canFetchMore(const QModelIndex &parent) const
{
    return branchOf(parent) == nullptr && hasMore(parent);
}

void JsonTreeModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        readMore(parent);
}

bool JsonTreeModel::hasMore(const QModelIndex &parent) const
{
    if (!m_root || parent.column() > 0)
        return false;
    const Branch *branch = branchOf(parent);
    return branch == nullptr ? hasChildren(parent) : !branch->page.complete;
}

void JsonTreeModel::readMore(const QModelIndex &parent)
{
    if (!hasMore(parent))
        return;
    Branch *branch = madeBranchOf(parent);
    std::vector<JsonNode> nodes;
    readPage(*branch, nodes, pageSize);
    insert(parent, *branch, nodes);
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const JsonNode &node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Name ? nameText(index) : valueText(node);
    case Qt::ToolTipRole:
        return plainToolTip(oneLine(pointer(index), 1'000));
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(nameText(index), valueText(node));
    case KindRole:
        return static_cast<int>(m_body->index()->kind(node));
    default:
        return {};
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Name") : tr("Value");
}

void JsonTreeModel::show(SharedBody body)
{
    beginResetModel();
    m_body = std::move(body);
    m_root.reset();
    m_cost = {};
    if (m_body && m_body->index() != nullptr) {
        const JsonIndex &index = *m_body->index();
        m_root = std::make_unique<Branch>();
        m_root->node = index.root();
        if (isContainer(index.kind(index.root())))
            readPage(*m_root, m_root->children, pageSize);
        else {
            m_root->children = {index.root()};
            m_root->page.complete = true;
        }
    }
    endResetModel();
}

QString JsonTreeModel::pointer(const QModelIndex &index) const
{
    QString path;
    for (QModelIndex at = index; at.isValid(); at = at.parent()) {
        const JsonNode &node = *nodeOf(at);
        if (node == m_body->index()->root())
            break;
        QString name
            = node.hasKey() ? toQt(unescapedJson(m_body->index()->keyText(node))) : QString::number(at.row());
        name.replace(QLatin1Char('~'), QLatin1String("~0")).replace(QLatin1Char('/'), QLatin1String("~1"));
        path.prepend(QLatin1Char('/') + name);
    }
    return path;
}

std::string_view JsonTreeModel::rawText(const QModelIndex &index) const
{
    const JsonNode *node = nodeOf(index);
    return node == nullptr ? std::string_view() : m_body->index()->valueText(*node);
}

std::string JsonTreeModel::fullText(const QModelIndex &index) const
{
    return unescapedJson(rawText(index));
}

QModelIndex JsonTreeModel::find(const QString &words, const QModelIndex &from, Direction direction)
{
    if (!m_root)
        return {};
    const JsonSearch search(fromQt(words));
    const std::string_view text = m_body->text();
    std::optional<std::size_t> hit;
    if (direction == Direction::Next) {
        hit = search.next(text, from.isValid() ? placeOf(from) : 0);
        if (!hit)
            hit = search.next(text, 0);
    } else {
        hit = search.previous(text, from.isValid() ? nodeOf(from)->key : text.size());
        if (!hit)
            hit = search.previous(text, text.size());
    }
    return hit ? at(*hit) : QModelIndex();
}

/// Where the search goes on after this row: behind its value, or in a container behind its own bracket.
std::size_t JsonTreeModel::placeOf(const QModelIndex &index) const
{
    const JsonNode &node = *nodeOf(index);
    return isContainer(m_body->index()->kind(node)) ? node.begin + 1 : node.end;
}

QModelIndex JsonTreeModel::at(std::size_t offset)
{
    QModelIndex parent;
    while (true) {
        readUpTo(parent, offset);
        const Branch *branch = branchOf(parent);
        if (branch == nullptr)
            return parent;
        const auto after = std::ranges::upper_bound(branch->children, offset, {}, &JsonNode::key);
        if (after == branch->children.begin() || offset >= (after - 1)->end)
            return parent; // between children
        parent = index(static_cast<int>(after - 1 - branch->children.begin()), 0, parent);
        if (offset < nodeOf(parent)->begin || !hasChildren(parent))
            return parent;
    }
}

/// Reads children until one ends behind `offset`: as many as that takes, in one step for the view.
void JsonTreeModel::readUpTo(const QModelIndex &parent, std::size_t offset)
{
    Branch *branch = madeBranchOf(parent);
    std::vector<JsonNode> nodes;
    while (!branch->page.complete && (branch->page.next == 0 || branch->page.next <= offset))
        readPage(*branch, nodes, pageSize);
    insert(parent, *branch, nodes);
}

const JsonNode *JsonTreeModel::nodeOf(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const auto *branch = static_cast<const Branch *>(index.constInternalPointer());
    return &branch->children[static_cast<std::size_t>(index.row())];
}

JsonTreeModel::Branch *JsonTreeModel::branchOf(const QModelIndex &index) const
{
    if (!index.isValid())
        return m_root.get();
    const auto *branch = static_cast<const Branch *>(index.constInternalPointer());
    const auto found = branch->branches.find(index.row());
    return found == branch->branches.end() ? nullptr : found->second.get();
}

JsonTreeModel::Branch *JsonTreeModel::madeBranchOf(const QModelIndex &index)
{
    if (Branch *branch = branchOf(index))
        return branch;
    auto *parent = static_cast<Branch *>(index.internalPointer());
    auto branch = std::make_unique<Branch>();
    branch->node = *nodeOf(index);
    branch->parent = parent;
    branch->row = index.row();
    return (parent->branches[index.row()] = std::move(branch)).get();
}

void JsonTreeModel::readPage(Branch &branch, std::vector<JsonNode> &into, std::size_t limit)
{
    const std::size_t before = into.size();
    branch.page = m_body->index()->children(branch.node, branch.page.next, limit, into);
    m_cost.nodes += into.size() - before;
    m_cost.bytes += branch.page.bytesRead;
}

void JsonTreeModel::insert(const QModelIndex &parent, Branch &branch, const std::vector<JsonNode> &nodes)
{
    if (nodes.empty())
        return;
    const int first = static_cast<int>(branch.children.size());
    beginInsertRows(parent, first, first + static_cast<int>(nodes.size()) - 1);
    branch.children.insert(branch.children.end(), nodes.begin(), nodes.end());
    endInsertRows();
}

QString JsonTreeModel::nameText(const QModelIndex &index) const
{
    const JsonNode &node = *nodeOf(index);
    if (!node.hasKey())
        return node == m_body->index()->root() ? tr("(value)")
                                               : numberText(static_cast<std::uint64_t>(index.row()));
    return oneLine(toQt(unescapedJson(m_body->index()->keyText(node), 4 * mostShown)), mostShown);
}

QString JsonTreeModel::valueText(const JsonNode &node) const
{
    const JsonIndex &index = *m_body->index();
    const JsonKind kind = index.kind(node);
    if (kind == JsonKind::String) {
        const QString text = oneLine(m_body->textOf(node, 4 * mostShown), mostShown);
        return QStringLiteral("\"%1%2").arg(text, text.endsWith(u'…') ? QString() : QStringLiteral("\""));
    }
    if (!isContainer(kind))
        return oneLine(toQt(index.valueText(node).substr(0, 4 * mostShown)), mostShown);
    const std::size_t count = index.childCount(node);
    if (count == 0)
        return kind == JsonKind::Object ? QStringLiteral("{}") : QStringLiteral("[]");
    const QString number = numberText(count);
    if (kind == JsonKind::Object)
        return count == 1 ? tr("{1 member}") : tr("{%1 members}").arg(number);
    return count == 1 ? tr("[1 element]") : tr("[%1 elements]").arg(number);
}

} // namespace sluice::ui
