// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/filter_completion.h"
#include "core/analysis/filter_syntax.h"

#include <QStringList>
#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QListWidgetItem;

namespace sluice::ui {

class OfferList;

/// One line in which a filter is typed. While typing its ground turns green when the text is a filter and red
/// when it is not, a tick or a cross says the same, and the line below it names the column and what was
/// expected. A list offers fields and the session's own values (Ctrl+Space); with an empty field, or by
/// Alt+Down, the filters used before. Escape closes the list, then clears the text. thread: GUI.
class FilterBar final : public QWidget
{
    Q_OBJECT
public:
    /// More texts are not remembered.
    static constexpr int longestHistory = 30;

    explicit FilterBar(QWidget *parent = nullptr);

    QString text() const;
    /// As if it had been typed and finished.
    void setText(const QString &text);
    /// Adds a term to what is there: "type:llm", or its opposite.
    void addTerm(const QString &term, bool isOpposite);

    /// The filter that is in force: the last text that was one.
    const ParsedFilter &filter() const { return m_filter; }

    void setVocabulary(const FilterVocabulary &vocabulary) { m_vocabulary = vocabulary; }

    /// What stands below the field while the text is a filter: "showing 3,000 of 45,384".
    void setResult(const QString &result);

    /// The newest first.
    const QStringList &history() const { return m_history; }
    void setHistory(const QStringList &history);

    /// What is wrong with the text; empty: nothing.
    QString problem() const { return m_problem; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// Another filter is in force.
    void filterChanged(const QString &text, const sluice::FilterNode &filter);
    void historyChanged(const QStringList &history);
    /// Return was pressed: the person wants to go on in the list.
    void left();

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Look { Empty, Good, Bad };

    void readText();
    void apply();
    void finish();
    void remember();
    void offer();
    void offerHistory();
    void showOffers();
    void take(const QListWidgetItem *offer);
    void sayOffer();
    void setLook(Look look);
    void sayState();
    bool handleKey(int key, Qt::KeyboardModifiers modifiers);

    QLineEdit *m_edit;
    QLabel *m_line;
    QAction *m_mark;
    OfferList *m_offers;
    QTimer m_pause; ///< of typing, before a filter is applied
    FilterVocabulary m_vocabulary;
    ParsedFilter m_filter;
    ParsedFilter m_typed;
    QString m_applied; ///< the text of m_filter
    QString m_problem;
    QString m_result;
    QStringList m_history;
    Look m_look = Look::Empty;
    bool m_isHistory = false; ///< what is offered
};

} // namespace sluice::ui
