// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/timeline/event_lanes.h"
#include "core/timeline/time_marks.h"
#include "core/timeline/view_history.h"
#include "ui/timeline/filter_shade.h"
#include "ui/timeline/gap_painter.h"
#include "ui/timeline/label_cache.h"
#include "ui/timeline/mark_flags.h"
#include "ui/timeline/measure_box.h"
#include "ui/timeline/timeline_axis.h"
#include "ui/timeline/timeline_digest.h"
#include "ui/timeline/timeline_drag.h"
#include "ui/timeline/timeline_geometry.h"
#include "ui/timeline/timeline_hit.h"
#include "ui/timeline/timeline_keys.h"
#include "ui/timeline/visible_items.h"
#include "ui/widgets/hover_tip.h"

#include <QAbstractScrollArea>
#include <QPixmap>
#include <QTimer>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

class QToolButton;

namespace sluice::ui {

class MarkEditor;
class MessageBanner;
class TimelineMinimap;
class TimelineModel;

/// The timeline of the shown session: lanes of events, and below them, on the same axis, what became of them
/// on their way: queue depth, flushes, drops.
///
/// Geometry is computed when the data, the axis or the size changes, painted once into a pixmap, and
/// replayed; hover, selection, marks and the measured range lie on top and rebuild nothing. The view follows
/// the newest until the user pans. What keys and the mouse do stands in timeline_keys.h. Above the viewport
/// lie the overview of the session and, while the view is frozen, a banner. thread: GUI
class TimelineView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    using VisibleBar = ui::VisibleBar;
    using VisibleLane = ui::VisibleLane;

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

    std::vector<VisibleLane> visibleLanes();

    /// Parents that have not arrived, as drawn, from the top lane down.
    std::vector<VisiblePlaceholder> visiblePlaceholders();
    std::optional<QRect> rectOf(const Placeholder &place) const; ///< nullopt: out of sight
    const std::optional<Placeholder> &selectedPlaceholder() const { return m_selectedPlaceholder; }

    /// What a filter dims, in the viewport's pixels; and whether one does.
    std::vector<QRect> dimmedRects();
    bool isDimming() const { return m_shade.isOn(); }

    /// Width of the lanes' names that a person chose; 0: as wide as they need.
    int gutterWidth() const { return m_gutterWidth; }

    /// Flags of the marks in sight, in order of time.
    std::vector<MarkFlag> visibleMarks();
    std::vector<AxisBreak> visibleBreaks();

    /// The range that is measured, and its numbers.
    const std::optional<TimeRange> &measuredRange() const { return m_measured; }
    QStringList measuredLines() const { return m_box->lines(); }

    /// The view stands still while the session goes on.
    bool isFrozen() const { return m_frozenAt.has_value(); }

    /// Whether idle gaps are compressed; and whether over half of the session is idle, so that it is offered.
    bool isFolded() const { return m_folds; }
    bool isFoldOffered() const { return m_idle.share() > 0.5; }

    /// Of the shown session, kept while the view lives.
    const TimeMarks &marks() const;
    std::optional<quint32> chosenMark() const { return m_chosenMark; }

    /// Paints what is seen, in this size, with the same time from edge to edge: the timeline without what
    /// belongs to a screen (overview, pointer, focus). For a picture file.
    void renderTo(QPainter &painter, QSize size);

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
    void setFrozen(bool frozen);
    void setFolded(bool folded);
    void goBack();
    void goForward();
    void setLaneBy(sluice::LaneBy laneBy);

    /// A setting: the wheel zooms, and with Ctrl it scrolls; off, the other way round.
    void setWheelZooms(bool zooms) { m_wheelZooms = zooms; }

    /// Events that are not in it are dimmed, errors never; nullptr: nothing is. `matching` is of the shown
    /// session.
    void setMatching(const std::shared_ptr<const sluice::EventSet> &matching);

    /// Held within bounds; 0: as wide as the names need.
    void setGutterWidth(int width);

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
    void selectNextDrop();
    void selectPreviousDrop();

    /// By begin, over all lanes; without one, from the view's edge on.
    void selectNextPlaceholder();
    void selectPreviousPlaceholder();
    void selectPlaceholder(const sluice::Placeholder &place);

    /// Measures the time from the range that is measured, if any, to the selection's; clears with nullopt.
    void measureSelection();
    void measure(const std::optional<sluice::TimeRange> &range);

    /// A mark at the selection's begin, else at the pointer, else in the middle; of the measured range, else
    /// of all of the selection's time; it becomes the chosen one.
    void addMark();
    void addRangeMark();
    void addWrittenMark(); ///< and opens the line for its text
    void writeMark(); ///< opens the line for the chosen one's text
    void removeChosenMark();
    void chooseMark(quint32 number); ///< and brings it into sight
    void chooseNextMark();
    void choosePreviousMark();

