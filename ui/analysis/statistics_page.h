// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/figures_model.h"
#include "ui/models/shown_figures.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace sluice::ui {

class HistogramView;

/// The figures of the shown session, of its selected stretch or of what the filter lets through: in groups,
/// with the durations of the chosen group as a histogram. thread: GUI.
class StatisticsPage final : public QWidget
{
    Q_OBJECT
public:
    /// `figures` outlives it.
    explicit StatisticsPage(ShownFigures &figures, QWidget *parent = nullptr);

    QString summary() const;

Q_SIGNALS:
    /// Only this group's events are wanted in the table: a filter's term.
    void termAsked(const QString &term);
    /// The price table is to be looked at.
    void pricesAsked();
    void shownChanged(bool isShown); ///< it can be seen, or no more

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildHead();
    void buildTable();
    void showFigures(const std::shared_ptr<const ReckonedFigures> &figures);
    void showHistogram();
    void sayRange();
    void saySummary();

    ShownFigures &m_figures;
    FiguresModel m_model;
    std::shared_ptr<const ReckonedFigures> m_shown;
    QComboBox *m_scope;
    QComboBox *m_grouping;
    QPushButton *m_prices;
    QLabel *m_summary;
    QTableView *m_table;
    HistogramView *m_histogram;
};

} // namespace sluice::ui
