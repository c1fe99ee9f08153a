// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QImage>
#include <QSize>
#include <QString>

#include <string_view>

namespace sluice::ui {

/// What an event's `screenshot` member leads to.
struct ScreenshotSource
{
    enum class Kind {
        None,
        Data, ///< a data: URL; `data` is its base64
        File, ///< `text` is an absolute path of this machine
        Web, ///< `text` is an address; it is never fetched
        Unusable, ///< `text` says why
    };

    Kind kind = Kind::None;
    QString text;
    QByteArray data;
};

/// Understands data: URLs in base64, file: URLs without a host, absolute paths, and web addresses.
ScreenshotSource screenshotSource(std::string_view sent);

/// A picture that was read, or why it was not.
struct ReadPicture
{
    QImage image;
    QString facts; ///< "PNG, 1,280 × 720 pixels, 48.2 KiB"
    QString problem; ///< empty: there is an image
};

/// Larger is not read at all. Our choice: four times the largest event.
inline constexpr qint64 mostPictureBytes = 64LL * 1024 * 1024;

/// More pixels are not decoded, however few bytes they take: 128 MiB in memory, Qt's own limit too.
inline constexpr qint64 mostPicturePixels = 32LL * 1024 * 1024;

/// Decodes PNG, JPEG, GIF (its first picture) and WebP, by what the bytes say and not by a name. Reads
/// nothing but a plain file. For a thread of its own: a large picture takes some 100 ms. thread: any
ReadPicture readPicture(const ScreenshotSource &source);

} // namespace sluice::ui