    /// One step back: the drag, the measured range, the chosen mark, the selection. False: there was nothing.
    bool clearOneStep();

Q_SIGNALS:
    void eventSelected(qint64 row);
    void flushSelected(quint64 sequence);
    void dropsSelected(const sluice::DropRun &run);
    void selectionCleared();
    void followChanged(bool follows);
    void frozenChanged(bool frozen);
    void foldedChanged(bool folded);
    void foldOfferChanged(bool offered);
    void measured(); ///< see measuredRange()
    void marksChanged();
    void gutterWidthChanged(int width); ///< a person chose it
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
    // What is shown: timeline_view.cpp, timeline_items.cpp, timeline_above.cpp.
    void showNewSession();
    void showChange();
    void tick();
    void invalidate();
    void refresh();
    void refreshGeometry();
    TimelineFrame frameFor(const TimelineLayout &layout, const TimeScale &scale) const;
    void refreshPixmap();
    void paintLayers(QPainter &painter, const TimelineGeometry &geometry);
    void keepDescription();
    void updateLayout();
    void updateAbove();
    void updateOverview();
    void updateFold();
    void updateTimer();
    void makeAbove();
    void showFoldButton();
    QRect plotFromRuler() const;
    std::vector<VisibleBar> visibleItems(DetailItem::Kind kind);

    // What lies on top: timeline_overlay.cpp, timeline_links.cpp.
    void paintOverlay(QPainter &painter);
    void paintPlaceholder(QPainter &painter);
    void paintFilterNote(QPainter &painter);
    void paintOutline(QPainter &painter, const QRect &rect, const QColor &colour);
    void paintTimeCursor(QPainter &painter);
    void paintFocusRing(QPainter &painter);
    void paintSelection(QPainter &painter);
    void paintMeasured(QPainter &painter);
    void paintVeil(QPainter &painter);
    void paintLinks(QPainter &painter);
    void paintCarried(QPainter &painter, const FlushRecord &flush);
    void paintThread(QPainter &painter, const QRect &event, const FlushRecord &flush);
    QRect placeOf(const FlushRecord &flush) const;
    std::vector<EventIndex> linkedEvents() const;
    const FlushRecord *linkedFlush() const;
    void showLinks();

    // Where the view is: timeline_navigation.cpp.
    TimeRange bounds() const;
    void updateBounds();
    double pointerX() const;
    void navigate(const std::function<void()> &change);
    void remember();
    void restore(const ViewState &state);
    void countFrozen();
    void reveal(EventIndex event);
    void reveal(TimeRange range);

    // What is selected and measured: timeline_selection.cpp, timeline_placeholders.cpp, timeline_marking.cpp.
    void select(EventIndex event);
    void selectFlushBeside(int step);
    void selectDropBeside(int step);
    void selectPlaceholderBeside(int step);
    void selectPlaceholderAt(const TimelineHit &hit);
    void forgetArrived();
    bool hasSelection() const;
    void chooseMarkBeside(int step);
    void keepMarkText(quint32 number, const QString &text);
    EventIndex selectedEvent() const;
    EventIndex startingEvent() const;
    std::optional<TimeRange> selectedRange() const;
    TimeMarks &marksToChange();
    void placeBox();

    // Mouse and keys: timeline_input.cpp, timeline_mouse.cpp, timeline_gutter.cpp.
    bool move(TimelineKey key, double pan);
    bool step(TimelineKey key);
    bool turn(TimelineKey key);
    void pressAt(QPoint position);
    void clickEmpty(QPoint position);
    bool isGutterEdge(QPoint position) const;
    void dragGutter(int x);
    void panTo(QPoint position);
    bool isMeasurable(QPoint position) const;
    bool isVeiled(QPoint position) const;
    bool isMeasured(QPoint position) const;
    Timestamp timeAt(int x) const;
    void fitHit(const TimelineHit &hit);
    void hover(QPoint position);
    QString textAt(QPoint position) const;
    void leave();
    void endDrag();

    TimelineModel &m_model;
    const Clock &m_clock;

    TimelineAxis m_axis;
    TimelineLayout m_layout;
    SharedWork m_helper;
    TimelineGeometry m_geometry;
    QPixmap m_pixmap;
    bool m_geometryIsOld = true;
    LabelCache m_labels;
    FilterShade m_shade;
    int m_gutterWidth = 0; ///< 0: as wide as the names need

    TimelineDigest m_digest;
    IdleTime m_idle;
    bool m_folds = false;
    ViewHistory m_history;
    std::optional<std::size_t> m_frozenAt; ///< events at that moment
    bool m_followedBeforeFreeze = false;

    std::optional<qint64> m_selectedRow;
    std::optional<quint64> m_selectedFlush; ///< at most one of the four is selected
    std::optional<DropRun> m_selectedDrops;
    std::optional<Placeholder> m_selectedPlaceholder;
    std::optional<TimeRange> m_measured;
    bool m_measuredLast = false; ///< F means the range, and not the selection
    std::map<SessionId, TimeMarks> m_marks;
    std::optional<quint32> m_chosenMark;

    std::optional<TimelineHit> m_hover;
    HoverTip m_tip{*viewport()};
    std::optional<QPoint> m_pointer;
    TimelineDrag m_drag;
    bool m_wheelZooms = false;
    QTimer m_timer; ///< moves the view with the time, while it follows a running session

    // Owned by Qt, as children.
    TimelineMinimap *m_minimap = nullptr;
    QToolButton *m_foldButton = nullptr;
    MessageBanner *m_freezeBanner = nullptr;
    MeasureBox *m_box = nullptr;
    MarkEditor *m_markEditor = nullptr;
};

} // namespace sluice::ui
