// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/search.h"
#include "ui/models/search_hits_model.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace sluice::ui {

/// Looks for a text in all sessions: hits by session, with the words where they stand. thread: GUI.
class SearchPage final : public QWidget
{
    Q_OBJECT
public:
    explicit SearchPage(QWidget *parent = nullptr);

    QString query() const;
    void search(const QString &query);
    void focusQuery();

    void showAnswer(const QString &query, const std::shared_ptr<const SearchAnswer> &answer);
    void showProblem(const QString &query, const QString &message);

    /// "12 events in 3 sessions · 45,000 of 45,384 events indexed".
    QString resultText() const;

Q_SIGNALS:
    void searchAsked(const QString &query);
    void cancelled();
    void sessionAsked(const sluice::SessionId &session);
    void eventAsked(const sluice::SessionId &session, qint64 row);

private:
    QWidget *buildHead();
    void buildTree();
    void ask();
    void open(const QModelIndex &index);
    void setSearching(bool isSearching);

    SearchHitsModel m_model;
    QLineEdit *m_edit;
    QPushButton *m_cancel;
    QLabel *m_line;
    QTreeView *m_tree;
    QTimer m_pause; ///< of typing
    QString m_asked; ///< what was asked for last
    bool m_isSearching = false;
};

} // namespace sluice::ui
