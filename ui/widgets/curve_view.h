// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/widgets/curve_plot.h"
#include "ui/widgets/hover_tip.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

namespace sluice::ui {

/// A small plot: some curves over one axis, each with a dash of its own, so that colour is not the only cue.
/// The pointer, or Left, Right, Home and End, move a cursor that says each curve's value; a screen reader
/// reads the same, and without a cursor each curve's highest value. Escape takes the cursor away.
class CurveView final : public QWidget
{
    Q_OBJECT
public:
    /// A number of one axis as people read it.
    using Words = std::function<QString(double)>;

    /// `title` stands above the plot and is its accessible name.
    explicit CurveView(const QString &title, QWidget *parent = nullptr);

    void setWords(Words x, Words y);
    void setTitle(const QString &title);

    /// The axes end where the curves do, unless setRange() gave them an end.
    void setCurves(std::vector<Curve> curves);
    const std::vector<Curve> &curves() const { return m_curves; }

    /// Until it is called again; nullopt = as the curves need it.
    void setRange(std::optional<PlotRange> range);

    /// A dashed line across, as a capacity is; nullopt = none.
    void setLevel(std::optional<double> level, const QString &name = {});

    /// Stands in a corner in words: "simulation". Empty = nothing.
    void setStamp(const QString &stamp);

    /// What stands where no curve has a point.
    void setNothing(const QString &text);

    /// What the cursor says, or without one the highest value of each curve.
    QString words() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    bool isEmpty() const;
    PlotRange range() const;
    QRectF plotArea() const;
    /// A curve's sample and name in the legend; its place is where the name's baseline begins.
    struct LegendEntry
    {
        QPoint place;
        QString name;
    };
    std::vector<LegendEntry> legend() const;
    int headingHeight() const;
    void moveCursor(std::optional<double> x);
    void sayWords();
    void paintHeading(QPainter &painter) const;
    void paintAxes(QPainter &painter) const;
    void paintCurve(QPainter &painter, std::size_t index) const;
    void paintLevel(QPainter &painter) const;
    void paintCursor(QPainter &painter) const;

    QString m_title;
    QString m_levelName;
    QString m_stamp;
    QString m_nothing;
    Words m_xWords;
    Words m_yWords;
    std::vector<Curve> m_curves;
    std::optional<PlotRange> m_range;
    std::optional<double> m_level;
    std::optional<double> m_cursor; ///< an x
    HoverTip m_tip;
};

} // namespace sluice::ui
