// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/screenshot_page.h"

#include "ui/models/visible_text.h"
#include "ui/theme/event_palette.h"
#include "ui/theme/metrics.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

constexpr qsizetype mostSource = 300;

QLabel *plainLabel(const QString &objectName, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QString sourceText(const ScreenshotSource &source)
{
    switch (source.kind) {
    case ScreenshotSource::Kind::Data:
        return ScreenshotPage::tr("In the event");
    case ScreenshotSource::Kind::File:
        return ScreenshotPage::tr("File %1").arg(oneLine(source.text, mostSource));
    case ScreenshotSource::Kind::Web:
        return oneLine(source.text, mostSource);
    case ScreenshotSource::Kind::None:
    case ScreenshotSource::Kind::Unusable:
        break;
    }
    return {};
}

} // namespace

PictureView::PictureView(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("screenshot"));
    setAccessibleName(tr("Screenshot"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PictureView::showImage(const QImage &image)
{
    m_image = image;
    m_scaled = {};
    update();
}

QRect PictureView::imageRect() const
{
    if (m_image.isNull())
        return {};
    QSize size = m_image.size();
    if (size.width() > width() || size.height() > height())
        size.scale(this->size(), Qt::KeepAspectRatio);
    QRect rect(QPoint(), size.expandedTo({1, 1}));
    rect.moveCenter(this->rect().center());
    return rect;
}

QSize PictureView::sizeHint() const
{
    return {320, 240};
}

void PictureView::paintEvent(QPaintEvent *)
{
    if (m_image.isNull())
        return;
    QPainter painter(this);
    const QRect rect = imageRect();
    const QSize pixels = rect.size() * devicePixelRatioF();
    if (m_scaled.size() != pixels)
        m_scaled
            = QPixmap::fromImage(m_image.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    painter.drawPixmap(rect, m_scaled);
    painter.setPen(EventPalette::of(themeOf(palette())).hairline);
    painter.drawRect(rect.adjusted(0, 0, -1, -1));
}

ScreenshotPage::ScreenshotPage(QWidget *parent)
    : QWidget(parent)
    , m_source(plainLabel(QStringLiteral("screenshotSource"), this))
    , m_facts(plainLabel(QStringLiteral("screenshotFacts"), this))
    , m_view(new PictureView(this))
    , m_job(this)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::grid, metrics::grid, metrics::grid, metrics::grid);
    layout->addWidget(m_source);
    layout->addWidget(m_facts);
    layout->addWidget(m_view, 1);
    clear();
}

void ScreenshotPage::showScreenshot(const SharedBody &body)
{
    clear();
    const ScreenshotSource source = screenshotSource(body->screenshot());
    m_source->setText(sourceText(source));
    m_source->setVisible(!m_source->text().isEmpty());
    const bool isThere
        = source.kind == ScreenshotSource::Kind::Data || source.kind == ScreenshotSource::Kind::File;
    if (!isThere) {
        put(readPicture(source));
        return;
    }
    m_facts->setText(tr("Reading the picture …"));
    m_job.submit([this, source]() -> SideJob::Answer {
        return [this, picture = readPicture(source)] { put(picture); };
    });
}

void ScreenshotPage::clear()
{
    m_job.cancel();
    m_source->clear();
    put({});
}

void ScreenshotPage::put(const ReadPicture &picture)
{
    const QString text = picture.problem.isEmpty() ? picture.facts : visibleText(picture.problem);
    m_facts->setText(text);
    m_view->setAccessibleDescription(text);
    m_view->showImage(picture.image);
}

} // namespace sluice::ui
