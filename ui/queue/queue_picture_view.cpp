// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/queue/queue_picture_view.h"

#include "ui/models/format.h"
#include "ui/queue/queue_scene_painter.h"
#include "ui/theme/metrics.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr int legendSide = 13;

/// A screen reader is not told thirty times a second that the queue has changed.
constexpr std::chrono::seconds betweenDescriptions{1};

} // namespace

QueuePictureView::QueuePictureView(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("queuePicture"));
    setAccessibleName(tr("Live picture of the queue"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    clear(tr("No queue is live. Fire a burst."));
}

void QueuePictureView::showPicture(const QueuePicture &picture)
{
    if (!m_picture || m_picture->queue.session != picture.queue.session)
        m_described = {};
    m_absence.clear();
    m_rates.add(picture.queue);
    m_held.add(picture, std::chrono::steady_clock::now());
    m_now = std::max(picture.queue.time, m_picture ? m_now : Timestamp{});
    m_picture = picture;
    rebuild();
}

void QueuePictureView::clear(const QString &why)
{
    m_picture.reset();
    m_rates.clear();
    m_absence = why;
    m_scene = {};
    m_current.reset();
    m_tip.hide();
    setAccessibleDescription(why);
    update();
}

void QueuePictureView::setNow(Timestamp now)
{
    if (!m_picture)
        return;
    m_now = std::max(m_now, now);
    rebuild();
}

void QueuePictureView::rebuild()
{
    if (!m_picture)
        return;
    SceneInput input;
    input.rates = m_rates.at(m_now);
    input.heldFor = m_held.atLeast();
    input.size = size();
    input.lineHeight = fontMetrics().height();
    m_scene = sceneFor(*m_picture, input);
    if (m_pointer && !m_tip.text().isEmpty())
        m_tip.show(m_pointer->toPoint(), tipAt(*m_pointer));
    if (m_described == Timestamp{} || m_now - m_described >= betweenDescriptions)
        describe();
    update();
}

void QueuePictureView::describe()
{
    if (!m_picture)
        return;
    m_described = m_now;
    const PicturePart *part = partOfCurrent();
    const QString words
        = part && hasFocus() ? part->sentence : pictureText(*m_picture, m_rates.at(m_now), m_held.atLeast());
    if (words != accessibleDescription())
        setAccessibleDescription(words);
}

std::optional<PicturePart> QueuePictureView::currentPart() const
{
    const PicturePart *part = partOfCurrent();
    return part ? std::optional(*part) : std::nullopt;
}

const PicturePart *QueuePictureView::partOfCurrent() const
{
    if (!m_current)
        return nullptr;
    const auto part = std::ranges::find_if(
        m_scene.parts, [this](const PicturePart &candidate) { return candidate.isSameAs(*m_current); });
    return part == m_scene.parts.end() ? nullptr : &*part;
}

QSize QueuePictureView::sizeHint() const
{
    return {1'000, 240};
}

QSize QueuePictureView::minimumSizeHint() const
{
    return {320, 14 * fontMetrics().height() + 80};
}

void QueuePictureView::paintEvent(QPaintEvent *)
{
    QElapsedTimer timer;
    timer.start();
    QPainter painter(this);
    if (!m_picture) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_absence);
    } else {
        const EventPalette &colours = EventPalette::of(themeOf(palette()));
        m_cellTiles.prepare(m_scene.grid.side(), devicePixelRatioF(), colours, font());
        m_legendTiles.prepare(legendSide, devicePixelRatioF(), colours, font());
        QueueScenePainter(painter, m_scene, *m_picture, palette(), {m_cellTiles, m_legendTiles}).paint();
    }
    if (const PicturePart *part = partOfCurrent(); part && hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), metrics::outlineWidth));
        painter.drawRect(part->rect.adjusted(1, 1, -1, -1));
    } else if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), metrics::outlineWidth));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
    painter.end();
    Q_EMIT painted(std::chrono::nanoseconds(timer.nsecsElapsed()));
}

void QueuePictureView::resizeEvent(QResizeEvent *)
{
    rebuild();
}

void QueuePictureView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        rebuild();
}

void QueuePictureView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    Q_EMIT wantedChanged(true);
}

void QueuePictureView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tip.hide();
    Q_EMIT wantedChanged(false);
}

QString QueuePictureView::tipAt(QPointF point) const
{
    if (!m_picture)
        return {};
    if (const auto cell = m_scene.grid.at(point); cell && *cell < m_picture->cells.size())
        return cellText(
            m_picture->cells[*cell], placesBefore(m_picture->cells, *cell), m_picture->queue.capacity);
    const PicturePart *part = partAt(m_scene, point);
    return part ? part->sentence : QString();
}

void QueuePictureView::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position();
    m_tip.show(event->pos(), tipAt(*m_pointer));
}

void QueuePictureView::leaveEvent(QEvent *)
{
    m_pointer.reset();
    m_tip.hide();
}

void QueuePictureView::mousePressEvent(QMouseEvent *event)
{
    const PicturePart *part = partAt(m_scene, event->position());
    if (event->button() != Qt::LeftButton || !part)
        return event->ignore();
    m_current = *part;
    ask(*part);
    describe();
    update();
}

void QueuePictureView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Down:
        return moveBy(1);
    case Qt::Key_Left:
    case Qt::Key_Up:
        return moveBy(-1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (const PicturePart *part = partOfCurrent())
            return ask(*part);
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void QueuePictureView::moveBy(int step)
{
    const auto count = static_cast<int>(m_scene.parts.size());
    if (count == 0)
        return;
    const PicturePart *now = partOfCurrent();
    const int at = now ? static_cast<int>(now - m_scene.parts.data()) : (step > 0 ? -1 : count);
    m_current = m_scene.parts[static_cast<std::size_t>(std::clamp(at + step, 0, count - 1))];
    m_tip.show(m_current->rect.bottomLeft().toPoint(), m_current->sentence);
    describe();
    update();
}

void QueuePictureView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    m_tip.hide();
}

void QueuePictureView::ask(const PicturePart &part)
{
    switch (part.kind) {
    case PicturePart::Kind::Producer:
        Q_EMIT producerAsked(part.number);
        break;
    case PicturePart::Kind::Queue:
        Q_EMIT queueAsked();
        break;
    case PicturePart::Kind::Batch:
    case PicturePart::Kind::Flusher:
        if (m_picture->queue.flushes > 0)
            Q_EMIT flushAsked(m_picture->queue.flushes);
        break;
    case PicturePart::Kind::Lock:
        break;
    }
}

} // namespace sluice::ui
