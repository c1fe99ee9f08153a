// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ids.h"
#include "ui/models/listed_sessions_model.h"
#include "ui/models/shown_overview.h"

#include <QList>
#include <QWidget>

#include <array>
#include <functional>
#include <memory>
#include <optional>

class QComboBox;
class QDateEdit;
class QGridLayout;
class QLabel;
class QTableView;

namespace sluice::ui {

class FigureButton;
class HistogramView;

/// What is known of all sessions together: how they ended, what they cost and used, how long they took. Each
/// figure and each bar leads to its sessions, which are listed at the bottom. thread: GUI.
class OverviewPage final : public QWidget
{
    Q_OBJECT
public:
    explicit OverviewPage(QWidget *parent = nullptr);

    /// The chosen dates; nullopt: without an end. `now` says which day it is.
    std::optional<Timestamp> from(Timestamp now) const;
    std::optional<Timestamp> to() const;

    void showOverview(const std::shared_ptr<const ShownOverview> &overview);
    void showProblem(const QString &message);

Q_SIGNALS:
    void datesChanged();
    void shownChanged(bool isShown); ///< it can be seen, or no more
    /// A person chose these sessions by a figure.
    void sessionsAsked(const QList<sluice::SessionId> &sessions, const QString &title);
    /// A person opened one of them.
    void sessionOpened(const sluice::SessionId &session);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum Figure { Sessions, Cost, CostEach, TokensEach, Failed, Events, Errors, Drops };
    static constexpr std::size_t figureCount = 8;
    enum Chart { EndStates, Costs, Durations, EventCounts };
    static constexpr std::size_t chartCount = 4;

    QWidget *buildDates();
    QWidget *buildFigures();
    QWidget *buildCharts();
    void buildList();
    void showFigures();
    void showDays();
    void showBuckets(
        Chart chart, const std::vector<OverviewBucket> &buckets, const std::function<QString(double)> &text);
    void ask(const SessionPlaces &places, const QString &title);
    void askBar(Chart chart, int bar);
    void sayDates();

    std::shared_ptr<const ShownOverview> m_shown;
    std::array<SessionPlaces, figureCount> m_places;
    ListedSessionsModel m_list;
    QComboBox *m_period;
    QDateEdit *m_from;
    QDateEdit *m_to;
    QLabel *m_line;
    std::array<FigureButton *, figureCount> m_figures{};
    std::array<HistogramView *, chartCount> m_charts{};
    QLabel *m_listTitle;
    QTableView *m_table;
};

} // namespace sluice::ui
