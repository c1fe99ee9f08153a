// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/inspector/side_job.h"
#include "ui/models/event_body.h"
#include "ui/models/screenshot_source.h"

#include <QImage>
#include <QPixmap>
#include <QWidget>

class QLabel;

namespace sluice::ui {

/// A picture as large as there is room, never larger than it is. thread: GUI
class PictureView final : public QWidget
{
    Q_OBJECT
public:
    explicit PictureView(QWidget *parent = nullptr);

    void showImage(const QImage &image);

    /// Where the picture is drawn.
    QRect imageRect() const;

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_image;
    QPixmap m_scaled; ///< for the size that it was last drawn in
};

/// The screenshot of an event: from its data: URL or a file of this machine. A web address is shown and never
/// fetched. The picture is read when the page is shown, on another thread. thread: GUI
class ScreenshotPage final : public QWidget
{
    Q_OBJECT
public:
    explicit ScreenshotPage(QWidget *parent = nullptr);

    void showScreenshot(const SharedBody &body);
    void clear();

private:
    void put(const ReadPicture &picture);

    QLabel *m_source;
    QLabel *m_facts;
    PictureView *m_view;
    SideJob m_job; ///< last: its answers come to what is above
};

} // namespace sluice::ui
