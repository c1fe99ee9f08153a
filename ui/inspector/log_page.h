// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/bridge/event_log.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace sluice::ui {

class LogLinesModel;
class SearchLine;

/// What events logged, as in a terminal: a line a row, of which only the visible ones are drawn. Enter or a
/// double click leads to the line's event, Ctrl+C copies the chosen lines. thread: GUI
class LogPage final : public QWidget
{
    Q_OBJECT
public:
    explicit LogPage(QWidget *parent = nullptr);

    void showLogs(const SessionLogs &logs);

    /// The logs are being read; it can be cancelled.
    void showProgress(const QString &text);

    /// A sentence instead of lines.
    void showMessage(const QString &text);

    LogLinesModel &model() { return *m_model; }

Q_SIGNALS:
    void eventAsked(qint64 row);
    void cancelled();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildTable();
    void find(const QString &words, bool backwards);
    void copy(bool all);
    void fitColumns();
    void chooseColumns();

    LogLinesModel *m_model;
    bool m_isOfOneEvent = false; ///< whose time and name the overview says
    SearchLine *m_search;
    QLabel *m_summary;
    QPushButton *m_cancel;
    QPushButton *m_copy;
    QTableView *m_table;
};

} // namespace sluice::ui
