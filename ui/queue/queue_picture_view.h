// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/held_lock.h"
#include "ui/models/queue_rates.h"
#include "ui/queue/event_tiles.h"
#include "ui/queue/queue_scene.h"
#include "ui/widgets/hover_tip.h"

#include <QWidget>

#include <chrono>
#include <optional>

namespace sluice::ui {

/// The recorder itself, live: its producers and what each is doing, the queue's cells at its true capacity,
/// the lock, the batch in flight and the flusher.
///
/// Fed by showPicture() once a tick. Pointing at a part tells it in a tip; arrow keys go from part to part
/// and tell the same, also as the accessible description; a click, Enter or Space asks for what is behind it.
/// thread: GUI
class QueuePictureView final : public QWidget
{
    Q_OBJECT
public:
    explicit QueuePictureView(QWidget *parent = nullptr);

    /// A picture of another session than the last one's starts the rates anew.
    void showPicture(const sluice::QueuePicture &picture);

    /// Shows `why` instead of a picture.
    void clear(const QString &why);

    /// Rates and the flusher's count-down go on while no picture comes. Called each second or so.
    void setNow(Timestamp now);

    const QueueScene &scene() const { return m_scene; }

    /// The part that the keyboard is at; nullopt before the first arrow key.
    std::optional<PicturePart> currentPart() const;

    /// What the tip says that is shown now; empty when none is.
    QString shownTip() const { return m_tip.text(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// By the number in its picture; 0 = those without a place.
    void producerAsked(quint32 number);
    /// The flush that is under way, or the last one.
    void flushAsked(quint64 sequence);
    /// The events that stand in the queue.
    void queueAsked();
    /// It can be seen, and wants pictures; or no more.
    void wantedChanged(bool wanted);
    /// How long one paint took.
    void painted(std::chrono::nanoseconds duration);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void rebuild();
    void describe();
    void moveBy(int step);
    void ask(const PicturePart &part);
    const PicturePart *partOfCurrent() const;
    QString tipAt(QPointF point) const;

    std::optional<QueuePicture> m_picture;
    QString m_absence;
    QueueRates m_rates;
    HeldLock m_held;
    Timestamp m_now;
    Timestamp m_described; ///< when the description was last made
    QueueScene m_scene;
    std::optional<PicturePart> m_current;
    std::optional<QPointF> m_pointer;
    EventTiles m_cellTiles;
    EventTiles m_legendTiles;
    HoverTip m_tip{*this};
};

} // namespace sluice::ui
