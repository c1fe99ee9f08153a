// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/screenshot_source.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/visible_text.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QUrl>

#include <algorithm>

namespace sluice::ui {

namespace {

using Kind = ScreenshotSource::Kind;

constexpr qsizetype mostShownAddress = 2'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("ScreenshotSource", text);
}

bool startsWith(std::string_view text, std::string_view lowerCase)
{
    return text.size() >= lowerCase.size()
        && std::equal(lowerCase.begin(), lowerCase.end(), text.begin(),
            [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); });
}

ScreenshotSource dataSource(std::string_view sent)
{
    const std::size_t comma = sent.find(',');
    if (comma == std::string_view::npos)
        return {Kind::Unusable, tr("The data: URL has no data."), {}};
    if (sent.substr(0, comma).find(";base64") == std::string_view::npos)
        return {Kind::Unusable, tr("The data: URL is not in base64."), {}};
    return {Kind::Data, {}, toQtBytes(sent.substr(comma + 1))};
}

ScreenshotSource fileSource(const QString &sent)
{
    const QUrl url(sent);
    if (!url.isLocalFile() || !url.host().isEmpty())
        return {Kind::Unusable, tr("The file: URL names another machine."), {}};
    return {Kind::File, url.toLocalFile(), {}};
}

ReadPicture failed(const QString &problem)
{
    ReadPicture picture;
    picture.problem = problem;
    return picture;
}

bool isKnownFormat(const QByteArray &format)
{
    static const QList<QByteArray> known = {"png", "jpeg", "jpg", "gif", "webp"};
    return known.contains(format);
}

QString sizeText(QSize size)
{
    return tr("%1 × %2 pixels")
        .arg(numberText(static_cast<std::uint64_t>(size.width())),
            numberText(static_cast<std::uint64_t>(size.height())));
}

ReadPicture decode(QIODevice &device)
{
    QImageReader reader(&device);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    const QByteArray format = reader.format();
    if (!isKnownFormat(format))
        return failed(tr("It is no picture in PNG, JPEG, GIF or WebP."));
    const QSize size = reader.size();
    if (!size.isValid())
        return failed(tr("The picture does not say how large it is."));
    if (qint64{size.width()} * size.height() > mostPicturePixels)
        return failed(tr("It has %1; more than %2 million are not shown.")
                          .arg(sizeText(size), QString::number(mostPicturePixels / 1'000'000)));
    ReadPicture picture;
    if (!reader.read(&picture.image))
        return failed(tr("The picture is damaged: %1").arg(reader.errorString()));
    picture.facts = QStringLiteral("%1, %2, %3")
                        .arg(QString::fromLatin1(format).toUpper(), sizeText(size),
                            bytesText(static_cast<std::uint64_t>(device.size())));
    return picture;
}

ReadPicture tooLarge(qint64 bytes)
{
    return failed(tr("It is %1 large; more than %2 are not read.")
                      .arg(bytesText(static_cast<std::uint64_t>(bytes)), bytesText(mostPictureBytes)));
}

ReadPicture readData(const QByteArray &base64)
{
    if (base64.size() / 4 * 3 > mostPictureBytes)
        return tooLarge(base64.size() / 4 * 3);
    auto decoded = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return failed(tr("The data: URL's base64 is damaged."));
    QBuffer buffer(&*decoded);
    buffer.open(QIODevice::ReadOnly);
    return decode(buffer);
}

ReadPicture readFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return failed(tr("There is no such file on this machine."));
    if (!info.isFile())
        return failed(tr("It is not a plain file."));
    if (info.size() > mostPictureBytes)
        return tooLarge(info.size());
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failed(file.errorString());
    return decode(file);
}

} // namespace

ScreenshotSource screenshotSource(std::string_view sent)
{
    if (sent.empty())
        return {};
    if (startsWith(sent, "data:"))
        return dataSource(sent);
    const QString text = toQt(sent.substr(0, 4 * mostShownAddress)).left(mostShownAddress);
    if (startsWith(sent, "http:") || startsWith(sent, "https:"))
        return {Kind::Web, text, {}};
    if (startsWith(sent, "file:"))
        return fileSource(text);
    if (sent.front() == '/')
        return {Kind::File, text, {}};
    return {Kind::Unusable, tr("It is no address of a picture: %1").arg(oneLine(text, 200)), {}};
}

ReadPicture readPicture(const ScreenshotSource &source)
{
    switch (source.kind) {
    case Kind::Data:
        return readData(source.data);
    case Kind::File:
        return readFile(source.text);
    case Kind::Web:
        return failed(tr("It is on the web. Sluice never fetches what an event names."));
    case Kind::Unusable:
        return failed(source.text);
    case Kind::None:
        break;
    }
    return failed(tr("There is no picture."));
}

} // namespace sluice::ui
