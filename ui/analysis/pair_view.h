// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/waterfall_index.h"
#include "core/timeline/time_scale.h"
#include "ui/models/comparison_reader.h"
#include "ui/widgets/hover_tip.h"

#include <QPointF>
#include <QRectF>
#include <QWidget>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace sluice::ui {

/// Two sessions' waterfalls above each other on one axis that counts from each session's first event. Lines
/// link the bars of a pair; a bar that only one session has is hollow. Left and Right go from pair to pair, +
/// and − or Ctrl and the wheel zoom, A and D or Shift and the wheel pan, 0 shows all. The chosen pair is what
/// a screen reader reads; the bars in sight are its children, see pair_accessible.h. Painting costs what is
/// in sight, not what there is. thread: GUI.
class PairView final : public QWidget
{
    Q_OBJECT
public:
    explicit PairView(QWidget *parent = nullptr);

    void show(std::shared_ptr<const ComparedSessions> compared);
    using QWidget::show;

    /// Tells nobody.
    void choose(std::optional<std::size_t> pair);
    const std::optional<std::size_t> &chosen() const { return m_chosen; }

    void zoom(double factor);
    void showAll();

    /// What is drawn of a session, from its top row down, each from left to right.
    std::vector<EventIndex> shownEvents(std::size_t side) const;
    const std::shared_ptr<const ComparedSessions> &compared() const { return m_compared; }
    std::size_t pairOf(std::size_t side, EventIndex event) const { return m_pairOf[side][event]; }

    /// Chooses a pair as a click does.
    void ask(std::size_t pair);

    QString words() const;
    /// Where a session's event is drawn; a null one: outside of the view.
    QRectF barRect(std::size_t side, EventIndex event) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void pairAsked(quint64 pair);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QRectF plotArea(std::size_t side) const;
    double rowHeight(std::size_t side) const;
    TimeRange wholeRange() const;
    Timestamp offsetOf(std::size_t side, Timestamp time) const;
    std::vector<EventIndex> shownBetween(std::size_t side, double left, double right) const;
    std::optional<std::size_t> pairAt(QPointF place) const;
    void askBeside(int step);
    void setScale(const TimeScale &scale);
    void sayWords();
    void paintAxis(QPainter &painter) const;
    void paintSide(QPainter &painter, std::size_t side) const;
    void paintLinks(QPainter &painter) const;
    void paintChosen(QPainter &painter) const;

    std::shared_ptr<const ComparedSessions> m_compared;
    std::array<std::vector<std::uint32_t>, 2> m_pairOf; ///< by event
    std::array<WaterfallIndex, 2> m_index;
    std::optional<std::size_t> m_chosen;
    TimeScale m_scale;
    bool m_showsAll = true; ///< until somebody zooms or pans
    HoverTip m_tip;
};

} // namespace sluice::ui
