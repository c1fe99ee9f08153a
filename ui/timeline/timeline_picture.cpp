// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/timeline_picture.h"

#include "ui/models/timeline_model.h"
#include "ui/timeline/timeline_view.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace sluice::ui {

namespace {

constexpr int largest = 16'384;
constexpr int pngScale = 2;
constexpr int dotsPerInch = 96; ///< one logical pixel is one user unit of the SVG

QString titleOf(const TimelineView &view)
{
    const auto &session = view.model().session();
    return session ? QStringLiteral("Sluice: %1").arg(QString::fromStdString(session->id.text()))
                   : QStringLiteral("Sluice");
}

QByteArray svgOf(TimelineView &view, QSize size)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setResolution(dotsPerInch);
    generator.setTitle(titleOf(view));
    QPainter painter(&generator);
    view.renderTo(painter, size);
    painter.end();
    return bytes;
}

QByteArray pngOf(TimelineView &view, QSize size)
{
    QImage image(size * pngScale, QImage::Format_RGB32);
    image.setDevicePixelRatio(pngScale);
    image.setText(QStringLiteral("Title"), titleOf(view));
    QPainter painter(&image);
    view.renderTo(painter, size);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

Error writeError(const QSaveFile &file)
{
    return {ErrorKind::Io,
        QStringLiteral("%1 cannot be written: %2").arg(file.fileName(), file.errorString()).toStdString()};
}

} // namespace

Result<void> writePicture(TimelineView &view, const QString &path, QSize size)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending != u"png" && ending != u"svg")
        return Error{ErrorKind::Usage,
            QStringLiteral("%1: a picture's name ends in .png or .svg").arg(path).toStdString()};
    if (size.width() < 1 || size.height() < 1 || size.width() > largest || size.height() > largest)
        return Error{ErrorKind::Usage,
            QStringLiteral("a picture is 1 to %1 pixels wide and high, not %2 x %3")
                .arg(largest)
                .arg(size.width())
                .arg(size.height())
                .toStdString()};
    const QByteArray bytes = ending == u"svg" ? svgOf(view, size) : pngOf(view, size);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return writeError(file);
    return {};
}

} // namespace sluice::ui
