// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/life_line.h"
#include "ui/models/details_text.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSplitter;
class QTableView;

namespace sluice::ui {

class DetailRowsModel;
class JsonHighlighter;
class LifeLineView;
class ProofBadge;

/// All that is known of one event or session, as plain text: nothing that was received is ever read as
/// markup.
class DetailsPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit DetailsPanel(QWidget *parent = nullptr);

    void showDetails(const DetailsText &details);

    /// A sentence instead: what is being read, or why it cannot be shown.
    void showMessage(const QString &message);

    /// The life line of the event whose details are shown; hidden by the next showDetails() of another thing.
    void showLifeLine(const LifeLine &line);

    /// In its place, why it is not known.
    void showLifeLineMessage(const QString &message);

Q_SIGNALS:
    /// The user wants to see this flush of the shown session.
    void flushAsked(quint64 sequence);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildRows();
    QWidget *buildJson();
    QWidget *buildButtons();
    void copyRows();
    void copyJson();

    void putLifeLineAway();

    DetailsText m_details;
    DetailRowsModel *m_rows;
    QLabel *m_title;
    ProofBadge *m_proof;
    QSplitter *m_body;
    QTableView *m_table;
    LifeLineView *m_life;
    QWidget *m_jsonPart;
    QLabel *m_cut;
    QPlainTextEdit *m_json;
    JsonHighlighter *m_highlighter;
    QPushButton *m_copyRows;
    QPushButton *m_copyJson;
};

} // namespace sluice::ui
