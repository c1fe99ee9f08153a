// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/event_body.h"
#include "ui/models/json_tree_model.h"

#include <QWidget>

class QLabel;
class QTreeView;

namespace sluice::ui {

class CopyableLine;
class SearchLine;
class TextPane;

/// A body as a tree that reads only what is looked at, with the path and the whole value of the current row
/// below it, and a search in it (Ctrl+F, F3, Shift+F3). Rows of a long list come as one scrolls to them.
/// thread: GUI
class JsonTreePage final : public QWidget
{
    Q_OBJECT
public:
    explicit JsonTreePage(QWidget *parent = nullptr);

    void showBody(const SharedBody &body);
    void clear();

    const JsonTreeModel &model() const { return *m_model; }

private:
    void buildTree();
    void find(const QString &words, JsonTreeModel::Direction direction);
    void followCurrent();
    void readVisible();

    SharedBody m_body;
    JsonTreeModel *m_model;
    SearchLine *m_search;
    QLabel *m_problem;
    QTreeView *m_tree;
    CopyableLine *m_path;
    TextPane *m_value;
};

} // namespace sluice::ui
