// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/widgets/hover_tip.h"

#include <QColor>
#include <QString>
#include <QWidget>

#include <cstddef>
#include <optional>
#include <vector>

namespace sluice::ui {

/// A bar of a histogram; its parts lie on each other from below.
struct HistogramBar
{
    QString range; ///< what it stands for, as a tip says it: "from 1 ms up to 2 ms"
    QString edge; ///< the axis' label at its left edge: "1 ms"
    std::vector<double> parts;
    QString words; ///< its value: "1,204 events"

    double sum() const;
};

/// What the parts of each bar are. Every second one is hatched, so that colour is not the only cue.
struct HistogramPart
{
    QString name;
    QColor colour;
};

/// Bars over an axis of ranges. The pointer, or Left, Right, Home and End, choose a bar and say it; Return or
/// a click asks for what is behind it. A screen reader reads the chosen bar, else the highest. Escape chooses
/// none. thread: GUI.
class HistogramView final : public QWidget
{
    Q_OBJECT
public:
    /// `title` stands above it and is its accessible name.
    explicit HistogramView(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setParts(std::vector<HistogramPart> parts); ///< a legend is shown when there are two or more
    void setBars(std::vector<HistogramBar> bars, const QString &lastEdge = {});
    const std::vector<HistogramBar> &bars() const { return m_bars; }

    /// What stands where there is no bar.
    void setNothing(const QString &text);

    /// The counting rule, for the tool tip.
    void setMeaning(const QString &meaning);

    QString words() const;
    QRectF barRect(std::size_t bar) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void barAsked(int bar);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    double highest() const;
    QRectF plotArea() const;
    int headHeight() const;
    std::optional<std::size_t> barAt(QPointF place) const;
    void choose(std::optional<std::size_t> bar);
    void sayWords();
    void paintHead(QPainter &painter) const;
    void paintAxes(QPainter &painter) const;
    void paintBar(QPainter &painter, std::size_t bar) const;

    QString m_title;
    QString m_nothing;
    QString m_lastEdge;
    std::vector<HistogramPart> m_parts;
    std::vector<HistogramBar> m_bars;
    std::optional<std::size_t> m_chosen;
    HoverTip m_tip;
};

} // namespace sluice::ui
