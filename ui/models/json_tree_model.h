// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/event_body.h"

#include <QAbstractItemModel>

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::ui {

/// A JSON body as a tree whose rows are found when they are looked at: opening a container reads at most
/// `pageSize` of its children, and 12 bytes are kept for each. Values are cut; fullText() has them whole. All
/// of it is plain text. thread: GUI
class JsonTreeModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { Name, Value };
    static constexpr int columns = 2;
    enum Role { KindRole = Qt::UserRole }; ///< a JsonKind as int

    static constexpr std::size_t pageSize = 1'000;
    static constexpr qsizetype mostShown = 200; ///< characters of a value in its row

    /// What the reading has cost so far.
    struct Cost
    {
        std::size_t nodes = 0;
        std::size_t bytes = 0;
    };

    using QAbstractItemModel::QAbstractItemModel;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;

    /// Of a container, the first page only: QTreeView fetches each time that it lays out its rows, and would
    /// not rest before it had a million of them. The others come by readMore().
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    /// Whether children are left that were not read, and the next page of them.
    bool hasMore(const QModelIndex &parent) const;
    void readMore(const QModelIndex &parent);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Shows another body; nullptr or one that is not JSON: nothing. A value that is no container is the only
    /// row.
    void show(SharedBody body);

    /// RFC 6901: "/prompt/0/content". Empty for the body itself.
    QString pointer(const QModelIndex &index) const;

    /// The value as it stands in the body, of any size.
    std::string_view rawText(const QModelIndex &index) const;

    /// A string's text in UTF-8, any other value as it stands in the body.
    std::string fullText(const QModelIndex &index) const;

    enum class Direction { Next, Previous };
    /// The next name or value in which the words stand, counted from `from` (invalid: from the start, or from
    /// the end), and around the end of the text; invalid: nowhere. Finds the rows down to it.
    QModelIndex find(const QString &words, const QModelIndex &from, Direction direction);

    const Cost &cost() const { return m_cost; }

private:
    /// A container whose children were asked for.
    struct Branch
    {
        JsonNode node;
        Branch *parent = nullptr;
        int row = 0; ///< in its parent
        std::vector<JsonNode> children;
        JsonPage page;
        std::map<int, std::unique_ptr<Branch>> branches; ///< by row
    };

    const JsonNode *nodeOf(const QModelIndex &index) const;
    Branch *branchOf(const QModelIndex &index) const;
    Branch *madeBranchOf(const QModelIndex &index);
    void readPage(Branch &branch, std::vector<JsonNode> &into, std::size_t limit);
    void insert(const QModelIndex &parent, Branch &branch, const std::vector<JsonNode> &nodes);
    void readUpTo(const QModelIndex &parent, std::size_t offset);
    QModelIndex at(std::size_t offset);
    std::size_t placeOf(const QModelIndex &index) const;
    QString nameText(const QModelIndex &index) const;
    QString valueText(const JsonNode &node) const;

    SharedBody m_body;
    std::unique_ptr<Branch> m_root; ///< never nullptr while there is an index
    Cost m_cost;
};

} // namespace sluice::ui
