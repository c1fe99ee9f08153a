// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/event_density.h"
#include "ui/theme/event_palette.h"
#include "ui/timeline/minimap_geometry.h"
#include "ui/widgets/hover_tip.h"

#include <QPixmap>
#include <QWidget>

#include <memory>
#include <vector>

namespace sluice::ui {

class TimelineModel;

/// The overview above the timeline: the whole session in one strip, how much happened when, every error and
/// every drop, and a window over what the timeline shows. Drag the window or its edges, click, turn the
/// wheel; by keys: arrows pan (Shift: faster), Ctrl+arrows move the window's begin, Ctrl+Shift+arrows its
/// end, + and - zoom, Home shows all, End follows. It asks; the timeline moves, and tells it the new window.
/// The strip is painted anew only when the session or the size changes. thread: GUI
class TimelineMinimap final : public QWidget
{
    Q_OBJECT
public:
    /// Both are not owned and outlive it.
    TimelineMinimap(const TimelineModel &model, const EventDensity &density, QWidget *parent = nullptr);

    /// The density, the drops or the session are other ones.
    void showNews();

    /// How long the session is, and how it is folded.
    void showSession(const TimeRange &bounds, const std::shared_ptr<const GapFold> &fold);

    /// What the timeline shows.
    void showWindow(ViewTime begin, ViewTime end);

    void setGutterWidth(int width);

    MinimapGeometry geometryShown() const;
    TimeRange windowShown() const { return window(); }
    const TimeRange &boundsShown() const { return m_frame.bounds; }

    /// What stands at a place, for the tool tip; empty outside the plot.
    QString textAt(QPoint position);

    /// How often the strip was painted anew, for tests.
    int rebuilds() const { return m_rebuilds; }

    /// The window in words: "0 s to 12.4 s of 1 min 02 s".
    QString windowText() const;

    /// Moves the begin or the end by parts of the window; what keys and screen readers do.
    void moveEdge(MinimapPart handle, double windows);
    void pan(double windows);

    QSize sizeHint() const override;

Q_SIGNALS:
    void beginAsked(ViewTime begin); ///< same zoom
    void rangeAsked(const TimeRange &range); ///< exactly this
    void zoomAsked(ViewTime at, double factor);
    void panAsked(double windows); ///< positive = later
    void wholeAsked();
    void followAsked();
    void settled(); ///< the drag, or the key, is over

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    MinimapFrame frame() const;
    TimeRange window() const;
    void refresh();
    void paintStrip(QPainter &painter, const MinimapGeometry &geometry, const EventPalette &palette);
    void paintWindow(QPainter &painter, const MinimapGeometry &geometry, const EventPalette &palette);
    void showCursor(QPoint position);

    const TimelineModel &m_model;
    const EventDensity &m_density;
    MinimapFrame m_frame;
    std::vector<EventDensity::Column> m_columns;
    QPixmap m_strip;
    bool m_stripIsOld = true;
    int m_rebuilds = 0;
    MinimapPart m_dragged = MinimapPart::None;
    int m_grabbedAt = 0; ///< pixels from the window's (or the handle's) left edge
    TimeRange m_windowAtPress;
    HoverTip m_tip{*this};
};

} // namespace sluice::ui

Q_DECLARE_METATYPE(sluice::TimeRange)
