// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/timeline/event_lanes.h"
#include "ui/timeline/label_cache.h"
#include "ui/timeline/timeline_axis.h"
#include "ui/timeline/timeline_geometry.h"
#include "ui/timeline/timeline_hit.h"
#include "ui/widgets/hover_tip.h"

#include <QAbstractScrollArea>
#include <QPixmap>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace sluice::ui {

class TimelineModel;

/// The timeline of the shown session: lanes of events, and below them, on the same axis, what became of them
/// on their way: queue depth, flushes, drops.
///
/// Geometry is computed when the data, the axis or the size changes, painted once into a pixmap, and
/// replayed; hover and selection lie on top and rebuild nothing. The view follows the newest until the user
/// pans. Ctrl+wheel, W and S zoom; Shift+wheel, Shift+drag, middle drag, A, D and arrows pan; F fits the
/// selection, 0 or Home the session; End follows; "." and "," step through a lane, N and Shift+N through
/// errors. thread: GUI
class TimelineView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    /// One drawn item, in the viewport's pixels, cut to what can be seen.
    struct VisibleBar
    {
        QRect rect;
        qint64 row = 0; ///< of the event; of a column: of its first error, else of its longest event
        EventType type = EventType::Action;
        quint32 count = 1; ///< events that begin here: more than one in a column only
        quint32 errors = 0;
    };

    /// Model and clock are not owned; both outlive the view.
    TimelineView(TimelineModel &model, const Clock &clock, QWidget *parent = nullptr);
    ~TimelineView() override;

    const TimelineModel &model() const { return m_model; }
    bool isFollowing() const { return m_axis.isFollowing(); }
    const TimeScale &scale() const { return m_axis.scale(); }
    std::optional<qint64> selectedRow() const { return m_selectedRow; }
    std::optional<quint64> selectedFlush() const;
    LaneBy laneBy() const;

    /// Events drawn one by one, from the top lane down, each lane from left to right.
    std::vector<VisibleBar> visibleBars();

    /// Pixel columns of events that are too near to each other to be drawn one by one.
    std::vector<VisibleBar> visibleColumns();

    /// Flushes and drops as drawn, with the number of records in `count`; `row` is the index in the model.
    std::vector<VisibleBar> visibleFlushes();
    std::vector<VisibleBar> visibleDrops();

    /// Flushes that are shown as carrying the event under the pointer or the selected one, each once.
    std::vector<quint64> linkedFlushes();

    /// The time in which the events of the flush under the pointer, or of the selected one, lie.
    std::optional<TimeRange> carriedRange();

    /// What the tool tip at a place of the viewport says; empty where there is nothing.
    QString toolTipAt(QPoint position);

    /// What the tool tip says that is shown now; empty when none is.
    QString shownToolTip() const { return m_tip.text(); }

    /// Where time `time` is drawn, in the viewport's pixels; may be outside.
    double xOf(Timestamp time) const;

public Q_SLOTS:
    void zoomIn();
    void zoomOut();
    void fitAll();
    void fitSelection();
    void setFollow(bool follow);
    void setLaneBy(sluice::LaneBy laneBy);

    /// Selects the event of this row and brings it into sight. A row that is not known clears the selection.
    void selectRow(qint64 row);
    void clearSelection();

    void selectNext();
    void selectPrevious();
    void selectNextError();
    void selectPreviousError();

    /// Selects this flush or this run of drops, in place of an event, and brings it into sight. One that is
    /// not known clears the selection.
    void selectFlush(quint64 sequence);
    void selectDrops(const sluice::DropRun &run);
    void selectNextFlush();
    void selectPreviousFlush();

Q_SIGNALS:
    void eventSelected(qint64 row);
    void flushSelected(quint64 sequence);
    void dropsSelected(const sluice::DropRun &run);
    void selectionCleared();
    void followChanged(bool follows);
    /// How long one paint took; `rebuilt` = with new geometry, not only replayed.
    void painted(std::chrono::nanoseconds duration, bool rebuilt);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void showNewSession();
    void showChange();
    void tick();

    void invalidate();
    void refresh();
    void refreshGeometry();
    void refreshPixmap();
    void paintOverlay(QPainter &painter);
    void paintPlaceholder(QPainter &painter);
    void paintOutline(QPainter &painter, const QRect &rect, const QColor &colour);
    void paintTimeCursor(QPainter &painter);
    void paintFocusRing(QPainter &painter);
    void paintSelection(QPainter &painter);
    void paintLinks(QPainter &painter);
    void paintCarried(QPainter &painter, const FlushRecord &flush);
    void paintThread(QPainter &painter, const QRect &event, const FlushRecord &flush);
    QRect placeOf(const FlushRecord &flush) const;
    std::vector<EventIndex> linkedEvents() const;
    const FlushRecord *linkedFlush() const;
    void showLinks();
    void keepDescription();

    TimeRange bounds() const;
    void updateBounds();
    void updateLayout();
    void updateTimer();
    double pointerX() const;
    void navigate(const std::function<void()> &change);

    void select(EventIndex event);
    void reveal(EventIndex event);
    void reveal(TimeRange range);
    void selectFlushBeside(int step);
    EventIndex selectedEvent() const;
    EventIndex startingEvent() const;
    void fitHit(const TimelineHit &hit);
    void hover(QPoint position);
    void leave();
    std::vector<VisibleBar> visibleItems(DetailItem::Kind kind);

    TimelineModel &m_model;
    const Clock &m_clock;

    TimelineAxis m_axis;
    TimelineLayout m_layout;
    SharedWork m_helper;
    TimelineGeometry m_geometry;
    QPixmap m_pixmap;
    bool m_geometryIsOld = true;
    LabelCache m_labels;

    std::optional<qint64> m_selectedRow;
    std::optional<quint64> m_selectedFlush; ///< at most one of the three is selected
    std::optional<DropRun> m_selectedDrops;
    std::optional<TimelineHit> m_hover;
    HoverTip m_tip{*viewport()};
    std::optional<QPoint> m_pointer;
    std::optional<QPoint> m_panFrom; ///< while a drag pans
    QTimer m_timer; ///< moves the view with the time, while it follows a running session
};

} // namespace sluice::ui
